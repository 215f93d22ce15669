import { expect, test } from 'vitest'
import { ownSize } from '../../bench/client-sizes.ts'

/** Bytes that our client may have: minified, and compressed with brotli 11. */
const BUDGET = 14_336

test('the client keeps within its bytes', async () => {
  expect((await ownSize()).brotli).toBeLessThanOrEqual(BUDGET)
}, 60_000)
