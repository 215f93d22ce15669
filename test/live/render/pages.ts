import fc from 'fast-check'
import { each, html, memo, type Template } from 'oriel'

/** What a random page shows; `markupOf` says as HTML what `show` says as templates. */
export type Page =
  | { readonly kind: 'text'; readonly text: string | number | boolean | null }
  | { readonly kind: 'constant' }
  | { readonly kind: 'memo'; readonly text: string }
  | { readonly kind: 'card'; readonly tone: string | null; readonly body: Page }
  | { readonly kind: 'pair'; readonly left: Page; readonly right: Page }
  | { readonly kind: 'maybe'; readonly body: Page | undefined }
  | { readonly kind: 'array'; readonly parts: readonly Page[] }
  | { readonly kind: 'list' | 'mixed'; readonly items: readonly Item[] }

export interface Item {
  readonly id: string
  readonly text: string
  readonly tags: readonly Tag[]
}

interface Tag {
  readonly name: string
}

const tags: readonly Tag[] = ['red', 'green', 'blue'].map((name) => ({ name }))

/** Two versions of each item: as immutable values, the same in every page that shows them. */
const items: readonly Item[] = ['a', 'b', 'c', 'd', 'e'].flatMap((id, i) => [
  { id, text: `${id} <1>`, tags: tags.slice(0, i % 3) },
  { id, text: `${id} <2>`, tags: tags.slice(i % 2) },
])

const tagRow = (tag: Tag) => html`<i>${tag.name}</i>`
const nameOf = (tag: Tag) => tag.name

const plainRow = (item: Item) =>
  html`<li id="${item.id}">${item.text} ${each(item.tags, nameOf, tagRow)}</li>`

const loudRow = (item: Item) => html`<li id="${item.id}" class="loud"><b>${item.text}</b></li>`

/** The template of a row depends on the item, and so changes with its version. */
const mixedRow = (item: Item) => (item.text.includes('1') ? plainRow(item) : loudRow(item))

export const idOf = (item: Item): string => item.id

const constant = html`<hr>`

function show(page: Page): Template {
  switch (page.kind) {
    case 'text':
      return html`${page.text}`
    case 'constant':
      return constant
    case 'memo':
      return html`<q>${memo([page.text], () => html`${page.text}`)}</q>`
    case 'card':
      return html`<div class="${page.tone}" title="is ${page.tone}!">${show(page.body)}</div>`
    case 'pair':
      return html`<nav>${show(page.left)}</nav> and <nav>${show(page.right)}</nav>`
    case 'maybe':
      return html`<section>${page.body && show(page.body)}</section>`
    case 'array':
      return html`[${page.parts.map((part) => (part.kind === 'text' ? part.text : show(part)))}]`
    case 'list':
      return html`<ul>${each(page.items, idOf, plainRow)}</ul>`
    case 'mixed':
      return html`<ol>${each(page.items, idOf, mixedRow)}</ol>`
  }
}

/** The page as templates; values that were not changed are not made anew. */
export const templateOf = (page: Page): Template => html`<main>${show(page)}</main>`

const escaped = (text: string) => text.replace('<', '&lt;').replace('>', '&gt;')
const textOf = (text: string | number | boolean | null) =>
  typeof text === 'boolean' || text === null ? '' : String(text)
const plainHtml = ({ id, text, tags }: Item) =>
  `<li id="${id}">${escaped(text)} ${tags.map(({ name }) => `<i>${name}</i>`).join('')}</li>`
const loudHtml = ({ id, text }: Item) => `<li id="${id}" class="loud"><b>${escaped(text)}</b></li>`
const mixedHtml = (item: Item) => (item.text.includes('1') ? plainHtml(item) : loudHtml(item))

function shown(page: Page): string {
  switch (page.kind) {
    case 'text':
      return textOf(page.text)
    case 'constant':
      return '<hr>'
    case 'memo':
      return `<q>${page.text}</q>`
    case 'card':
      return `<div${page.tone === null ? '' : ` class="${page.tone}"`} title="is ${page.tone ?? ''}!">${shown(page.body)}</div>`
    case 'pair':
      return `<nav>${shown(page.left)}</nav> and <nav>${shown(page.right)}</nav>`
    case 'maybe':
      return `<section>${page.body ? shown(page.body) : ''}</section>`
    case 'array':
      return `[${page.parts.map(shown).join('')}]`
    case 'list':
      return `<ul>${page.items.map(plainHtml).join('')}</ul>`
    case 'mixed':
      return `<ol>${page.items.map(mixedHtml).join('')}</ol>`
  }
}

/** The same page written by hand. */
export const markupOf = (page: Page): string => `<main>${shown(page)}</main>`

const someItems = fc
  .tuple(
    fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e']),
    fc.array(fc.nat({ max: 1 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([ids, versions]) => ids.map((id, i) => items.filter((item) => item.id === id)[versions[i]!]!))

const { page } = fc.letrec<{ page: Page }>((tie) => ({
  page: fc.oneof(
    { depthSize: 'medium', maxDepth: 4 },
    fc.record({
      kind: fc.constant('text' as const),
      text: fc.constantFrom('one', 'two', 3, true, false, null),
    }),
    fc.record({ kind: fc.constant('constant' as const) }),
    fc.record({ kind: fc.constant('memo' as const), text: fc.constantFrom('one', 'two') }),
    fc.record({ kind: fc.constantFrom('list' as const, 'mixed' as const), items: someItems }),
    fc.record({
      kind: fc.constant('card' as const),
      tone: fc.constantFrom('warm', 'cold', null),
      body: tie('page'),
    }),
    fc.record({ kind: fc.constant('pair' as const), left: tie('page'), right: tie('page') }),
    fc.record({ kind: fc.constant('maybe' as const), body: fc.option(tie('page'), { nil: undefined }) }),
    fc.record({ kind: fc.constant('array' as const), parts: fc.array(tie('page'), { maxLength: 4 }) }),
  ),
}))

/** Another page, or the same one with some part of it changed. */
const change = (before: Page): fc.Arbitrary<Page> => {
  const here: fc.Arbitrary<Page>[] = [page]
  if (before.kind === 'card') here.push(change(before.body).map((body) => ({ ...before, body })))
  if (before.kind === 'pair') here.push(change(before.left).map((left) => ({ ...before, left })))
  if (before.kind === 'pair') here.push(change(before.right).map((right) => ({ ...before, right })))
  if (before.kind === 'maybe' && before.body)
    here.push(change(before.body).map((body) => ({ ...before, body })))
  if (before.kind === 'list' || before.kind === 'mixed')
    here.push(someItems.map((items) => ({ ...before, items })))
  return here.length === 1 ? page : fc.oneof(...here.slice(1), fc.constant(before))
}

const grow = (pages: readonly Page[], left: number): fc.Arbitrary<readonly Page[]> =>
  left === 0 ? fc.constant(pages) : change(pages.at(-1)!).chain((next) => grow([...pages, next], left - 1))

/** What one view shows, one change after another. */
export const histories: fc.Arbitrary<readonly Page[]> = page.chain((first) => grow([first], 6))
