import { LiveError } from '../kit/error.ts'
import { Attributes } from '../template/attributes.ts'
import { escapeHtml, isUrlAttribute, safeUrl } from '../template/escape.ts'
import { bindingOf, isEventRef } from '../template/event.ts'
import { UnsafeHtml } from '../template/html.ts'
import { Js } from '../template/js.ts'
import { Path } from '../template/path.ts'
import type { Place } from '../template/scanner.ts'

/** A value that cannot be shown, before it is known where in the source. */
export class UnfitValue extends LiveError {
  constructor(message: string) {
    super('template_value', message)
  }
}

/** The finished HTML of a hole that holds no template or list. */
export function leaf(place: Place, value: unknown): string {
  switch (place.kind) {
    case 'text':
      return text(place.plain, value)
    case 'attribute':
      return attribute(place.name, value)
    case 'piece':
      return piece(place.name, place.first, value)
    case 'spread':
      return spread(value)
    case 'refused':
      throw unfit(value, 'a place where no hole can stand')
  }
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === false

function text(plain: boolean, value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (isNothing(value) || value === true) return ''
  if (typeof value === 'number') return String(value)
  if (value instanceof UnsafeHtml && !plain) return value.html
  throw unfit(value, plain ? 'a textarea or title' : 'text')
}

function attribute(name: string, value: unknown): string {
  if (isNothing(value)) return ''
  if (value === true) return ` ${name}=""`
  return ` ${name}="${escapeHtml(attributeText(name, value))}"`
}

function attributeText(name: string, value: unknown): string {
  if (typeof value === 'string') return isUrlAttribute(name) ? safeUrl(value) : value
  if (typeof value === 'number') return String(value)
  if (isEventRef(value)) return bindingOf(value)
  if (value instanceof Js) return JSON.stringify(value.commands)
  if (value instanceof Path) return value.href
  if (name === 'class' && Array.isArray(value)) return value.filter((part) => !isNothing(part)).join(' ')
  throw unfit(value, `the attribute ${name}`)
}

function piece(name: string, first: boolean, value: unknown): string {
  if (isNothing(value)) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escapeHtml(first && isUrlAttribute(name) ? safeUrl(value) : value)
  throw unfit(value, `a part of the attribute ${name}`)
}

function spread(value: unknown): string {
  if (isNothing(value)) return ''
  if (!(value instanceof Attributes)) throw unfit(value, 'a tag, where only attrs({ … }) fits')
  return Object.entries(value.values)
    .map(([name, each]) => attribute(checkedName(name), each))
    .join('')
}

function checkedName(name: string): string {
  if (/^[a-z][\w:.-]*$/i.test(name) && !/^(on.*|style|srcdoc)$/i.test(name)) return name
  throw new UnfitValue(`attrs() was given "${name}", which is no attribute that may be set.`)
}

function unfit(value: unknown, where: string): UnfitValue {
  const kind =
    value instanceof Promise
      ? 'a promise'
      : Array.isArray(value)
        ? 'a list'
        : `a value of type ${typeof value}`
  return new UnfitValue(
    `A template has ${kind} in ${where}. Give it text, a number, or what html, each, on or js make.`,
  )
}
