/** Prints how large our client is, beside the official one bundled in the same way: `npm run size`. */
import { chatterSize, officialSize, ownSize, type Size } from './client-sizes.ts'

const columns: readonly (keyof Size)[] = ['raw', 'gzip', 'brotli']

const line = (what: string, cells: readonly string[]): string =>
  [what.padEnd(28), ...cells.map((cell) => cell.padStart(10))].join('')

const printed = (what: string, size: Size): string =>
  line(
    what,
    columns.map((column) => String(size[column])),
  )

const [own, chatter, official] = await Promise.all([ownSize(), chatterSize(), officialSize()])
console.log(
  [
    line('minified, bytes', columns),
    printed('our client', own),
    printed("with Chatter's hooks", chatter),
    printed('phoenix, phoenix_live_view', official),
    line(
      'our client to the official',
      columns.map((column) => (own[column] / official[column]).toFixed(3)),
    ),
  ].join('\n'),
)
