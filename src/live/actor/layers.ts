import { eachSlot, type NodePrint } from '../render/print.ts'
import { Component } from './component.ts'

/** Components of a page that one message can speak of together. */
export interface Layer {
  readonly standing: Component[]
  /** Those that stand within something else that the message changes, and have changed or hold what has. */
  readonly named: Set<Component>
}

/**
 * The components that stand in a page: first those that the page itself shows, and a layer more for each row around
 * them that was sent once and is forgotten. No message that patches what is around such a row reaches what stands in
 * it, so each layer travels in a message of its own.
 */
export function layersOf(
  root: NodePrint,
  isRootChanged: boolean,
  components: ReadonlyMap<number, Component>,
  inRows: readonly Component[],
): readonly Layer[] {
  const seen = new Set<Component>()
  const layers: Layer[] = []

  /** Says whether something in the print has changed; `isWithin` says that the message changes what is around. */
  const look = (print: NodePrint, layer: Layer, isWithin: boolean): boolean => {
    let hasChanged = false
    eachSlot(print, (place) => {
      if (place.kind === 'component' && see(components.get(place.slot.cid)!, layer, isWithin))
        hasChanged = true
    })
    return hasChanged
  }
  const see = (component: Component, layer: Layer, isWithin: boolean): boolean => {
    if (seen.has(component)) return false
    seen.add(component)
    layer.standing.push(component)
    const { print, hasChanged } = component
    const holdsChanges = print !== undefined && look(print, layer, isWithin || hasChanged)
    if (isWithin && (hasChanged || holdsChanges)) layer.named.add(component)
    return hasChanged || holdsChanges
  }
  const begin = (): Layer => {
    const layer: Layer = { standing: [], named: new Set() }
    layers.push(layer)
    return layer
  }

  look(root, begin(), isRootChanged)
  const isIn = (component: Component): boolean =>
    !seen.has(component) && (!(component.row instanceof Component) || seen.has(component.row))
  for (let next = inRows.filter(isIn); next.length > 0; next = inRows.filter(isIn)) {
    const layer = begin()
    for (const component of next) see(component, layer, false)
  }
  return layers
}
