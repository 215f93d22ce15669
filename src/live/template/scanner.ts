/** Where in the HTML a hole stands. */
export type Place =
  /** Between tags; `plain` inside textarea and title, where no markup can stand. */
  | { readonly kind: 'text'; readonly plain: boolean }
  /** The whole value of a quoted attribute. */
  | { readonly kind: 'attribute'; readonly name: string }
  /** A part of a quoted attribute's value; `first` when nothing stands before it. */
  | { readonly kind: 'piece'; readonly name: string; readonly first: boolean }
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

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
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
  /** Where the current value began in this string; -1 when it began before a hole. */
  #valueAt = -1
  readonly #open: string[] = []
  #elements = 0
  #loose = false

  read(text: string): void {
    this.#text = text
    this.#at = 0
    this.#valueAt = -1
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
        return /\s$/.test(this.#text) ? { kind: 'spread' } : refused('a tag, with no space before it')
      case 'value':
        return this.#valueHole(next)
      case 'equals':
        return refused(`the value of ${this.#attribute}, which has no quotes`)
      case 'comment':
        return refused('a comment')
      case 'name':
        return refused('the name of an attribute')
      default:
        return refused('the name of a tag')
    }
  }

  #rawHole(): Place {
    if (this.#tag === 'textarea' || this.#tag === 'title') return { kind: 'text', plain: true }
    return refused(`<${this.#tag}>`)
  }

  #valueHole(next: string): Place {
    const first = this.#valueAt === this.#text.length
    const name = this.#attribute
    return first && next.startsWith(this.#quote)
      ? { kind: 'attribute', name }
      : { kind: 'piece', name, first }
  }

  /** Takes what the sticky pattern matches here, or nothing. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #skipPast(end: string): boolean {
    const found = this.#text.toLowerCase().indexOf(end, this.#at)
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
    else this.#at++
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
    if (this.#quote) this.#valueAt = this.#at
    else this.#take(/[^\s>]+/y)
  }

  value(): void {
    if (this.#skipPast(this.#quote)) this.#state = 'tag'
  }

  comment(): void {
    if (this.#skipPast('-->')) this.#state = 'text'
  }

  declaration(): void {
    if (this.#skipPast('>')) this.#state = 'text'
  }

  raw(): void {
    const end = this.#text.toLowerCase().indexOf(`</${this.#tag}`, this.#at)
    this.#at = end < 0 ? this.#text.length : end
    if (end >= 0) this.#state = 'text'
  }

  #endTag(): void {
    this.#state = 'text'
    if (this.#closing) this.#close()
    else this.#openElement()
  }

  #openElement(): void {
    if (this.#open.length === 0) this.#elements++
    if (VOID.has(this.#tag) || this.#text[this.#at - 2] === '/') return
    this.#open.push(this.#tag)
    if (RAW.has(this.#tag)) this.#state = 'raw'
  }

  #close(): void {
    const index = this.#open.lastIndexOf(this.#tag)
    if (index < 0) this.#loose = true
    else this.#open.length = index
  }
}

const refused = (where: string): Place => ({ kind: 'refused', where })
