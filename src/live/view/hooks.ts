import type { Outcome } from './async.ts'

/** What a hook returns to keep the later hooks and the handler from running. */
export class Halt<Payload extends object | undefined = object | undefined> {
  readonly payload: Payload

  constructor(payload: Payload) {
    this.payload = payload
  }
}

/**
 * Returned by a hook: the later hooks of its stage and the handler do not run. At the stage `event`, `payload` answers
 * the hook of the browser that pushed the event.
 */
export function halt(): Halt<undefined>
export function halt<Payload extends object>(payload: Payload): Halt<Payload>
export function halt(payload?: object): Halt {
  return new Halt(payload)
}

type Verdict<H extends Halt> = H | void | Promise<H | void>

/** What a hook is called with, by stage. */
export interface HookCallbacks {
  /** Before `handleParams`, also where the view has none. */
  params(context: {
    readonly params: Readonly<Record<string, unknown>>
    readonly url: URL
    readonly action: string | undefined
  }): Verdict<Halt<undefined>>
  /** Before the handler of a declared event; `payload` is as its schema has it, or the form that it brings. */
  event(context: {
    readonly event: string
    readonly payload: Readonly<Record<string, unknown>>
  }): Verdict<Halt>
  /** Before `handleInfo`; `topic` is the key under which the view declares the topic. */
  info(context: { readonly topic: string; readonly message: unknown }): Verdict<Halt<undefined>>
  /** Before the outcome of a task is handled; `name` is that of the task. */
  async(context: { readonly name: string; readonly outcome: Outcome<unknown> }): Verdict<Halt<undefined>>
  /** After a render. What the hook assigns is shown by another one. */
  render(): void | Promise<void>
}

/** Where hooks of a view can be attached. */
export type HookStage = keyof HookCallbacks

/** Where hooks of a live component can be attached: it has neither a URL nor topics. */
export type ComponentHookStage = 'event' | 'async' | 'render'
