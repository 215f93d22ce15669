import type { Message } from '../../src/chatter/index.ts'

/**
 * The id of a message as the page knows it: the same UUID in 22 letters instead of 36, since it travels twice with each
 * message to everyone.
 */
export const shortId = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')

/** The UUID of a short id; what is none leads to no message. */
export function uuidOf(short: string): string {
  const digits = Buffer.from(short, 'base64url').toString('hex')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The dom id of a message's row. */
export const rowId = ({ id }: Pick<Message, 'id'>): string => `messages-${shortId(id)}`
