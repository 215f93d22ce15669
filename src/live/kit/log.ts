/** Where the framework writes: one line for each thing that went wrong. A pino logger is one. */
export interface Log {
  error(fields: object, message: string): void
  warn(fields: object, message: string): void
  info(fields: object, message: string): void
  debug(fields: object, message: string): void
}

const ignore = (): void => {}

/** Writes nothing. */
export const silentLog: Log = { error: ignore, warn: ignore, info: ignore, debug: ignore }
