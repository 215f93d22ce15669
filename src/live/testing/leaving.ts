import { controlsOf } from './controls.ts'
import type { Element } from './dom.ts'
import type { FilledIn } from './filled-in.ts'
import { serialize } from './serialize.ts'

/**
 * Where a browser has gone from a view: over the socket (`navigate`), by loading a page that the server named
 * (`redirect`) or a link (`href`), or by a form that is submitted to its own action (`form`).
 */
export type Left =
  | { readonly to: string; readonly kind: 'navigate' | 'redirect' | 'href' }
  | {
      readonly to: string
      readonly kind: 'form'
      readonly method: string
      /** The fields, url-encoded; empty for GET, where they are in `to`. */
      readonly body: string
    }

/** A URL as a page of its site writes it: without the site. */
export const shortened = (url: URL, here: URL): string =>
  url.host === here.host ? url.pathname + url.search + url.hash : url.href

/** Where a form leads that the browser submits by itself. */
export function leftByForm(
  form: Element,
  filledIn: FilledIn,
  submitter: Element | undefined,
  here: URL,
): Left {
  const pressed = submitter ?? controlsOf(form).find((control) => filledIn.isSubmitter(control))
  const attribute = (name: string) => pressed?.getAttribute(`form${name}`) ?? form.getAttribute(name)
  const method = (attribute('method') ?? 'get').toLowerCase()
  const url = new URL(attribute('action') || here.href, here)
  const body = serialize(form, filledIn, { submitter: pressed, isNative: true })
  if (method !== 'get') return { to: shortened(url, here), kind: 'form', method, body }
  url.search = body
  return { to: shortened(url, here), kind: 'form', method, body: '' }
}
