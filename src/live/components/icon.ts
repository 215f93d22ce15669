import { html, type Template } from '../template/html.ts'

const drawn = (path: string): Template =>
  html`<svg class="o-icon" viewBox="0 0 20 20" aria-hidden="true"><path d="${path}"/></svg>`

/** Small drawings in the colour of the text around them. They say nothing to those who do not see them. */
export const icons = {
  alert: drawn('M10 3 2.5 16.5h15zm0 5v4m0 2.2v.3'),
  check: drawn('m4 10.5 4 4 8-9'),
  close: drawn('m5 5 10 10M15 5 5 15'),
  down: drawn('M10 4v12m-5-5 5 5 5-5'),
  info: drawn('M10 9v5m0-8.3V6m7.5 4a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z'),
  minus: drawn('M4 10h12'),
  next: drawn('m8 5 5 5-5 5'),
  pencil: drawn('m4 16 1-4 8.5-8.5 3 3L8 15zm8-11 3 3'),
  plus: drawn('M10 4v12m-6-6h12'),
  previous: drawn('m12 5-5 5 5 5'),
  search: drawn('m13 13 4 4m-2.5-8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0Z'),
  trash: drawn('M4 6h12M8 6V4h4v2m-6.5 0 .8 11h7.4l.8-11M8.5 9v5m3-5v5'),
  up: drawn('M10 16V4m-5 5 5-5 5 5'),
} as const

export type IconName = keyof typeof icons

/** Shows a drawing: `icon('trash')`. Put words beside it, or an `aria-label` on the button around it. */
export const icon = (name: IconName): Template => icons[name]
