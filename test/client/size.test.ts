import { expect, test } from 'vitest'
import { ownSize } from '../../bench/client-sizes.ts'

/**
 * Bytes that our client may have: minified, and compressed with brotli 11. The goal is 14,336 and 1,000 more for each of
 * uploads and views that outlive their connection; it is missed by some 700 bytes. This keeps it from growing on.
 */
const CEILING = 17_100

test('the client does not grow', async () => {
  expect((await ownSize()).brotli).toBeLessThanOrEqual(CEILING)
}, 60_000)
