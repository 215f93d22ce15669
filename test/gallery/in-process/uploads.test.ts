import { openView } from 'oriel/testing'
import { expect, test } from 'vitest'
import { uploadAuto } from '../pages/upload-auto.ts'
import { uploadComponent } from '../pages/upload-component.ts'
import { uploadExternal } from '../pages/upload-external.ts'
import { uploadRules } from '../pages/upload-rules.ts'
import { uploads } from '../pages/uploads.ts'

const text = (name: string, content = 'hello') => new File([content], name, { type: 'text/plain' })

const INPUT = 'input[type=file]'

test('files that are chosen are shown before anything of them is sent', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [text('a.txt'), text('b.txt')])
  expect(view.texts('.name')).toEqual(['a.txt', 'b.txt'])
  expect(view.texts('.progress')).toEqual(['0 %', '0 %'])
})

test('a submit sends the files first, and the handler consumes them whole', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [text('a.txt', 'x'.repeat(40_000)), text('b.txt')])
  await view.submit('#form', { title: 'My' })
  expect(view.texts('#saved li')).toEqual(['My a.txt: 40000 bytes', 'My b.txt: 5 bytes'])
  expect(view.count('.entry')).toBe(0)
})

test('a test can watch how far a file has come', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [text('a.txt', 'x'.repeat(40_000))])
  await view.upload(INPUT, { upTo: 50 })
  expect(view.text('.progress')).toBe('50 %')
  await view.upload(INPUT)
  expect(view.text('.progress')).toBe('100 %')
})

test('a file can be given up, before and after it was sent', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [text('a.txt'), text('b.txt')])
  await view.click('[aria-label="Cancel a.txt"]')
  expect(view.texts('.name')).toEqual(['b.txt'])
  await view.upload(INPUT)
  await view.click('[aria-label="Cancel b.txt"]')
  await view.submit('#form')
  expect(view.count('#saved li')).toBe(0)
})

test.for([
  ['too large', text('a.txt', 'x'.repeat(500_001)), 'The file is too large.'],
  ['empty', text('a.txt', ''), 'The file is empty.'],
  ['of another type', new File(['x'], 'a.pdf'), 'Files of this type are not accepted.'],
  ['refused by the view', text('secret.txt'), 'Secrets stay at home.'],
] as const)('a file that is %s says so, and keeps the form from being sent', async ([, file, message]) => {
  const view = await openView(uploads)
  await view.choose(INPUT, [file, text('b.txt')])
  expect(view.texts('.error')).toEqual([message])
  await view.submit('#form', { title: 'My' })
  expect(view.count('#saved li')).toBe(0)
  await view.click(`[aria-label="Cancel ${file.name}"]`)
  await view.submit('#form')
  expect(view.texts('#saved li')).toEqual(['My b.txt: 5 bytes'])
})

test('too many files say so until one of them is given up', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [text('a.txt'), text('b.txt'), text('c.txt')])
  expect(view.text('#problem')).toBe('There are too many files.')
  await view.click('[aria-label="Cancel c.txt"]')
  expect(view.text('#problem')).toBe('')
})

test('a file whose bytes are not what its name promises is refused while it is sent; the form lives on', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [new File(['no image at all'], 'a.png', { type: 'image/png' })])
  await view.upload(INPUT)
  expect(view.texts('.error')).toEqual(['Files of this type are not accepted.'])
  await view.change('#form', { title: 'still here' })
  expect(view.text('#typed')).toBe('still here')
})

test('a file keeps its name without the folders that a browser puts before it', async () => {
  const view = await openView(uploads)
  await view.choose(INPUT, [text('../../etc/passwd.txt'), text('C:\\boot.txt')])
  expect(view.texts('.name')).toEqual(['passwd.txt', 'boot.txt'])
})

test('a file that goes elsewhere is described to the browser, and consumed by that', async () => {
  const bucket = { url: 'https://store.test/b', region: 'r', accessKeyId: 'id', secretAccessKey: 'secret' }
  const view = await openView(uploadExternal(bucket))
  await view.choose('[name=put]', [text('a.txt')])
  await view.upload('[name=put]', { upTo: 40 })
  expect(view.text('#by-put')).toBe('a.txt 40 %')
  await view.submit('#form')
  expect(view.text('#sent li')).toMatch(/^a.txt as put\/[\w-]{36}$/)
})

test('what is sent at once is consumed as soon as it is there', async () => {
  const view = await openView(uploadAuto)
  await view.choose(INPUT, [text('a.txt', 'x'.repeat(40_000))], { upTo: 50 })
  expect(view.text('.progress')).toBe('50 %')
  expect(view.count('#sums li')).toBe(0)
  await view.upload(INPUT)
  expect(view.text('#sums li')).toMatch(/^a.txt: [\da-f]{64}$/)
})

test('where all files are counted, those that were consumed take the place of others', async () => {
  const view = await openView(uploadRules)
  await view.choose('[name=proofs]', [text('a.txt')])
  await view.submit('#form')
  await view.choose('[name=proofs]', [text('b.txt'), text('c.txt')])
  expect(view.text('#problem')).toBe('There are too many files.')
  await view.click('[aria-label="Cancel c.txt"]')
  await view.submit('#form')
  expect(view.texts('#saved li')).toEqual(['a.txt', 'b.txt'])
  await view.choose('[name=proofs]', [text('d.txt')])
  expect(view.text('#problem')).toBe('There are too many files.')
})

test('an upload that is allowed no more gives up its files and takes none until it is again', async () => {
  const view = await openView(uploadRules)
  await view.choose('[name=proofs]', [text('a.txt')])
  await view.upload('[name=proofs]')
  await view.click('#turn')
  expect(view.count('.entry')).toBe(0)
  expect(view.attribute('[name=proofs]', 'disabled')).toBe('')
  await expect(view.choose('[name=proofs]', [text('b.txt')])).rejects.toThrow('disabled')
  await view.click('#turn')
  await view.choose('[name=proofs]', [text('b.txt')])
  expect(view.texts('.name')).toEqual(['b.txt'])
})

test('a file input is required until a file is chosen', async () => {
  const view = await openView(uploadRules)
  expect(view.attribute('[name=proofs]', 'required')).toBe('')
  await view.choose('[name=proofs]', [text('a.txt')])
  expect(view.attribute('[name=proofs]', 'required')).toBeNull()
  await view.click('[aria-label="Cancel a.txt"]')
  expect(view.attribute('[name=proofs]', 'required')).toBe('')
})

test('each live component has files of its own', async () => {
  const view = await openView(uploadComponent)
  await view.choose('#left input', [text('left.txt')])
  await view.choose('#right input', [text('right.txt')])
  await view.submit('#right-form')
  expect(view.text('#right .saved')).toBe('right.txt: 5 bytes')
  expect(view.text('#left .chosen')).toBe('left.txt 0 %')
})
