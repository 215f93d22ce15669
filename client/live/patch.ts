import { MARK, type Markup } from '../../src/live/wire/markup.ts'
import { isLockedIn, keepLoading } from './acks.ts'
import { all } from './all.ts'
import { around, CONTAINER } from './container.ts'
import { isolate } from './isolate.ts'
import { createMorph } from './morph.ts'
import { parse } from './parse.ts'
import { fillPortals, isStanding, takePortals } from './portals.ts'
import { keepChoice, keepFilledIn } from './rules/fields.ts'
import { isIgnored, keepIgnored } from './rules/ignored.ts'
import { keepReturned } from './rules/leaving.ts'
import { isForgotten, keepLocked, skip } from './rules/locked.ts'
import { keepMarks } from './rules/marks.ts'
import { keepNested } from './rules/nested.ts'
import { keepOpened } from './rules/opened.ts'
import type { Patching, Rule } from './rules/rule.ts'
import { createStreams } from './rules/streams.ts'
import { keepSticky } from './sticky.ts'
import { emit } from './window.ts'

/** A part of a view's page, and what it is to look like: the inside of the container, or another element as a whole. */
export interface Part extends Markup {
  readonly el: Element
}

/**
 * What has to be patched again, because something was left as it is: elements in rows of streams, which the tree has
 * forgotten, as they are to look, and the container for all else.
 */
export type Missed = ReadonlyMap<Element, Part>

/** A change of a view's page. */
export interface Change {
  readonly container: HTMLElement
  readonly parts: readonly Part[]
  /** The elements of the page by their marks. */
  readonly marked: ReadonlyMap<string, Element>
  readonly isJoin: boolean
}

/** What a patch needs to know from outside. */
export interface PatchOptions {
  /** Hears of an element before it changes. */
  beforeUpdate(from: HTMLElement, to: HTMLElement): void
  /** Hears of each element that has come, when all of them have. */
  readonly onAdded?: ((el: Element) => void) | undefined
  /** Says whether an element that the server removed may go now. */
  mayRemove(el: HTMLElement): boolean
}

/** The elements of the page by the marks of the nodes that they stand for. */
export const findMarked = (): ReadonlyMap<string, Element> =>
  new Map(all(`[${MARK}]`).map((el) => [el.getAttribute(MARK) as string, el]))

const rules: readonly Rule[] = [
  keepReturned,
  keepMarks,
  keepNested,
  keepLocked,
  keepLoading,
  keepIgnored,
  keepSticky,
  keepOpened,
  keepFilledIn,
]

/** Makes parts of the page look like their markup, and keeps what belongs to the person before it. */
export function patch({ container, parts, marked, isJoin }: Change, options: PatchOptions): Missed {
  const missed = new Map<Element, Part>()
  const added: Element[] = []
  const last: (() => void)[] = [rememberFocus()]
  const pieces = parts.map(({ html, el }) => parseFor(el, html))

  const portals = pieces.flatMap(takePortals)
  const pages = [...pieces, ...portals.map(({ content }) => content)]

  const isInside = (el: Element) =>
    around(el.matches(CONTAINER) ? el.parentElement : el, CONTAINER) === container
  const find = (key: string) => {
    const el = marked.get(key) ?? document.getElementById(key)
    return el && isInside(el) ? el : undefined
  }
  const morph = createMorph(pages, {
    isJoin,
    find,
    mayGo: (el) => !isStanding(el) && options.mayRemove(el),
    update: (from, to) => {
      if (rules.some((rule) => rule(from, to, patching) === false)) return false
      options.beforeUpdate(from, to)
      return true
    },
    onInserted(node) {
      if (options.onAdded && node instanceof Element) added.push(node, ...all('*', node))
    },
    descend: (from, to) => {
      const isStream = to.getAttribute('phx-update') === 'stream'
      if (isStream) streams.fill(from, to)
      return !isStream && !isIgnored(from) && from.nodeName !== 'TEXTAREA'
    },
  })
  const changes = parts.flatMap((part) => part.streams)
  const streams = createStreams(changes, morph, { isJoin, view: container, find })
  const patching: Patching = {
    isJoin,
    fillStream: (stream, rows) => streams.fill(stream, rows),
    skipped(from, to) {
      const el = isForgotten(from) ? from : container
      missed.set(el, { el, html: to.outerHTML, streams: [] })
    },
    afterwards: (action) => last.push(action),
  }

  for (const page of pages) streams.prepare(page)
  for (const { el } of parts) {
    // An option may be patched alone.
    const select = el.closest('select')
    if (select) keepChoice(select, patching)
  }
  parts.forEach(({ el }, i) => {
    const piece = pieces[i] as ParentNode
    const root = piece.firstElementChild as HTMLElement
    if (el === container) morph.children(el, piece)
    else if (isLockedIn(el)) skip(el, root, patching)
    else if (el.isConnected && !el.closest('[phx-update=ignore] *')) morph.become(el, root)
  })
  fillPortals(portals, morph)
  morph.end()
  for (const action of last) action()
  emit('update')
  for (const el of added) isolate(() => options.onAdded?.(el))
  return missed
}

/** Parses markup that is to stand where an element stands, in the language that this is written in. */
function parseFor({ namespaceURI }: Element, html: string): ParentNode {
  const outer = /svg$|Math(?=ML$)/.exec(namespaceURI!)?.[0]
  const page = parse(outer ? `<${outer}>${html}</${outer}>` : html)
  return outer ? (page.firstElementChild as Element) : page
}

/** An element that is moved, or replaced by one with its id, would lose the focus. */
function rememberFocus(): () => void {
  const focused = document.activeElement as HTMLInputElement | null
  const { selectionStart, selectionEnd } = focused ?? {}
  return () => {
    if (!focused || document.activeElement === focused) return
    const el = focused.isConnected
      ? focused
      : (document.getElementById(focused.id) as HTMLInputElement | null)
    el?.focus({ preventScroll: true })
    // Only what holds text knows of a selection.
    if (selectionStart != null) el?.setSelectionRange(selectionStart, selectionEnd!)
  }
}
