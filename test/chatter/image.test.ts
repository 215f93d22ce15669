import { expect, test } from 'vitest'
import { ImageRefused, readHead, tidyAlt, typeOfImage } from '../../src/chatter/image.ts'
import { avifStart, gifStart, hugePng, jpegStart, png, webpStart } from '../support/pictures.ts'

test.each([
  ['png', png(640, 480)],
  ['jpg', jpegStart(640, 480)],
  ['gif', gifStart(640, 480)],
  ['webp', webpStart(640, 480)],
  ['avif', avifStart(640, 480)],
])('the first bytes tell what an image is, and how large: %s', (extension, bytes) => {
  expect(readHead(bytes)).toEqual({ extension, width: 640, height: 480 })
})

test('a photograph that was taken upright has the size that it is shown in', () => {
  expect(readHead(jpegStart(640, 480, 6))).toMatchObject({ width: 480, height: 640 })
  expect(readHead(jpegStart(640, 480, 3))).toMatchObject({ width: 640, height: 480 })
})

test('an image whose size stands further on tells nothing yet', () => {
  const photograph = jpegStart(640, 480, 1, 3)
  expect(readHead(photograph.subarray(0, 64_000))).toBeUndefined()
  expect(readHead(photograph)).toMatchObject({ width: 640, height: 480 })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('<html><script>alert(1)</script>'.repeat(20))],
  [
    'a drawing that may hold scripts',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  ],
  [
    'an image of a type that is not taken',
    Buffer.from(`BM${'\0'.repeat(16)}\x09\0\0\0\x09\0\0\0${'\0'.repeat(40)}`),
  ],
  ['an image without an extent', gifStart(0, 5)],
])('%s is no image', (_, bytes) => {
  expect(readHead(bytes)).toBeUndefined()
})

test('an image of more pixels than a browser should be asked to draw is refused', () => {
  expect(() => readHead(hugePng(100_000, 100_000))).toThrow(ImageRefused)
  expect(() => readHead(hugePng(10_000, 5_001))).toThrow('The image has too many pixels.')
  expect(readHead(hugePng(10_000, 5_000))).toMatchObject({ width: 10_000 })
})

const id = '01234567-89ab-cdef-0123-456789abcdef'

test('the name of an image is a UUID and the extension of its type, and nothing else is one', () => {
  expect(typeOfImage(`${id}.jpg`)).toBe('image/jpeg')
  const others = [
    `${id}.svg`,
    `${id}.jpeg`,
    `${id}.constructor`,
    id,
    `${id}.jpg/..`,
    `../${id}.jpg`,
    'a.jpg',
    '',
  ]
  expect(others.filter(typeOfImage)).toEqual([])
  expect(typeOfImage(`${id.toUpperCase()}.jpg`)).toBeUndefined()
})

test('a description is kept without blanks at its ends, without NUL, and up to 200 characters', () => {
  expect(tidyAlt('  the\0 sea ')).toBe('the sea')
  expect([...tidyAlt('👍'.repeat(300))]).toHaveLength(200)
})
