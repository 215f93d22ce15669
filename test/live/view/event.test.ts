import { html, liveView, Type } from 'oriel'
import { expect, test } from 'vitest'
import { LiveError } from '../../../src/live/kit/error.ts'
import { decodeEvent, readEvent } from '../../../src/live/view/event.ts'

const view = liveView({
  events: {
    save: Type.Object({
      name: Type.Optional(Type.String()),
      n: Type.Optional(Type.Integer()),
      _target: Type.Optional(Type.Array(Type.String())),
    }),
    ping: Type.Object({}),
  },
  mount: () => ({}),
  handleEvent: { save: () => {}, ping: () => {} },
  render: () => html``,
})

const decode = (payload: object) => {
  const raw = readEvent(payload)
  return raw && decodeEvent(view.ways, raw)
}

test('the value of an event is decoded as its schema says', () => {
  expect(decode({ type: 'click', event: 'save', value: { n: '3', value: '', key: 'Enter' } })).toEqual({
    n: 3,
  })
})

test('the value of a form is decoded from its text', () => {
  expect(decode({ type: 'form', event: 'save', value: 'name=B+b&n=4&_unused_name=', meta: {} })).toEqual({
    name: 'B b',
    n: 4,
  })
})

test('text that no form sent is no form', () => {
  expect(decode({ type: 'click', event: 'save', value: 'name=B' })).toEqual({})
})

test('what travels beside a form wins over its fields', () => {
  const payload = { type: 'form', event: 'save', value: 'name=a&n=1', meta: { n: '2' } }
  expect(decode(payload)).toEqual({ name: 'a', n: 2 })
})

test('the target of a change is the path of its field', () => {
  const target = (name: unknown) =>
    decode({ type: 'form', event: 'save', value: '', meta: { _target: name } })
  expect(target('user[name]')).toEqual({ _target: ['user', 'name'] })
  expect(target('tags[]')).toEqual({ _target: ['tags'] })
  expect(target('undefined')).toEqual({ _target: ['undefined'] })
})

test('a value that is no map is as good as none', () => {
  for (const value of [null, undefined, 7, 'x', [1], true]) {
    expect(decode({ type: 'hook', event: 'ping', value })).toEqual({})
  }
})

test('a payload without the name of an event is none', () => {
  for (const payload of [{}, { event: 7 }, [], { type: 'click', value: {} }])
    expect(readEvent(payload)).toBeUndefined()
})

test('an event that is not declared is an error that lists those that are', () => {
  for (const event of ['steal', '', '__proto__', 'constructor', 'toString']) {
    const error = decode({ type: 'click', event, value: {} })
    expect(error).toBeInstanceOf(LiveError)
    expect(error).toMatchObject({
      code: 'unknown_event',
      message: expect.stringContaining('Declared events: save, ping.'),
    })
  }
})

test('a payload that does not fit is an error that says where', () => {
  expect(decode({ type: 'click', event: 'save', value: { n: 'x' } })).toMatchObject({
    code: 'invalid_payload',
    message: 'The payload of "save" does not fit its schema: /n must be integer.',
  })
})
