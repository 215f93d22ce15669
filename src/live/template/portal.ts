import type { AttributeValues } from './attributes.ts'
import { dynamicTag } from './dynamic-tag.ts'
import { type Hole, html, type Template } from './html.ts'

interface Portal {
  /** Names the portal; its content stands in an element with the id `<id>-content`. */
  readonly id: string
  /** A CSS selector of the element that takes the content in. It must be on the page. */
  readonly target: string
  /** The tag around the content; `div` when absent. */
  readonly container?: string
}

/**
 * Shows content elsewhere on the page, at the end of the target: `portal({ id: 'tip', target: 'body' }, …)`. Its
 * events still reach this view. Further attributes are those of the element around the content. Before the
 * browser has connected, nothing is shown.
 */
export function portal(
  { id, target, container = 'div', ...attributes }: Portal & AttributeValues,
  content: Hole,
): Template {
  const moved = dynamicTag(container, { ...attributes, id: `${id}-content` }, content)
  return html`<template id="${id}" data-phx-portal="${target}">${moved}</template>`
}
