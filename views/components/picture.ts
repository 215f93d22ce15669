import { html } from 'oriel'
import type { Image } from '../../src/chatter/index.ts'

/** The box that an image of a message is fitted into, in pixels of the page. */
const box = { width: 384, height: 320 } as const

/** What is read out where the sender gave no description. */
const undescribed = 'Image without a description'

/** The pixels of the page that an image takes: its own, or fewer of the same proportions. */
export function fitted({ width, height }: Pick<Image, 'width' | 'height'>) {
  const scale = Math.min(1, box.width / width, box.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Images of a message, each leading to itself. They are loaded when they come near, and take their room before. */
export const pictures = (images: readonly Image[]) =>
  html`<span class="pictures">${images.map(picture)}</span>`

const picture = (image: Image) => {
  const address = `/images/${image.name}`
  const { width, height } = fitted(image)
  return html`<a class="picture" href="${address}" target="_blank" rel="noopener"><img src="${address}" width="${width}" height="${height}" loading="lazy" decoding="async" alt="${image.alt || undescribed}"></a>`
}
