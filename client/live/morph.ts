import { MARK } from '../../src/live/wire/markup.ts'
import { all } from './all.ts'
import { copyAttributes } from './rules/attributes.ts'

/** What decides, element by element, how far a morph goes. */
export interface MorphRules {
  /** The element of the page that has a key: an id, or else the mark of a node. */
  find(key: string): Element | undefined
  /** The page is matched with the first markup of its join: it has no marks yet, or those of another. */
  readonly isJoin: boolean
  /** An element is about to become like its next version; false leaves it as it is. */
  update(from: HTMLElement, to: HTMLElement): boolean
  /** A node has been put into the page, with what it contains so far. */
  onInserted(node: Node): void
  /** Whether the children follow; false when that is done elsewhere. */
  descend(from: HTMLElement, to: HTMLElement): boolean
  /** Whether an element that has no next version may go now. */
  mayGo(el: HTMLElement): boolean
}

/** Makes parts of the page like their next versions. What has a key is the same wherever it stands. */
export interface Morph {
  /** Makes the children of an element like those of another. */
  children(from: Element, to: ParentNode): void
  /** Gives an element its next version, and returns what stands on the page then: one with another key takes its place. */
  become(from: Element, to: Element): Element
  /** Puts the next version of an element into the page: the element that has its key, or a new one. */
  insert(parent: Element, to: Element, before: Node | null): Element
  /** Takes away what has no next version, if it may go. */
  discard(node: ChildNode | null): void
  /** To be called last: what was to go elsewhere, and did not, goes now. */
  end(): void
}

/** Begins a morph towards these pieces of markup. */
export function createMorph(pieces: readonly ParentNode[], rules: MorphRules): Morph {
  // A form's own `id` may be a field of that name.
  const keyOf = (node: Node): string | null =>
    node instanceof Element
      ? node.getAttribute('id') || (rules.isJoin ? null : node.getAttribute(MARK))
      : null

  /** The elements of the page by their next versions. */
  const matches = new Map<Node, Element>()
  /** Those of them. They may move before, or from, anything else. */
  const claimed = new Set<Node>()
  /** What contains claimed elements, or their next versions. */
  const mixed = new Set<Node>()
  const done = new Set<Node>()
  const left: ChildNode[] = []

  const claim = (to: Node, key: string | null) => {
    const el = key && rules.find(key)
    const isKept = to instanceof Comment
    // A part that changes by itself may also be kept where it stands in another.
    if (!el || !(isKept || (!claimed.has(el) && el.nodeName === to.nodeName))) return
    matches.set(to, el)
    claimed.add(el)
    for (const inner of [el, to])
      for (let outer = inner.parentNode; outer && !mixed.has(outer); outer = outer.parentNode)
        mixed.add(outer)
  }
  for (const piece of pieces) {
    for (const to of all(`[id],[${MARK}]`, piece)) claim(to, keyOf(to))
    const comments = document.createTreeWalker(piece, NodeFilter.SHOW_COMMENT)
    while (comments.nextNode()) claim(comments.currentNode, comments.currentNode.nodeValue)
  }

  const isLike = (a: Node, b: Node) => a.nodeName === b.nodeName && !keyOf(a) && !keyOf(b)

  const isWanted = (node: Node, after: Node) => {
    if (!(node instanceof Element)) return false
    for (let to = after.nextSibling; to; to = to.nextSibling) if (isLike(node, to)) return true
    return false
  }

  const remove = (node: ChildNode | null) => {
    if (!(node instanceof HTMLElement) || rules.mayGo(node)) node?.remove()
  }
  const discard = (node: ChildNode | null) => {
    if (node && (claimed.has(node) || mixed.has(node))) left.push(node)
    else remove(node)
  }

  /** Takes away from `next` on what stands before `found` and is not needed there. */
  const skipTo = (found: Node, next: ChildNode | null): ChildNode | null => {
    while (next && next !== found) {
      const isGone = keyOf(next) && !claimed.has(next)
      // One element out of its order is less to move than all those behind it.
      const isPassed =
        (next as Element).nextElementSibling === found && (claimed.has(next) || next instanceof Text)
      if (!isGone && !isPassed) break
      const node: ChildNode = next
      next = node.nextSibling
      discard(node)
    }
    return next
  }

  /** The element or text without a key that becomes `to`, and the place that this takes. */
  const find = (to: Node, next: ChildNode | null): [found: ChildNode | undefined, next: ChildNode | null] => {
    if (keyOf(to)) return [undefined, next]
    let node = next
    while (node && (node === next || to instanceof Element)) {
      if (isLike(node, to)) return [node, next]
      if (isWanted(node, to)) break
      const after: ChildNode | null = node.nextSibling
      if (node === next && !claimed.has(node)) {
        discard(node)
        next = after
      }
      node = after
    }
    return [undefined, next]
  }

  const children = (from: Element, to: ParentNode) => {
    let next = from.firstChild
    let after: ChildNode | null
    for (let child = to.firstChild; child; child = after) {
      // It may move to the page.
      after = child.nextSibling
      let found: ChildNode | undefined = matches.get(child)
      if (found) next = skipTo(found, next)
      else [found, next] = find(child, next)
      if (!found) next = insertNew(from, child, next).nextSibling
      else {
        if (found !== next) move(from, found, next)
        done.add(found)
        if (child instanceof Element) update(found as Element, child)
        // What is kept as it is has a comment in its place: elements have no value.
        else if (found.nodeValue !== child.nodeValue) found.nodeValue = child.nodeValue
        // Not before: what stood here may have moved into it.
        next = found.nextSibling
      }
    }
    while (next) {
      const node = next
      next = node.nextSibling
      discard(node)
    }
  }

  const update = (from: Element, to: Element) => {
    done.add(from)
    if (!rules.update(from as HTMLElement, to as HTMLElement)) return
    copyAttributes(from, to)
    if (rules.descend(from as HTMLElement, to as HTMLElement)) children(from, to)
  }

  const insertNew = <New extends Node>(parent: Element, to: New, before: Node | null): New => {
    const node = mixed.has(to) ? (to.cloneNode() as New) : to
    parent.insertBefore(node, before)
    rules.onInserted(node)
    if (node !== to) children(node as never, to as never)
    return node
  }

  return {
    children,
    discard,
    become: (from, to) => {
      if (from.nodeName === to.nodeName && keyOf(from) === keyOf(to)) {
        update(from, to)
        return from
      }
      const el = insertNew(from.parentNode as Element, to, from)
      discard(from)
      return el
    },
    insert: (parent, to, before) => {
      const found = matches.get(to)
      if (!found) return insertNew(parent, to, before)
      move(parent, found, before)
      update(found, to)
      return found
    },
    end: () => {
      for (const node of left) if (!done.has(node)) remove(node)
    },
  }
}

/** Moves a node. A browser that can move an element whole keeps its focus, its scroll position and what plays in it. */
export function move(parent: Element, node: Node, before: Node | null): void {
  const { moveBefore } = parent as { moveBefore?: (node: Node, before: Node | null) => void }
  if (moveBefore && node.isConnected && parent.isConnected) moveBefore.call(parent, node, before)
  else parent.insertBefore(node, before)
}
