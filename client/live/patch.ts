import type { Markup } from '../../src/live/wire/markup.ts'
import { isLockedIn, keepLoading } from './acks.ts'
import { around, CONTAINER } from './container.ts'
import { createMorph } from './morph.ts'
import { parse } from './parse.ts'
import { isStanding, takePortals, teleport } from './portals.ts'
import { keepFilledIn } from './rules/fields.ts'
import { isIgnored, keepIgnored } from './rules/ignored.ts'
import { keepReturned } from './rules/leaving.ts'
import { keepLocked, skip } from './rules/locked.ts'
import { keepNested } from './rules/nested.ts'
import { keepOpened } from './rules/opened.ts'
import type { Patching, Rule } from './rules/rule.ts'
import { Streams } from './rules/streams.ts'
import { keepSticky } from './sticky.ts'

/** What a patch needs to know from outside, beside the markup. */
export interface PatchOptions {
  readonly isJoin: boolean
  /** Hears of an element before it changes. */
  beforeUpdate(from: HTMLElement, to: HTMLElement): void
  /** Says whether an element that the server removed may go now. */
  mayRemove(el: HTMLElement): boolean
}

const rules: readonly Rule[] = [
  keepReturned,
  keepNested,
  keepLocked,
  keepLoading,
  keepIgnored,
  keepSticky,
  keepOpened,
  keepFilledIn,
]

/**
 * Makes the inside of a container, or a live component as a whole, look like the markup, and keeps what belongs to the
 * person before it. Returns whether a locked part was left as it is.
 */
export function patch(
  target: HTMLElement,
  { html, streams: changes }: Markup,
  options: PatchOptions,
): boolean {
  const isComponent = 'phxComponent' in target.dataset
  const page = parseFor(target, html)
  const root = page.firstElementChild as HTMLElement
  const last: (() => void)[] = [rememberFocus()]
  let isSkipped = false

  const portals = takePortals(page)
  const moved = portals
    .map(({ next }) => [document.getElementById(next.id), next] as const)
    .filter((pair): pair is readonly [HTMLElement, Element] => pair[0] !== null)

  const morph = createMorph([[target, page], ...moved], {
    isJoin: options.isJoin,
    mayGo: (el) => !isStanding(el) && options.mayRemove(el),
    update: (from, to) => {
      if (rules.some((rule) => rule(from, to, patching) === false)) return false
      options.beforeUpdate(from, to)
      return true
    },
    descend: (from, to) => {
      const isStream = to.getAttribute('phx-update') === 'stream'
      if (isStream) streams.fill(from, to)
      return !isStream && !isIgnored(from) && from.nodeName !== 'TEXTAREA'
    },
  })
  const streams = new Streams(changes, morph, {
    isJoin: options.isJoin,
    view: around(target, CONTAINER),
  })
  const patching: Patching = {
    isJoin: options.isJoin,
    fillStream: (stream, rows) => streams.fill(stream, rows),
    skipped: () => {
      isSkipped = true
    },
    afterwards: (action) => last.push(action),
  }

  for (const root of [page, ...portals.map(({ next }) => next)]) streams.prepare(root)
  if (!isComponent) morph.children(target, page)
  else if (isLockedIn(target)) skip(root, patching)
  else morph.become(target, root)
  teleport(portals, morph)
  morph.end()
  for (const action of last) action()
  return isSkipped
}

/** Parses markup that is to stand where an element stands, in the language that this is written in. */
function parseFor({ namespaceURI }: Element, html: string): ParentNode {
  const outer = /svg$|Math(?=ML$)/.exec(namespaceURI ?? '')?.[0]
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
    if (typeof selectionStart === 'number' && el) el.setSelectionRange(selectionStart, selectionEnd ?? null)
  }
}
