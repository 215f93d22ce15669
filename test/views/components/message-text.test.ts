import { html, liveView } from 'oriel'
import { openView } from 'oriel/testing'
import { describe, expect, test } from 'vitest'
import { isEmojiOnly, messageText } from '../../../views/components/message-text.ts'

describe('the text of a message', () => {
  async function shown(text: string) {
    const view = await openView(
      liveView({ mount: () => ({}), render: () => html`<p>${messageText(text)}</p>` }),
    )
    const links = Array.from({ length: view.count('a') }, (_, i) =>
      view.attribute(`a:nth-of-type(${i + 1})`, 'href'),
    )
    return { text: view.text('p'), links, html: view.html }
  }

  test('has its URLs as links that open beside the chat and tell nobody where they came from', async () => {
    const { html, text } = await shown('see https://a.example/b now')

    expect(text).toBe('see https://a.example/b now')
    expect(html).toContain('rel="noopener noreferrer nofollow"')
    expect(html).toContain('target="_blank"')
  })

  test.each([
    ['https://a.example', ['https://a.example']],
    [
      'http://a.example/?q=1&r=2#top and https://b.example',
      ['http://a.example/?q=1&r=2#top', 'https://b.example'],
    ],
    ['(see https://a.example/b).', ['https://a.example/b']],
    ['https://a.example/wiki/Oriel_(window), is it?', ['https://a.example/wiki/Oriel_(window)']],
    ['"https://a.example"', ['https://a.example']],
    ['javascript:alert(1) ftp://a.example a.example', []],
    ['https://', []],
  ])('%s links to %j', async (text, links) => {
    expect((await shown(text)).links).toEqual(links)
  })

  test('is escaped, in links and beside them', async () => {
    const { html, links } = await shown('<b>https://a.example/"onclick=x</b>')

    expect(links).toEqual(['https://a.example/'])
    expect(html).toContain('&lt;b&gt;')
    expect(html).not.toContain('<b>')
  })

  test.each(['👍', '👩‍💻 🎉', '🇫🇷', '❤️'])('%s is nothing but emoji', (text) => {
    expect(isEmojiOnly(text)).toBe(true)
  })

  test.each(['ok 👍', '7', '', '#', '🎉'.repeat(7)])('"%s" is ordinary text', (text) => {
    expect(isEmojiOnly(text)).toBe(false)
  })
})
