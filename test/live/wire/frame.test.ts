import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame, encodeFrame } from '../../../src/live/wire/frame.ts'

test('a frame that was written is read back', () => {
  const ref = fc.option(fc.nat().map(String), { nil: null })
  fc.assert(
    fc.property(
      ref,
      ref,
      fc.string(),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (joinRef, ref, topic, payload) => {
        const text = encodeFrame(joinRef, ref, topic, 'phx_reply', JSON.stringify(payload))
        expect(decodeFrame(text)).toEqual(
          JSON.parse(JSON.stringify([joinRef, ref, topic, 'phx_reply', payload])),
        )
      },
    ),
  )
})

test('text that is no frame is read as none', () => {
  const none = [
    '',
    'x',
    'null',
    '7',
    '{}',
    '[]',
    '[1,2]',
    '[1,"2","t","e",{}]',
    '["1",2,"t","e",{}]',
    '["1","2",3,"e",{}]',
    '["1","2","t",4,{}]',
    '["1","2","t","e"]',
    '["1","2","t","e",null]',
    '["1","2","t","e","x"]',
  ]
  for (const text of none) expect(decodeFrame(text)).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => decodeFrame(text) === undefined || text.startsWith('[')))
})

test('elements after the fifth do no harm', () => {
  expect(decodeFrame('["1","2","t","e",{},6]')?.slice(0, 5)).toEqual(['1', '2', 't', 'e', {}])
})
