import type { ReconnectOptions } from './arrival.ts'
import { type Handler, handlerAt, handlersOf, type Step, stepsOf } from './binding.ts'
import { tagOf } from './checks.ts'
import { ChosenFiles } from './chosen-files.ts'
import { controlsOf, formOf, isDisabled, kindOf, nameOf, typeOf } from './controls.ts'
import type { Element } from './dom.ts'
import { type Fields, fill, fillHidden, labelOf } from './fill.ts'
import { shortened } from './leaving.ts'
import { changePayload, elementPayload, type Make, recoveryPayload, submitPayload } from './payloads.ts'
import type { Visit } from './visit.ts'

/** What else there is to say about a form that is filled in. */
export interface FormOptions {
  /** The button that is pressed, as a selector; the form's first one by default. */
  readonly submitter?: string
  /** What a script has put into hidden fields, by name. */
  readonly hidden?: Fields
}

/** Does at a page what a person does, and sends what a browser sends then. */
export class Person {
  readonly #visit: Visit
  readonly #files: ChosenFiles

  constructor(visit: Visit) {
    this.#visit = visit
    this.#files = new ChosenFiles(visit)
  }

  async click(selector: string, data: object): Promise<unknown> {
    const { page } = this.#visit
    const element = page.usable(selector)
    const [bound, link] = [element.closest('[phx-click]'), element.closest('a[href]')]
    const button = element.closest('button, input')
    const form = button && typeOf(button) === 'submit' ? formOf(button) : null
    if (bound && isDisabled(bound)) throw new Error(`"${selector}" is in a disabled ${tagOf(bound)}.`)
    const make = elementPayload(page.filledIn, 'click', data)
    const reply = bound ? await this.#run(bound, 'phx-click', make) : undefined
    if (link && !this.#visit.left) await this.#followLink(link)
    if (form && button && !this.#visit.left) return this.#send(form, button)
    if (bound || link) return reply
    throw new Error(
      `A click on "${selector}" does nothing: neither ${tagOf(element)} nor what is around it has phx-click. Bind it.`,
    )
  }

  clickAway(selector: string): Promise<unknown> {
    const { page } = this.#visit
    return this.#run(page.usable(selector), 'phx-click-away', elementPayload(page.filledIn, 'click'))
  }

  async key(type: 'keydown' | 'keyup', selector: string, key: string, data: object): Promise<unknown> {
    const { page } = this.#visit
    const element = page.usable(selector)
    const isOwn = element.hasAttribute(`phx-${type}`)
    const binding = isOwn ? `phx-${type}` : `phx-window-${type}`
    const bound = isOwn ? [element] : [...page.document.querySelectorAll(`[${binding}]`)]
    if (bound.length === 0)
      throw new Error(
        `A key on "${selector}" does nothing: it has no phx-${type}, and the page no ${binding}.`,
      )
    let reply: unknown
    for (const each of bound) {
      const wanted = each.getAttribute('phx-key')
      if (wanted && wanted.toLowerCase() !== key.toLowerCase()) continue
      reply = await this.#run(each, binding, elementPayload(page.filledIn, type, { key, ...data }))
    }
    return reply
  }

  focus(type: 'focus' | 'blur', selector: string): Promise<unknown> {
    const { page } = this.#visit
    const element = page.usable(selector)
    page.filledIn.focus(type === 'focus' ? element : undefined)
    const window = `phx-window-${type}`
    return this.#run(
      element,
      element.hasAttribute(window) ? window : `phx-${type}`,
      elementPayload(page.filledIn, type),
    )
  }

  /** Types into a field, which need not be bound. */
  async type(selector: string, text: string): Promise<unknown> {
    const { page } = this.#visit
    const field = page.usable(selector)
    const takesText = kindOf(field) === 'text' && field.matches('input, textarea')
    if (!takesText || field.hasAttribute('readonly'))
      throw new Error(`Nobody can type into "${selector}", which is ${tagOf(field)}. Name a field for text.`)
    page.filledIn.put(field, text)
    return this.#changed(field)
  }

  /** Chooses files; what uploads by itself is sent up to so many percent. */
  async choose(selector: string, files: readonly File[], upTo: number): Promise<unknown> {
    const { page } = this.#visit
    const input = page.usable(selector)
    const owner = ownerOf(input)
    if (!owner) throw new Error(`${tagOf(input)} stands in no form with phx-change. Give its form one.`)
    this.#files.choose(input, files)
    const change = changePayload(page.filledIn, input, owner)
    const uploads = this.#files.described(input)
    const reply = await this.#run(owner, 'phx-change', (...of) => ({ ...change(...of), uploads }))
    if (input.hasAttribute('data-phx-auto-upload') && !this.#visit.left)
      await this.#files.send(selector, upTo)
    return reply
  }

  upload(selector: string, upTo: number): Promise<void> {
    return this.#files.send(selector, upTo)
  }

  /** Fills fields in, one after another; each change is sent. */
  async change(selector: string, fields: Fields, { hidden = {} }: FormOptions): Promise<unknown> {
    const { filledIn } = this.#visit.page
    let reply: unknown
    for (const [name, value] of Object.entries(fields)) {
      const form = this.#form(selector)
      fillHidden(form, hidden, filledIn)
      fill(form, name, value, filledIn)
      const field = controlsOf(form).find((each) => nameOf(each) === name && kindOf(each) !== 'hidden')!
      if (!ownerOf(field))
        throw new Error(
          `A change of "${name}" does nothing: neither the field nor ${labelOf(form)} has phx-change.`,
        )
      reply = await this.#changed(field)
      if (this.#visit.left) break
    }
    return reply
  }

  submit(selector: string, fields: Fields, { submitter, hidden = {} }: FormOptions): Promise<unknown> {
    const { page } = this.#visit
    const form = this.#form(selector)
    for (const [name, value] of Object.entries(fields)) fill(form, name, value, page.filledIn)
    fillHidden(form, hidden, page.filledIn)
    const button = submitter === undefined ? undefined : page.usable(submitter)
    if (button && (typeOf(button) !== 'submit' || formOf(button) !== form))
      throw new Error(`"${submitter}" is no button that submits ${labelOf(form)}: it is ${tagOf(button)}.`)
    return this.#send(form, button ?? defaultButton(form))
  }

  /** Pushes an event to the component that an element is in, or to its view. */
  hook(selector: string, event: string, value: object): Promise<unknown> {
    return this.#push(handlerAt(this.#visit.page.element(selector)), { type: 'hook', event, value })
  }

  pushEvent(event: string, value: object): Promise<unknown> {
    return this.#visit.call(undefined, 'event', { type: 'hook', event, value })
  }

  /** Comes back; where the view is mounted anew, what was filled in before is sent again, whatever the fields are now. */
  async reconnect(options: ReconnectOptions): Promise<void> {
    const { page } = this.#visit
    const forms = [...page.document.querySelectorAll('form[id][phx-change]')]
    const filled = forms
      .filter((form) => controlsOf(form).some((each) => page.filledIn.isUsed(each)))
      .map((form) => [form, recoveryPayload(page.filledIn, form)] as const)
    await this.#visit.reconnect(options, async () => {
      for (const [before, make] of filled) if (!this.#visit.left) await this.#recover(before, make)
    })
  }

  async #recover(before: Element, make: Make | undefined): Promise<void> {
    const form = this.#visit.page.document.getElementById(before.id)
    if (form?.getAttribute('phx-change') !== before.getAttribute('phx-change')) return
    const binding = form.hasAttribute('phx-auto-recover') ? 'phx-auto-recover' : 'phx-change'
    if (make && form.getAttribute(binding) !== 'ignore') await this.#run(form, binding, make)
  }

  #form(selector: string): Element {
    const form = this.#visit.page.usable(selector)
    if (form.matches('form')) return form
    throw new Error(`"${selector}" is ${tagOf(form)}. Name the form instead.`)
  }

  async #changed(field: Element): Promise<unknown> {
    const owner = ownerOf(field)
    if (!owner) return undefined
    if (!formOf(field)) throw new Error(`${tagOf(field)} has phx-change and no form. Put a form around it.`)
    return this.#run(owner, 'phx-change', changePayload(this.#visit.page.filledIn, field, owner))
  }

  async #send(form: Element, submitter: Element | undefined): Promise<unknown> {
    const { filledIn } = this.#visit.page
    filledIn.submit(controlsOf(form), submitter)
    if (form.hasAttribute('phx-submit')) {
      // A form without files is sent as it is now, before anything else happens to the page.
      const ready = this.#files.isEmpty(form) ? form : await this.#files.sendAll(form)
      return ready && this.#run(ready, 'phx-submit', submitPayload(filledIn, ready, submitter))
    }
    if (form.hasAttribute('action')) return this.#visit.leaveBy(form, submitter)
    throw new Error(`${labelOf(form)} has neither phx-submit nor an action. Give it one.`)
  }

  async #followLink(link: Element): Promise<void> {
    const href = link.getAttribute('href') ?? ''
    if (href.startsWith('#') || link.hasAttribute('target')) return
    const url = new URL(href, this.#visit.url)
    const to = shortened(url, this.#visit.url)
    const kind = url.host === this.#visit.url.host ? link.getAttribute('data-phx-link') : null
    if (kind === null) return this.#visit.leave({ to, kind: 'href' })
    if (kind === 'redirect') return this.#visit.leave({ to, kind: 'navigate' })
    if (kind !== 'patch') throw new Error(`${tagOf(link)} must say "patch" or "redirect" in data-phx-link.`)
    const replaces = link.getAttribute('data-phx-link-state') === 'replace'
    await this.#visit.patch(to, replaces ? 'replace' : 'push')
  }

  /** Runs what a binding says, until the view is left. */
  async #run(element: Element, attribute: string, make: Make): Promise<unknown> {
    const binding = element.getAttribute(attribute)
    if (!binding) throw new Error(`${tagOf(element)} has no ${attribute}. Bind an event of the view to it.`)
    const steps = [...stepsOf(element, binding)]
    if (steps.length === 0)
      throw new Error(
        `${attribute} of ${tagOf(element)} sends nothing: its commands are for the browser alone.`,
      )
    let reply: unknown
    for (const [target, step] of steps) if (!this.#visit.left) reply = await this.#step(target, step, make)
    return reply
  }

  async #step(element: Element, [name, args]: Step, make: Make): Promise<unknown> {
    if (name === 'dispatch') return this.#changed(element)
    if (name === 'navigate') return this.#visit.leave({ to: args.href, kind: 'navigate' })
    if (name === 'patch') return this.#visit.patch(args.href, args.replace ? 'replace' : 'push')
    let reply: unknown
    for (const handler of handlersOf(element, args.target))
      if (!this.#visit.left) reply = await this.#push(handler, make(element, args))
    return reply
  }

  #push({ view, cid }: Handler, payload: object): Promise<unknown> {
    return this.#visit.call(view, 'event', { ...payload, ...(cid !== undefined && { cid }) })
  }
}

/** What hears of a field's changes: the field itself, or its form. */
const ownerOf = (field: Element): Element | undefined =>
  [field, formOf(field)].find((each) => each?.hasAttribute('phx-change')) ?? undefined

/** The button that the Enter key presses. */
function defaultButton(form: Element): Element | undefined {
  const button = controlsOf(form).find((control) => typeOf(control) === 'submit')
  if (button && isDisabled(button))
    throw new Error(`${labelOf(form)} cannot be submitted: its first button is disabled, ${tagOf(button)}.`)
  return button
}
