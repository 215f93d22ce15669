import { all } from './all.ts'
/** Where the page and the elements with `data-live-scroll` and an id are scrolled to. */
export interface Scrolled {
  readonly scroll?: number
  readonly inner?: Readonly<Record<string, readonly [left: number, top: number]>>
}

export const scrolled = (): Scrolled => ({
  scroll: scrollY,
  inner: Object.fromEntries(
    all('[data-live-scroll]').map(({ id, scrollLeft, scrollTop }) => [id, [scrollLeft, scrollTop]]),
  ),
})

export function scrollBack({ scroll = 0, inner = {} }: Scrolled): void {
  scrollTo(0, scroll)
  for (const [id, [left, top]] of Object.entries(inner)) document.getElementById(id)?.scrollTo(left, top)
}
