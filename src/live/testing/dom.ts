/** The part of the DOM that tests read: server code knows no browser types. */
export interface Element {
  readonly id: string
  readonly tagName: string
  readonly textContent: string | null
  innerHTML: string
  readonly children: Iterable<Element> & { readonly [index: number]: Element }
  readonly ownerDocument: Document
  readonly parentElement: Element | null
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  matches(selector: string): boolean
  contains(other: Element): boolean
  closest(selector: string): Element | null
  querySelectorAll(selector: string): Iterable<Element>
  insertBefore(node: Element, before: Element | null): unknown
  after(node: Element): void
  prepend(...nodes: readonly Element[]): void
  replaceWith(node: Element): void
  remove(): void
}

export interface Document {
  readonly body: Element
  getElementById(id: string): Element | null
  querySelector(selector: string): Element | null
  querySelectorAll(selector: string): Iterable<Element>
}
