/** Where the domain writes what an operator should know; a pino logger is one. */
export interface Log {
  info(details: object, message: string): void
  error(details: object, message: string): void
}

/** A log for those who want none. */
export const silentLog: Log = { info() {}, error() {} }
