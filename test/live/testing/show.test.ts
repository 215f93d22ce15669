import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { html, liveView, portal, Type } from 'oriel'
import { openView, type ShowOptions } from 'oriel/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { parse } from '../../../src/live/testing/view-part.ts'

const form = liveView({
  events: { check: Type.Object({}) },
  mount: () => ({}),
  handleEvent: { check() {} },
  title: () => 'Tea & <cake>',
  render: (_, on) => html`
    <main>
      <form id="order" phx-change="${on.check}">
        <input name="name" value="nobody">
        <textarea name="note">none</textarea>
        <select name="size"><option>small</option><option selected>large</option></select>
        <input type="checkbox" name="milk" checked>
        <input type="radio" name="when" value="now"><input type="radio" name="when" value="later" checked>
        <button name="ok" value="yes">Order</button>
      </form>
      <script>document.title = 'no'</script>
      ${portal({ id: 'tip', target: 'body' }, html`<p>A tip</p>`)}
    </main>`,
})

const quietly: ShowOptions = { open: () => {} }

async function shown(options: ShowOptions = quietly) {
  const view = await openView(form)
  await view.change('#order', { name: '"Ana"', note: '\na < b', size: 'small', milk: false, when: 'now' })
  const file = await view.show(options)
  onTestFinished(() => rm(dirname(file), { recursive: true }))
  const text = await readFile(file, 'utf8')
  return { file, text, page: parse(text.replace(/[\s\S]*<body>/, '').replace(/<\/body>[\s\S]*/, '')) }
}

test('a page is shown as it has been filled in', async () => {
  const { page, text } = await shown()
  const attribute = (selector: string, name: string) => page.querySelector(selector)?.getAttribute(name)
  expect(attribute('[name=name]', 'value')).toBe('"Ana"')
  expect(text).toContain('<textarea name="note">\n\na &lt; b</textarea>')
  expect([...page.querySelectorAll('option[selected]')].map(({ textContent }) => textContent)).toEqual([
    'small',
  ])
  expect([...page.querySelectorAll('[checked]')].map((box) => box.getAttribute('value'))).toEqual(['now'])
  expect(attribute('button', 'value')).toBe('yes')
})

test('what a script would do is left out, and what a portal moves is shown', async () => {
  const { page } = await shown()
  expect(page.querySelector('script')).toBeNull()
  expect(page.querySelector('main p')).toBeNull()
  expect(page.querySelector('body > :not(main)')?.textContent).toBe('A tip')
})

test('a page has its title, and the style sheets that it is given', async () => {
  const { text } = await shown({ ...quietly, styles: ['client/app.css'] })
  expect(text).toContain('<title>Tea &amp; &lt;cake&gt;</title>')
  expect(text).toContain(`href="${pathToFileURL(join(process.cwd(), 'client/app.css')).href}"`)
})

test('the file is given to whoever opens it', async () => {
  const open = vi.fn()
  const { file } = await shown({ open })
  expect(open).toHaveBeenCalledExactlyOnceWith(file)
})

test('where there is no screen, the output says where the page is', async () => {
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) vi.stubEnv(name, undefined)
  const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('linux')
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    platform.mockRestore()
    write.mockRestore()
  })
  const { file } = await shown({})
  expect(write).toHaveBeenCalledWith(`The page is in ${pathToFileURL(file).href}\n`)
})
