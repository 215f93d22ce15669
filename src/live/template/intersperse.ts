import { type Hole, html, type Template } from './html.ts'

/** Shows items with a separator between each two: `intersperse(tags, tagBadge, ', ')`. */
export const intersperse = <T>(
  items: readonly T[],
  render: (item: T) => Hole,
  separator: Hole,
): readonly Template[] => items.map((item, i) => html`${i > 0 && separator}${render(item)}`)
