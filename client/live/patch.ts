import morphdom from 'morphdom'
import type { Markup } from '../../src/live/wire/markup.ts'
import { isLockedIn, keepLoading } from './acks.ts'
import { around, CONTAINER } from './container.ts'
import { partMovers } from './moves.ts'
import { fillPortal, isTeleported, teleport } from './portals.ts'
import { keepFilledIn } from './rules/fields.ts'
import { isIgnored, keepIgnored } from './rules/ignored.ts'
import { keepReturned } from './rules/leaving.ts'
import { keepLocked, skip } from './rules/locked.ts'
import { keepNested } from './rules/nested.ts'
import { keepOpened, keepStyle } from './rules/opened.ts'
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
  fillPortal,
  keepStyle,
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
  const template = document.createElement('template')
  const isComponent = 'phxComponent' in target.dataset
  template.innerHTML = isComponent ? html : `<div>${html}</div>`
  const root = template.content.firstElementChild as HTMLElement
  const keepFocus = rememberFocus()
  const last: (() => void)[] = [keepFocus]
  let isSkipped = false

  const remove = (node: Node) => !(node instanceof HTMLElement) || options.mayRemove(node)
  const discard = (el: Element) => remove(el) && el.remove()
  const morphing = {
    // The page that is joined has no marks of components yet, or those of another join.
    ...(!options.isJoin && { getNodeKey }),
    onBeforeNodeDiscarded: (node: Node) => !isTeleported(node) && remove(node),
    onBeforeElUpdated: (from: HTMLElement, to: HTMLElement) => {
      if (rules.some((rule) => rule(from, to, patching) === false)) return false
      options.beforeUpdate(from, to)
      return true
    },
    onBeforeElChildrenUpdated: (from: HTMLElement, to: HTMLElement) => {
      const isStream = to.getAttribute('phx-update') === 'stream'
      if (isStream) streams.fill(from, to)
      return !isStream && !isIgnored(from)
    },
  }
  const streams = new Streams(changes, {
    isJoin: options.isJoin,
    view: around(target, CONTAINER),
    morph: (el, next) => morph(el, next, morphing),
    discard,
  })
  const patching: Patching = {
    isJoin: options.isJoin,
    fillStream: (stream, rows) => streams.fill(stream, rows),
    skipped: () => {
      isSkipped = true
    },
    afterwards: (action) => last.push(action),
  }

  streams.prepare(root)
  if (isComponent && isLockedIn(target)) skip(root, patching)
  else morph(target, root, { ...morphing, childrenOnly: !isComponent })
  teleport({
    prepare: (next) => streams.prepare(next),
    morph: (el, next) => morph(el, next, morphing),
    discard,
  })
  for (const action of last) action()
  return isSkipped
}

function morph(el: Element, next: Element, options: Parameters<typeof morphdom>[2]): Element {
  const rejoin = partMovers(el, next, getNodeKey)
  const morphed = morphdom(el, next, options) as Element
  rejoin()
  return morphed
}

/** Elements with an id, and live components, are the same wherever they stand. */
function getNodeKey(node: Node): string | undefined {
  if (!(node instanceof Element)) return undefined
  const { phxView, phxComponent } = (node as HTMLElement).dataset
  return node.getAttribute('id') || (phxComponent && `${phxView} ${phxComponent}`)
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
