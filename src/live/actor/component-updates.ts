import { span } from '../kit/telemetry.ts'
import type { MaybePromise } from '../view/live.ts'
import type { ComponentParts } from '../view/live-component.ts'
import type { Component } from './component.ts'
import { all } from './deadline.ts'
import type { Host } from './host.ts'

/** Updates components that were given something, those of each definition together. */
export const update = (host: Host, components: readonly Component[]): MaybePromise<void> =>
  all([...groups(components)].map((group) => updateAlike(host, group)))

/** Components of each definition together. */
function groups(components: readonly Component[]): Iterable<readonly Component[]> {
  const byParts = new Map<ComponentParts, Component[]>()
  for (const component of components) {
    const group = byParts.get(component.parts)
    if (group) group.push(component)
    else byParts.set(component.parts, [component])
  }
  return byParts.values()
}

function updateAlike({ name, id }: Host, components: readonly Component[]): MaybePromise<void> {
  const { definition } = components[0]!.parts
  const given = components.map((component) => ({ live: component.receive(), input: component.input }))
  const facts = () => ({ view: name, id, components: given.map(({ input }) => input.id) })
  return span('oriel:component.update', facts, () => {
    if (definition.updateMany) return definition.updateMany(given as never)
    const update = (component: Component) => definition.update?.(component.live as never, component.input)
    return all(components.map((each) => each.blaming('update', () => update(each))))
  })
}
