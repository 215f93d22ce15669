/** What `setTimeout` and `setInterval` return: a number, except to compilers that know of Node. */
export type Timer = ReturnType<typeof setTimeout>
