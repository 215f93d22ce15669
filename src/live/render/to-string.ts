import type { Template } from '../template/html.ts'
import { htmlOf } from './page.ts'
import { renderOnce } from './render.ts'

/** The HTML of a template on its own, for pages that no view keeps up to date. */
export const renderToString = (template: Template): string => htmlOf(renderOnce(template))
