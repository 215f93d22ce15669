import { type Change, lineOf, type Row, type Slots, type Spec, wayOf } from './component-zoo.ts'

/** Where a component is to stand; a box holds others. */
export type Place = 'list' | 'array' | 'maybe' | 'hidden' | `box${number}`

/** What a component holds that is alive on the server. */
interface State {
  label: string
  /** The label that it was given last where it stands. */
  called: string
  note: string
  count: number
  isOpen: boolean
  /** Rows of a feed; those that were sent go with its element. */
  lines: readonly Line[]
}

interface Line {
  readonly n: number
  /** Whether it stands on the page. */
  readonly isSent: boolean
  /** When it was inserted first since it was sent last. */
  readonly waits: number | undefined
}

/** What the server should have done, as plain data. */
export class Model {
  readonly #places = new Map<string, { place: Place; label: string }>()
  readonly #states = new Map<string, State>()
  #order: readonly string[] = []
  #rows: readonly Row[] = []
  #title = ''
  #isFlashing = false
  #time = 0
  #shown = new Set<string>()

  /** Puts a component in a place, behind all others. */
  place(name: string, place: Place, label: string): Change {
    this.#order = [...this.#order.filter((other) => other !== name), name]
    this.#places.set(name, { place, label })
    return { kind: 'show', slots: this.#slots }
  }

  insert(row: Row): Change {
    if (this.hasRow(row.id)) this.#rows = this.#rows.map((old) => (old.id === row.id ? row : old))
    else this.#rows = [...this.#rows, row]
    return { kind: 'insert', row }
  }

  delete(id: number): Change {
    this.#rows = this.#rows.filter((row) => row.id !== id)
    return { kind: 'delete', id }
  }

  give(name: string, given: { readonly label?: string; readonly note?: string }): Change {
    const state = this.#states.get(name)
    if (state) Object.assign(state, given)
    return { kind: 'give', name, ...given }
  }

  title(title: string): Change {
    this.#title = title
    return { kind: 'title', title }
  }

  flash(isFlashing: boolean): Change {
    this.#isFlashing = isFlashing
    return { kind: 'flash' }
  }

  hasRow(id: number): boolean {
    return this.#rows.some((row) => row.id === id)
  }

  isAlive(name: string): boolean {
    return this.#states.has(name)
  }

  isShown(name: string): boolean {
    return this.#shown.has(name)
  }

  /** An event of a component that is alive. */
  event(name: string, event: string, n: number): void {
    const state = this.#states.get(name)!
    if (event === 'inc') state.count++
    if (event === 'toggle') state.isOpen = !state.isOpen
    if (event === 'drop') state.lines = state.lines.filter((line) => line.n !== n)
    if (event === 'add') state.lines = this.#added(state.lines, n)
  }

  /** The server has ended a component. */
  end(name: string): void {
    this.#states.delete(name)
  }

  /** The server has rendered: what is shown is alive, and has been given what it is called with. */
  render(): void {
    this.#shown = new Set()
    const { list, array, maybe } = this.#slots
    for (const spec of [...list, ...array, ...maybe, ...this.#rows.map((row) => row.spec)]) this.#call(spec)
    for (const [name, state] of this.#states) if (!this.#shown.has(name)) state.lines = unsent(state.lines)
  }

  get html(): string {
    const { list, array, maybe } = this.#slots
    const flash = this.#isFlashing ? '<p>x</p>' : ''
    const slots = `<ul>${this.#items(list)}</ul>\n<nav>${this.#all(array)}</nav>`
    const last = maybe.length > 0 ? `<hr>${this.#all(maybe)}` : ''
    return `${flash}<main><h1>${this.#title}</h1>${slots}<section>${last}</section>\n${this.#stream('rows', this.#rows)}</main>`
  }

  get #slots(): Slots {
    const at = (place: Place) => this.#at(place)
    return { list: at('list'), array: at('array'), maybe: at('maybe') }
  }

  #at(place: Place): readonly Spec[] {
    const names = this.#order.filter((name) => this.#places.get(name)?.place === place)
    return names.map((name) => {
      const inside = name.startsWith('box') ? this.#at(name as Place) : []
      return { name, label: this.#places.get(name)!.label, inside }
    })
  }

  #added(lines: readonly Line[], n: number): readonly Line[] {
    const known = lines.find((old) => old.n === n)
    const line = { n, isSent: known?.isSent ?? false, waits: known?.waits ?? this.#time++ }
    return known ? lines.map((old) => (old === known ? line : old)) : [...lines, line]
  }

  #call({ name, label, inside }: Spec): void {
    this.#shown.add(name)
    const fresh = { label, called: label, note: '', count: 0, isOpen: true, lines: [] }
    const state: State = this.#states.get(name) ?? fresh
    this.#states.set(name, state)
    if (state.called !== label) state.label = state.called = label
    if (state.isOpen) for (const spec of inside) this.#call(spec)
    state.lines = state.lines.map(({ n }) => ({ n, isSent: true, waits: undefined }))
    for (const { n } of state.lines) this.#call(lineOf(name, n).spec)
  }

  #all(specs: readonly Spec[]): string {
    return specs.map((spec) => this.#component(spec)).join('')
  }

  #items(specs: readonly Spec[]): string {
    return specs.map((spec) => `<li>${this.#component(spec)}</li>`).join('')
  }

  #stream(id: string, rows: readonly Row[]): string {
    const prefix = id === 'rows' ? 'rows' : id.replace(/rows$/, 'lines')
    const items = rows.map((row) => `<li id="${prefix}-${row.id}">${this.#component(row.spec)}</li>`)
    return `<ol id="${id}" phx-update="stream">${items.join('')}</ol>`
  }

  #component({ name, inside }: Spec): string {
    const { label, note, count, isOpen, lines } = this.#states.get(name)!
    if (name.startsWith('box'))
      return `<div data-name="${name}">${label}${isOpen ? this.#contents(name, inside) : '<u>closed</u>'}</div>`
    if (name.startsWith('feed')) {
      const rows = lines.map(({ n }) => lineOf(name, n))
      return `<div data-name="${name}">${label}${this.#stream(`${name}-rows`, rows)}</div>`
    }
    const shown = count % 2 === 1 ? '<i>odd</i>' : count
    return `<b data-name="${name}">${label}/${label.length} ${note} ${shown}</b>`
  }

  #contents(name: string, inside: readonly Spec[]): string {
    if (wayOf(name) === 'list') return `<ul>${this.#items(inside)}</ul>`
    if (wayOf(name) === 'array') return `<nav>${this.#all(inside)}</nav>`
    return `<em>${this.#all(inside.slice(0, 1))}</em>${this.#all(inside.slice(1))}`
  }
}

/** What a feed still has to show when its element has gone, in the order in which it came. */
const unsent = (lines: readonly Line[]): readonly Line[] =>
  lines
    .filter(({ waits }) => waits !== undefined)
    .map((line) => ({ ...line, isSent: false }))
    .toSorted((a, b) => a.waits! - b.waits!)
