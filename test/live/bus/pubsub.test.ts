import { localPubSub, topic } from 'oriel/bus'
import { expect, onTestFinished, test, vi } from 'vitest'

const words = topic<string>('words')
const numbers = topic<number>('numbers')

test('a message reaches every listener of its topic, before publish returns', () => {
  const bus = localPubSub()
  const heard: string[] = []
  bus.subscribe(words, (word) => heard.push(`first ${word}`))
  bus.subscribe(words, (word) => heard.push(`second ${word}`))
  bus.publish(words, 'hello')
  expect(heard).toEqual(['first hello', 'second hello'])
})

test('a message reaches nobody on another topic', () => {
  const bus = localPubSub()
  const heard: unknown[] = []
  bus.subscribe(numbers, (number) => heard.push(number))
  bus.publish(words, 'hello')
  expect(heard).toEqual([])
})

test('topics of one name are one channel', () => {
  const bus = localPubSub()
  const heard: string[] = []
  bus.subscribe(topic<string>('words'), (word) => heard.push(word))
  bus.publish(words, 'hello')
  expect(heard).toEqual(['hello'])
})

test('a listener that has undone its subscription hears nothing more', () => {
  const bus = localPubSub()
  const heard: string[] = []
  const undo = bus.subscribe(words, (word) => heard.push(word))
  bus.publish(words, 'one')
  undo()
  bus.publish(words, 'two')
  expect(heard).toEqual(['one'])
})

test('undoing twice leaves the listeners that came after alone', () => {
  const bus = localPubSub()
  const heard: string[] = []
  const undo = bus.subscribe(words, () => {})
  undo()
  bus.subscribe(words, (word) => heard.push(word))
  undo()
  bus.publish(words, 'hello')
  expect(heard).toEqual(['hello'])
})

test('one function subscribed twice is two listeners with an undo each', () => {
  const bus = localPubSub()
  const heard: string[] = []
  const listener = (word: string) => heard.push(word)
  const undo = bus.subscribe(words, listener)
  bus.subscribe(words, listener)
  bus.publish(words, 'both')
  undo()
  bus.publish(words, 'one')
  expect(heard).toEqual(['both', 'both', 'one'])
})

test('who publishes except to an owner reaches all listeners but its own', () => {
  const bus = localPubSub()
  const heard: string[] = []
  bus.subscribe(words, (word) => heard.push(`ana ${word}`), { id: 'ana' })
  bus.subscribe(words, (word) => heard.push(`ben ${word}`), { id: 'ben' })
  bus.subscribe(words, (word) => heard.push(`nobody ${word}`))
  bus.publish(words, 'hello', { except: { id: 'ana' } })
  expect(heard).toEqual(['ben hello', 'nobody hello'])
})

test('an owner that is a part of another is left out with it, and it with the part', () => {
  const bus = localPubSub()
  const heard: string[] = []
  bus.subscribe(words, (word) => heard.push(`whole ${word}`), { id: 'ana' })
  bus.subscribe(words, (word) => heard.push(`part ${word}`), { id: 'ana.1' })
  bus.publish(words, 'one', { except: { id: 'ana' } })
  bus.publish(words, 'two', { except: { id: 'ana.2' } })
  bus.publish(words, 'three', { except: { id: 'an' } })
  expect(heard).toEqual(['whole three', 'part three'])
})

test('a listener that throws harms neither the others nor the publisher, and is reported', () => {
  const reports: unknown[] = []
  const bus = localPubSub({ onError: (error, topicName) => reports.push([topicName, error]) })
  const heard: string[] = []
  const fault = new Error('fault')
  bus.subscribe(words, () => {
    throw fault
  })
  bus.subscribe(words, (word) => heard.push(word))
  bus.publish(words, 'one')
  bus.publish(words, 'two')
  expect(heard).toEqual(['one', 'two'])
  expect(reports).toEqual([
    ['words', fault],
    ['words', fault],
  ])
})

test('a listener that throws is a process warning when nobody asked for its errors', () => {
  const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue()
  onTestFinished(() => emitWarning.mockRestore())
  const bus = localPubSub()
  bus.subscribe(words, () => {
    throw new Error('fault')
  })
  bus.publish(words, 'one')
  expect(emitWarning).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/"words" threw: Error: fault/))
})

test('what a listener publishes is delivered after everyone has heard the present message', () => {
  const bus = localPubSub()
  const heard: string[] = []
  bus.subscribe(words, (word) => {
    if (word === 'question') {
      bus.publish(words, 'answer')
      bus.publish(numbers, 1)
    }
  })
  bus.subscribe(words, (word) => heard.push(word))
  bus.subscribe(numbers, (number) => heard.push(String(number)))
  bus.publish(words, 'question')
  expect(heard).toEqual(['question', 'answer', '1'])
})

test('who subscribes while a message is delivered hears the next one first', () => {
  const bus = localPubSub()
  const heard: string[] = []
  const undo = bus.subscribe(words, (word) => {
    undo()
    bus.publish(words, `${word} again`)
    bus.subscribe(words, (late) => heard.push(late))
    bus.publish(words, 'next')
  })
  bus.subscribe(words, () => {})
  bus.publish(words, 'now')
  expect(heard).toEqual(['next'])
})

test('who is dropped by another listener does not hear the present message', () => {
  const bus = localPubSub()
  const heard: string[] = []
  bus.subscribe(words, () => undo())
  const undo = bus.subscribe(words, (word) => heard.push(word))
  bus.publish(words, 'hello')
  expect(heard).toEqual([])
})

test('publishing makes no new promise', () => {
  const bus = localPubSub()
  bus.subscribe(words, () => {})
  expect(bus.publish(words, 'one')).toBe(bus.publish(words, 'two'))
})
