import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const TEXT = /\.(js|css|svg|map)$/

/**
 * Writes each built text file a second and a third time, compressed with Brotli and gzip as well as these can, so that
 * no request has to: `app-HASH.js.br`, `app-HASH.js.gz`. What does not get smaller is left out.
 *
 * @param {string} folder
 */
export async function precompress(folder) {
  const names = (await readdir(folder)).filter((name) => TEXT.test(name))
  await Promise.all(names.map((name) => compressFile(join(folder, name))))
}

/** @param {string} file */
async function compressFile(file) {
  const content = await readFile(file)
  // Both are at their best by default but for gzip, whose default is a compromise.
  const compressed = {
    br: await promisify(brotliCompress)(content),
    gz: await promisify(gzip)(content, { level: 9 }),
  }
  for (const [ending, bytes] of Object.entries(compressed))
    if (bytes.length < content.length) await writeFile(`${file}.${ending}`, bytes)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await precompress(join(dirname(fileURLToPath(import.meta.url)), '../dist/client'))
