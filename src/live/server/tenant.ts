import type { Session } from './session.ts'

/** Something that lives as long as its session does. */
export interface Tenant {
  readonly session: Session | undefined
  close(code: 1001, reason: string): void
}
