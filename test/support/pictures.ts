import { deflateSync } from 'node:zlib'

/** The checksum of a part of a PNG. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

const uint32 = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i)
  return bytes
}

const uint16 = (number: number) => uint32(number).subarray(2)

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), named, uint32(crc32(named))])
}

const pngStart = (width: number, height: number) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([uint32(width, height), Buffer.from([8, 0, 0, 0, 0])])),
  ])

/** A whole PNG of one grey, with so many bytes of comment. */
export function png(width = 3, height = 2, comment = 0): Buffer {
  const rows = Buffer.alloc(height * (width + 1), 128)
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  return Buffer.concat([
    pngStart(width, height),
    chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), Buffer.alloc(comment, 'x')])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The beginning of a JPEG that a camera has written, held as `orientation` says; a preview stands before its size. */
export function jpegStart(width: number, height: number, orientation = 1, preview = 0): Buffer {
  const tags = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'),
    Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1]),
    uint16(orientation),
    Buffer.from([0, 0, 0, 0, 0, 0]),
  ])
  const segment = (marker: number, data: Buffer) =>
    Buffer.concat([Buffer.from([0xff, marker]), uint16(data.length + 2), data])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, tags),
    ...Array.from({ length: preview }, () => segment(0xe2, Buffer.alloc(60_000))),
    segment(
      0xc0,
      Buffer.concat([Buffer.from([8]), uint16(height), uint16(width), Buffer.from([1, 1, 0x11, 0])]),
    ),
    Buffer.alloc(64),
  ])
}

/** The beginning of a GIF. */
export function gifStart(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('GIF89a', 'latin1')
  bytes.writeUInt16LE(width, 6)
  bytes.writeUInt16LE(height, 8)
  return bytes
}

/** The beginning of a WebP. */
export function webpStart(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('RIFF\0\0\0\0WEBPVP8X', 'latin1')
  bytes.writeUInt32LE(10, 16)
  bytes.writeUIntLE(width - 1, 24, 3)
  bytes.writeUIntLE(height - 1, 27, 3)
  return bytes
}

/** The beginning of an AVIF. */
export function avifStart(width: number, height: number): Buffer {
  const box = (type: string, ...parts: readonly Buffer[]) => {
    const data = Buffer.concat(parts)
    return Buffer.concat([uint32(data.length + 8), Buffer.from(type, 'latin1'), data])
  }
  const size = box('ispe', uint32(0, width, height))
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1')),
    box('meta', uint32(0), box('iprp', box('ipco', size))),
  ])
}

/** The beginning of a PNG of any size. */
export const hugePng = (width: number, height: number): Buffer =>
  Buffer.concat([pngStart(width, height), Buffer.alloc(64)])
