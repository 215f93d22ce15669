import { mayBecomeScript } from './escape.ts'

/** Where in the HTML a hole stands. */
export type Place =
  /** Between tags; `plain` inside textarea and title, where no markup can stand. */
  | { readonly kind: 'text'; readonly plain: boolean }
  /** The whole value of a quoted attribute. */
  | { readonly kind: 'attribute'; readonly name: string }
  /** A part of a quoted attribute's value. */
  | {
      readonly kind: 'piece'
      readonly name: string
      /** Whether nothing stands before it. */
      readonly first: boolean
      /** Whether what stands before it settles which scheme a URL has. */
      readonly settled: boolean
    }
  /** Between the attributes of a tag. */
  | { readonly kind: 'spread' }
  /** Where no hole may be; `where` says it in words. */
  | { readonly kind: 'refused'; readonly where: string }

export interface Scan {
  readonly places: readonly Place[]
  /** Whether the template is exactly one element with a literal tag. */
  readonly root: boolean
}

type State = 'text' | 'raw' | 'comment' | 'declaration' | 'tagName' | 'tag' | 'name' | 'equals' | 'value'

/** Elements that have no content, and no closing tag. */
export const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const FOREIGN = new Set(['svg', 'math'])
const RAW = new Set(['script', 'style', 'textarea', 'title'])

/** Reads the strings of a template as HTML and says where each hole between them stands. */
export function scan(strings: readonly string[]): Scan {
  const scanner = new Scanner()
  const places: Place[] = []
  strings.forEach((text, i) => {
    scanner.read(text)
    if (i < strings.length - 1) places.push(scanner.hole(strings[i + 1] ?? ''))
  })
  return { places, root: scanner.isOneElement() }
}

class Scanner {
  #state: State = 'text'
  #text = ''
  #at = 0
  #tag = ''
  #closing = false
  #attribute = ''
  #quote = ''
  /** What stands in the current value so far, beside holes. */
  #value = ''
  #isFilled = false
  readonly #open: string[] = []
  #elements = 0
  #loose = false

  read(text: string): void {
    this.#text = text
    this.#at = 0
    while (this.#at < text.length) this[this.#state]()
  }

  isOneElement(): boolean {
    return this.#elements === 1 && !this.#loose && this.#open.length === 0 && this.#state === 'text'
  }

  hole(next: string): Place {
    switch (this.#state) {
      case 'text':
        if (this.#open.length === 0) this.#loose = true
        return { kind: 'text', plain: false }
      case 'raw':
        return this.#rawHole()
      case 'tag':
        return this.#tagHole('a tag, with no space before it')
      case 'value':
        return this.#valueHole(next)
      case 'equals':
        return refused(`the value of ${this.#attribute}, which has no quotes`)
      case 'comment':
        return refused('a comment')
      case 'name':
        return this.#tagHole('the name of an attribute')
      case 'declaration':
        return refused('a declaration')
      default:
        return refused('the name of a tag')
    }
  }

  #rawHole(): Place {
    if (this.#tag === 'textarea' || this.#tag === 'title') return { kind: 'text', plain: true }
    return refused(`<${this.#tag}>`)
  }

  #tagHole(otherwise: string): Place {
    return /\s$/.test(this.#text) ? { kind: 'spread' } : refused(otherwise)
  }

  #valueHole(next: string): Place {
    const first = this.#value === '' && !this.#isFilled
    const settled = this.#isFilled ? /[/?#:]/.test(this.#value) : !mayBecomeScript(this.#value)
    const name = this.#attribute
    this.#isFilled = true
    return first && next.startsWith(this.#quote)
      ? { kind: 'attribute', name }
      : { kind: 'piece', name, first, settled }
  }

  /** Takes what the sticky pattern matches here, or nothing. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #skipPast(end: string): boolean {
    const found = this.#text.indexOf(end, this.#at)
    this.#at = found < 0 ? this.#text.length : found + end.length
    return found >= 0
  }

  text(): void {
    const plain = this.#take(/[^<]+/y)
    if (plain.trim() && this.#open.length === 0) this.#loose = true
    if (this.#at >= this.#text.length) return
    if (this.#take(/<!--/y)) this.#state = 'comment'
    else if (this.#take(/<!/y)) this.#state = 'declaration'
    else if (this.#take(/<\/?(?=[a-z]|$)/iy)) this.#beginTag()
    else this.#takeBracket()
  }

  /** A `<` that begins nothing is text. */
  #takeBracket(): void {
    this.#at++
    if (this.#open.length === 0) this.#loose = true
  }

  #beginTag(): void {
    this.#closing = this.#text[this.#at - 1] === '/'
    this.#tag = ''
    this.#state = 'tagName'
  }

  tagName(): void {
    this.#tag = this.#take(/[^\s/>]+/y).toLowerCase()
    if (this.#at < this.#text.length) this.#state = 'tag'
  }

  tag(): void {
    this.#take(/[\s/]+/y)
    if (this.#take(/>/y)) this.#endTag()
    else if (this.#at < this.#text.length) this.#beginName()
  }

  #beginName(): void {
    this.#attribute = this.#take(/[^\s/>=]+/y).toLowerCase()
    if (!this.#attribute) this.#at++
    this.#state = 'name'
  }

  name(): void {
    this.#take(/\s+/y)
    if (this.#at < this.#text.length) this.#state = this.#take(/=\s*/y) ? 'equals' : 'tag'
  }

  equals(): void {
    this.#quote = this.#take(/["']/y)
    this.#state = this.#quote ? 'value' : 'tag'
    this.#value = ''
    this.#isFilled = false
    if (!this.#quote) this.#take(/[^\s>]+/y)
  }

  value(): void {
    const from = this.#at
    if (this.#skipPast(this.#quote)) this.#state = 'tag'
    this.#value += this.#text.slice(from, this.#at)
  }

  comment(): void {
    if (this.#skipPast('-->')) this.#state = 'text'
  }

  declaration(): void {
    if (this.#skipPast('>')) this.#state = 'text'
  }

  raw(): void {
    const end = new RegExp(`</${this.#tag}(?=[\\s/>]|$)`, 'i').exec(this.#text.slice(this.#at))
    this.#at = end ? this.#at + end.index : this.#text.length
    if (end) this.#state = 'text'
  }

  #endTag(): void {
    this.#state = 'text'
    if (this.#closing) this.#close()
    else this.#openElement()
  }

  #openElement(): void {
    if (this.#open.length === 0) this.#elements++
    if (VOID.has(this.#tag)) return
    this.#open.push(this.#tag)
    // Elsewhere a browser overlooks the slash, and the element stays open.
    const closesItself = this.#text[this.#at - 2] === '/' && this.#open.some((tag) => FOREIGN.has(tag))
    if (closesItself) this.#open.pop()
    else if (RAW.has(this.#tag)) this.#state = 'raw'
  }

  #close(): void {
    const index = this.#open.lastIndexOf(this.#tag)
    if (index < 0) this.#loose = true
    else this.#open.length = index
  }
}

const refused = (where: string): Place => ({ kind: 'refused', where })
