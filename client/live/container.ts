/** The containers of views. */
export const CONTAINER = '[data-phx-session]'
