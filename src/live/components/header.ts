import { dynamicTag } from '../template/dynamic-tag.ts'
import { type Hole, html, type Template } from '../template/html.ts'

interface Header {
  readonly title: Hole
  readonly subtitle?: Hole
  /** What can be done here, beside the title. */
  readonly actions?: Hole
  /** The level of the heading: 1 when absent. */
  readonly level?: 1 | 2 | 3 | 4 | 5 | 6
}

/** Shows what a page, or a part of one, is called, and what can be done there. */
export const header = ({ title, subtitle, actions, level = 1 }: Header): Template => html`
<header class="o-header">
  <div>
    ${dynamicTag(`h${level}`, { class: 'o-title' }, title)}
    ${subtitle !== undefined && html`<p class="o-subtitle">${subtitle}</p>`}
  </div>
  ${actions !== undefined && html`<div class="o-actions">${actions}</div>`}
</header>`
