import { lineOf, wayOf } from './zoo.ts'
import type { Row, Spec, State, Truth, World } from './zoo-world.ts'

/** What the page is to show, as a fresh render has it, without any mark of a client. */
export function zooHtml(world: World, truth: Truth): string {
  const { list, array, maybe } = world.slots
  const all = (specs: readonly Spec[]) => specs.map(shown).join('')
  const items = (specs: readonly Spec[]) =>
    specs.map((spec) => `<li>${spec.label}: ${shown(spec)}</li>`).join('')
  const rows = (prefix: string, rows: readonly Row[]) =>
    rows
      .map(({ id, label, spec }) =>
        spec?.name.startsWith('chip')
          ? `<li id="${prefix}-${id}" data-name="${spec.name}">${label} ${stateOf(spec.name).count}</li>`
          : `<li id="${prefix}-${id}">${label}${spec ? shown(spec) : ''}</li>`,
      )
      .join('')

  function stateOf(name: string): State {
    const state = truth.states.get(name)
    if (!state) throw new Error(`The view has not mounted ${name}.`)
    return state
  }

  function shown({ name, label, inside }: Spec): string {
    if (name.startsWith('text')) return `<q>${label}</q>`
    const state = stateOf(name)
    if (name.startsWith('leaf'))
      return `<b data-name="${name}">${label} ${state.count % 2 === 1 ? '<i>odd</i>' : state.count}</b>`
    if (name.startsWith('box'))
      return `<div data-name="${name}"><s>${label}</s>${state.isOpen ? contents(name, inside) : '<u>closed</u>'}</div>`
    const lines = state.lines.map((n) => lineOf(name, n))
    return `<div data-name="${name}">${label}${'<s></s>'.repeat(6)}<ol id="${name}-rows">${rows(`${name}-lines`, lines)}</ol></div>`
  }

  function contents(name: string, inside: readonly Spec[]): string {
    if (wayOf(name) === 'list') return `<ul>${items(inside)}</ul>`
    if (wayOf(name) === 'array') return `<nav>${all(inside)}</nav>`
    return `<em>${all(inside.slice(0, 1))}</em>${all(inside.slice(1))}`
  }

  return `<h1>${world.title}</h1><ul>${items(list)}</ul>
<nav>${all(array)}</nav><section>${maybe.length > 0 ? `<hr>${all(maybe)}` : ''}</section>
<ol id="rows">${rows('rows', world.rows('rows'))}<li id="last">end</li></ol><ol id="latest">${rows('latest', world.rows('latest'))}</ol>`
}
