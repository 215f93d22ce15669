import { topic } from 'oriel/bus'

/** What a page is to show; the beginning of its name says of which kind it is. Only `text` is no component. */
export interface Spec {
  readonly name: string
  readonly label: string
  /** What a box shows inside. */
  readonly inside: readonly Spec[]
}

/** A row of a stream. */
export interface Row {
  readonly id: number
  readonly label: string
  readonly spec: Spec | null
}

const roots = ['list', 'array', 'maybe'] as const
type Root = (typeof roots)[number]

/** Where something is to stand; a box holds others. */
export type Place = Root | 'hidden' | `box${number}`

/** What the page has beside the streams. */
export type Slots = Readonly<Record<Root, readonly Spec[]>>

/** The rows of `latest` are limited. */
export type StreamName = 'rows' | 'latest'

export type StreamAct = { readonly stream: StreamName } & (
  | { readonly kind: 'insert'; readonly row: Row; readonly at: number }
  | { readonly kind: 'update'; readonly row: Row }
  | { readonly kind: 'delete'; readonly id: number }
  | { readonly kind: 'reset'; readonly rows: readonly Row[] }
)

export type Act =
  | StreamAct
  | { readonly kind: 'place'; readonly name: string; readonly place: Place; readonly label: string }
  | { readonly kind: 'shuffle'; readonly by: number }
  | { readonly kind: 'title'; readonly title: string }

/** What the view is told of one turn: the slots as they are now, and what happens to the streams. */
export interface Turn {
  readonly n: number
  readonly slots: Slots
  readonly title: string
  readonly acts: readonly StreamAct[]
}

/** What a component holds, noted by its own handlers. */
export interface State {
  count: number
  isOpen: boolean
  /** Whether the view shows it; for a feed only. */
  isShown: boolean
  /** The lines of a feed. */
  lines: readonly number[]
}

/** What one view and its components hold. */
export class Truth {
  readonly states = new Map<string, State>()
  /** The turn that was rendered last. */
  n = -1
  /** The turn that was told last: nothing is rendered while a view waits for its browser. */
  told = -1

  /** The view has other slots. */
  assigned(n: number, { list, array, maybe }: Slots): void {
    this.told = n
    const shown = new Set([...list, ...array, ...maybe].map(({ name }) => name))
    for (const [name, state] of this.states) state.isShown = shown.has(name)
  }

  /** The rows of a feed that is not shown go with its element. */
  rendered(n: number): void {
    this.n = n
    this.told = Math.max(this.told, n)
    for (const state of this.states.values()) if (!state.isShown) state.lines = []
  }
}

/** What all views show: it outlives them, as a database does. */
export class World {
  readonly turned = topic<Turn>('turned')
  readonly limit = -3
  /** What the next sync shows. */
  token = ''
  n = 0
  title = ''
  #order: readonly string[] = []
  readonly #places = new Map<string, { readonly place: Place; readonly label: string }>()
  #streams: Record<StreamName, readonly Row[]> = { rows: [], latest: [] }
  #truth: Truth | undefined

  rows(name: StreamName): readonly Row[] {
    return this.#streams[name]
  }

  get slots(): Slots {
    return same({ list: this.#at('list'), array: this.#at('array'), maybe: this.#at('maybe') })
  }

  /** What the connected view holds; undefined while there is none. */
  get truth(): Truth | undefined {
    return this.#truth
  }

  connected(truth: Truth): void {
    this.#truth = truth
  }

  disconnected(truth: Truth): void {
    if (this.#truth === truth) this.#truth = undefined
  }

  /** Does one turn here, and says what the view is to be told. */
  turn(acts: readonly Act[]): Turn {
    const told = acts.filter((act): act is StreamAct => 'stream' in act)
    for (const act of acts) this.#do(act)
    return { n: ++this.n, slots: this.slots, title: this.title, acts: told.map(same) }
  }

  /** Whether an act takes something from where it stands into a box. */
  movesIn(act: Act): boolean {
    if (act.kind !== 'place' || !act.place.startsWith('box')) return false
    const place = this.#places.get(act.name)?.place ?? 'hidden'
    return place !== 'hidden' && place !== act.place
  }

  /** Empties everything. */
  clear(): Turn {
    this.#order = []
    this.#places.clear()
    this.title = ''
    const acts = (['rows', 'latest'] as const).map(
      (stream): StreamAct => ({ stream, kind: 'reset', rows: [] }),
    )
    return this.turn(acts)
  }

  #do(act: Act): void {
    if ('stream' in act)
      this.#streams[act.stream] = this.#limited(act.stream, changed(this.rows(act.stream), act))
    else if (act.kind === 'title') this.title = act.title
    else if (act.kind === 'shuffle')
      this.#order = this.#order.toSorted((a, b) => rank(a, act.by) - rank(b, act.by))
    else {
      const { name, place, label } = act
      this.#order = [...this.#order.filter((other) => other !== name), name]
      this.#places.set(name, { place, label })
    }
  }

  #limited(name: StreamName, rows: readonly Row[]): readonly Row[] {
    return name === 'latest' ? rows.slice(this.limit) : rows
  }

  #at(place: Place): readonly Spec[] {
    const names = this.#order.filter((name) => this.#places.get(name)?.place === place)
    return names.map((name) => ({
      name,
      label: this.#places.get(name)!.label,
      inside: name.startsWith('box') ? this.#at(name as Place) : [],
    }))
  }
}

/** Some other order for each number. */
const rank = (name: string, by: number) =>
  [...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0) * by) % 101, by)

/** What a person who reads the call expects: a row that is there already stays in its place. */
function changed(rows: readonly Row[], act: StreamAct): readonly Row[] {
  if (act.kind === 'reset') return act.rows
  if (act.kind === 'delete') return rows.filter(({ id }) => id !== act.id)
  const isThere = rows.some(({ id }) => id === act.row.id)
  if (act.kind === 'update' || isThere) return rows.map((row) => (row.id === act.row.id ? act.row : row))
  return act.at === -1 ? [...rows, act.row] : rows.toSpliced(act.at, 0, act.row)
}

/** Equal values are the same value here, as immutable data is. */
const known = new Map<string, unknown>()
export function same<T>(value: T): T {
  const json = JSON.stringify(value)
  if (!known.has(json)) known.set(json, sameInside(value))
  return known.get(json) as T
}
const sameInside = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(same)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, same(inner)]))
      : value
