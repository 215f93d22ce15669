type KeyOf = (node: Node) => string | undefined

/**
 * Parts the elements that are to stand in another one from what is before them, for the time of a morph. The morph
 * goes on with the next sibling when it is done with an element, and would lose its way if that had moved into it.
 * Returns the undo.
 */
export function partMovers(page: Element, next: Element, keyOf: KeyOf): () => void {
  const present = new Map([...keyed(page)].map((el) => [keyOf(el), el]))
  const marks: ChildNode[] = []
  for (const to of keyed(next)) {
    const from = present.get(keyOf(to))
    if (!from?.previousSibling || placeOf(from, page, keyOf) === placeOf(to, next, keyOf)) continue
    // No markup has such a node, so that none is taken for it.
    const mark = document.createProcessingInstruction('moves', '')
    from.before(mark)
    marks.push(mark)
  }
  return () => {
    for (const mark of marks) mark.remove()
  }
}

const keyed = (root: Element) => root.querySelectorAll('[id],[data-phx-component]')

/** Where an element stands: how deep below which element with a key. */
function placeOf(el: Element, root: Element, keyOf: KeyOf): string {
  let depth = 0
  let outer = el.parentElement
  while (outer && outer !== root && !keyOf(outer)) {
    depth++
    outer = outer.parentElement
  }
  return `${depth} ${outer && outer !== root ? keyOf(outer) : ''}`
}
