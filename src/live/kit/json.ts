/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

/** An object of JSON; a key that is undefined is left out. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}
