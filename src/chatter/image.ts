import { imageSize } from 'image-size'

/** An image of a message; never changed. */
export interface Image {
  /** Its name in the store: a UUID and the extension of its type. */
  readonly name: string
  /** Pixels, as it is shown. */
  readonly width: number
  readonly height: number
  /** What it shows, in words of its sender; empty when they gave none. */
  readonly alt: string
}

/** The media types that are taken, by the extension that a stored image of the type has. */
export const imageTypes = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
} as const

export type ImageExtension = keyof typeof imageTypes

/** How many images one message may have. */
export const mostImages = 4

/** How many characters the description of an image may have. */
export const longestAlt = 200

/** What a browser can be asked to decode: its memory grows with the pixels, and not with the bytes. */
const MOST_PIXELS = 50_000_000

/** An image that is not taken; the message says why, as a sentence. */
export class ImageRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ImageRefused'
  }
}

/** What the first bytes of an image tell. */
export interface ImageHead {
  readonly extension: ImageExtension
  readonly width: number
  readonly height: number
}

/** Reads the first bytes of an image; undefined when they do not tell its size. Throws `ImageRefused`. */
export function readHead(bytes: Buffer): ImageHead | undefined {
  const { type = '', width, height, orientation = 1 } = sizeIn(bytes) ?? {}
  if (!width || !height || !isExtension(type)) return undefined
  if (width * height > MOST_PIXELS) throw new ImageRefused('The image has too many pixels.')
  // From the fifth on, a camera was held upright: browsers turn the image.
  return orientation < 5
    ? { extension: type, width, height }
    : { extension: type, width: height, height: width }
}

function sizeIn(bytes: Buffer) {
  try {
    return imageSize(bytes)
  } catch {
    // It may be that the size stands further on.
    return undefined
  }
}

const isExtension = (type: string): type is ImageExtension => Object.hasOwn(imageTypes, type)

const NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(\w+)$/

/** The media type of a stored image; undefined for what is no name of one. */
export function typeOfImage(name: string): string | undefined {
  const [, extension = ''] = NAME.exec(name) ?? []
  return isExtension(extension) ? imageTypes[extension] : undefined
}

/** Makes a description fit to be kept. PostgreSQL keeps no NUL. */
export const tidyAlt = (alt: string): string =>
  [...alt.replaceAll('\0', '').trim()].slice(0, longestAlt).join('')
