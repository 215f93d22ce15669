import type { User } from './accounts.ts'
import type { Image } from './image.ts'

/** Something that a user has said; never changed, and shared by all who see it. */
export interface Message {
  readonly id: string
  /** Empty only where there are images. */
  readonly content: string
  readonly images: readonly Image[]
  readonly inserted_at: Date
  readonly user: User
}

const noImages: readonly Image[] = Object.freeze([])

/** Makes a message that nobody can change. */
export function makeMessage({
  id,
  content,
  images,
  inserted_at,
  user,
}: Omit<Message, 'images'> & { readonly images: readonly Image[] | null }): Message {
  return Object.freeze({
    id,
    content,
    images: images?.length ? Object.freeze(images.map((image) => Object.freeze({ ...image }))) : noImages,
    inserted_at,
    user: Object.freeze({ id: user.id, name: user.name }),
  })
}
