import type { TObject } from 'typebox'
import { LiveError } from '../kit/error.ts'
import type { LiveView } from '../view/live-view.ts'

/** Views that are shown on ordinary routes, by name. */
export type NamedViews = Readonly<Record<string, LiveView<TObject, TObject, never>>>

/** Throws when two live sessions have one name: a view of one could be reached from the other, past its check. */
export function checkBoundaries(views: readonly LiveView[]): void {
  const known = new Map<string, LiveView['boundary']>()
  for (const { boundary } of views) {
    if (!boundary) continue
    const { name } = boundary
    if ((known.get(name) ?? boundary) !== boundary) {
      throw new LiveError(
        'bad_definition',
        `There are two live sessions named "${name}". Give each a name of its own.`,
      )
    }
    known.set(name, boundary)
  }
}

/** Throws when a view that no URL leads to asks for one. */
export function checkNamed(views: NamedViews): void {
  for (const [name, { definition }] of Object.entries(views)) {
    const asked = definition.params ? 'params' : definition.handleParams && 'handleParams'
    if (!asked) continue
    const mend = 'Take it out, or serve the view by a route.'
    throw new LiveError(
      'bad_definition',
      `The view "${name}" is shown on ordinary routes and has ${asked}. ${mend}`,
    )
  }
}
