import { type Hole, html, type Template } from '../template/html.ts'

/** A word, and what there is to say about it. */
export interface ListItem {
  readonly title: Hole
  readonly content: Hole
}

/** Shows words with what they stand for, such as the facts about one thing. */
export const list = (items: readonly ListItem[]): Template =>
  html`<dl class="o-list">${items.map(({ title, content }) => html`<div><dt>${title}</dt><dd>${content}</dd></div>`)}</dl>`
