import { expect, test } from 'vitest'
import { ownSize } from '../../bench/client-sizes.ts'

/** Bytes that uploads may take: files are tracked, described, sent in chunks or elsewhere, previewed and dropped. */
const UPLOADS = 1000

/** Bytes that our client may have: minified, and compressed with brotli 11. */
const BUDGET = 14_336 + UPLOADS

test('the client keeps within its bytes', async () => {
  expect((await ownSize()).brotli).toBeLessThanOrEqual(BUDGET)
}, 60_000)
