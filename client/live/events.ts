import { isWaiting } from './acks.ts'
import { all } from './all.ts'
import type { Cause, Run } from './commands.ts'
import { templateOf } from './container.ts'
import { isVisible } from './focus.ts'
import { type Field, fields, forgetUse, formOf, SUBMITTING, submitted, used } from './forms.ts'
import { isForBrowser } from './navigation.ts'
import { cancel, flush, pace } from './pace.ts'

/** Listens on the window for what the bindings of the page's elements stand for. */
export function bindEvents(run: Run): void {
  bindClicks(run)
  bindFields(run)
  bindForms(run)
  for (const type of ['keydown', 'keyup', 'focus', 'blur'] as const) bindKeys(type, type, run)
  bindKeys('focusin', 'focus', run)
  bindKeys('focusout', 'blur', run)
}

const on = <Name extends keyof WindowEventMap>(name: Name, listener: (event: WindowEventMap[Name]) => void) =>
  addEventListener(name, listener)

function bindClicks(run: Run): void {
  // A press that starts inside and ends outside (text being selected) is no click outside.
  let pressed: Element | null = null
  on('mousedown', ({ target }) => {
    pressed = target as Element
  })
  on('click', (event) => {
    const from = (event.detail > 0 && pressed) || (event.target as Element)
    pressed = null
    clickAway(from, event, run)
    const el = (event.target as Element).closest<HTMLElement>('[phx-click]')
    if (!el || event.defaultPrevented || el.matches(':disabled')) return
    if (el.matches('a[href]') && isForBrowser(event)) return
    if (el.getAttribute('href') === '#') event.preventDefault()
    if (!isWaiting(el)) runPaced(el, 'phx-click', { type: 'click', event }, run)
  })
}

function clickAway(from: Element, event: Event, run: Run): void {
  // A script may click on what is hidden, to submit a form of its own.
  if (!isVisible(from)) return
  for (const el of all('[phx-click-away]')) {
    const binding = el.getAttribute('phx-click-away')
    const { left, top, right, bottom } = el.getBoundingClientRect()
    // What is not displayed has its edges at 0.
    const isSeen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
    if (binding && isSeen && !isInside(from, el)) run(el, binding, { type: 'click', event })
  }
}

/** Whether an element stands in another one, or was moved out of it by a portal. */
const isInside = (el: Element | null, outer: Element): boolean =>
  !!el && (outer.contains(el) || isInside(templateOf(el), outer))

function bindFields(run: Run): void {
  let lastInput: EventTarget | null = null
  const changed = (event: Event) => {
    const field = event.target as Field
    const owner = field.hasAttribute('phx-change') ? field : formOf(field)
    if (!owner?.hasAttribute('phx-change') || field.validity?.badInput) return
    used.add(field)
    pace(field, event, () => run(field, owner.getAttribute('phx-change')!, { type: 'change' }))
  }
  on('input', (event) => {
    lastInput = event.target
    submitted.delete(event.target as Field)
    if (!(event as InputEvent).isComposing) changed(event)
  })
  on('compositionend', changed)
  on('change', (event) => {
    // An `input` has told this change already, unless the field has no such event.
    if (lastInput !== event.target) changed(event)
    lastInput = null
  })
}

function bindForms(run: Run): void {
  on('submit', (event) => {
    const form = event.target as HTMLFormElement
    const binding = form.getAttribute('phx-submit')
    if (!binding) return
    event.preventDefault()
    if (form.classList.contains(SUBMITTING)) return
    for (const field of fields(form)) cancel(field)
    run(form, binding, { type: 'submit', submitter: event.submitter })
  })
  on('reset', ({ target }) => {
    const form = target as HTMLFormElement
    forgetUse(form)
    const button = fields(form).find(({ type }) => type === 'reset')
    // The fields have their first values back only after this event.
    requestAnimationFrame(() => button?.dispatchEvent(new Event('input', { bubbles: true })))
  })
}

/** Binds the keys, and the focus: what an element gets itself, under another name, is not for the whole window. */
function bindKeys(
  name: 'keydown' | 'keyup' | 'focus' | 'blur' | 'focusin' | 'focusout',
  type: 'keydown' | 'keyup' | 'focus' | 'blur',
  run: Run,
): void {
  const isKey = type[0] === 'k'
  on(name, (event) => {
    const el = event.target as HTMLElement
    const { key } = event as KeyboardEvent
    const isOwn = el.hasAttribute?.(`phx-${type}`)
    const binding = `phx-${isOwn ? '' : 'window-'}${type}`
    if (name === 'focusout') flush(el)
    for (const bound of isOwn ? [el] : name === type ? all(`[${binding}]`) : []) {
      const wanted = bound.getAttribute('phx-key')
      if (wanted && isKey && wanted.toLowerCase() !== key?.toLowerCase()) continue
      runPaced(bound, binding, { type, event, data: isKey && { key } }, run)
    }
  })
}

function runPaced(
  el: HTMLElement,
  attribute: string,
  cause: Cause & { readonly event: Event },
  run: Run,
): void {
  const binding = el.getAttribute(attribute)
  const runNow = () => binding && run(el, binding, cause)
  // A pause ends on leaving the field.
  if (cause.event.type === 'focusout') runNow()
  else pace(el, cause.event, runNow)
}
