/** The part of the official client's transport that the tests use; the package brings no types. */
declare module 'phoenix' {
  export class Socket {}
}
