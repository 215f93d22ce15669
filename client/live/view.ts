import { type Extracted, extract } from '../../src/live/wire/merge.ts'
import type { Diff } from '../../src/live/wire/tree.ts'
import { createAcks } from './acks.ts'
import { all } from './all.ts'
import { AGAIN, type Channel, createChannel, type Line, unanswered } from './channel.ts'
import { createRemovals } from './components.ts'
import type { Destination } from './navigation.ts'
import { tellPush } from './push-event.ts'
import type { Push } from './pushes.ts'
import type { JoinResponse, PushResponse } from './responses.ts'
import { createScreen } from './screen.ts'
import type { Arrival, Standing, ViewReach } from './view-reach.ts'
import { dispatch, retitle } from './window.ts'

/** How often in a row a nested view tries to join. */
const MAX_ATTEMPTS = 3

/** One live view on the page. */
export interface View extends Standing {
  readonly channel: Channel
  /** The id of the view that it is nested in, and ends with. */
  readonly parent: string | undefined
  end(): void
  /** To be called when elements have come or gone. */
  changed(): void
  /** Pushes an event and gives the view's reply, or null; the elements that it came from wait meanwhile. */
  push(push: Push): Promise<unknown>
  /** Sends other parameters; says whether the view could take them. */
  patch(href: string): Promise<boolean>
  /** Sends a message that is no event, and gives the answer. */
  tell(message: string, payload: object): Promise<object>
}

/** Begins a view: it joins, merges what the server sends into its tree, and puts it on the page. */
export function createView(container: HTMLElement, arrival: Arrival, line: Line, reach: ViewReach): View {
  const { redirect } = arrival
  const isPage = !!arrival.href
  let { href, onArrived } = arrival
  /** The page still shows the view before this one. */
  let isArriving = !!redirect
  let joins = 0
  let attempts = 0
  /** What has come for a page that is shown when all recovered forms are answered. */
  let held: Diff[] | undefined
  /** Answers to the forms that are being recovered right now. */
  let recovering: Promise<unknown>[] | undefined
  const acks = createAcks()
  const screen = createScreen(reach.patch)
  const channel = createChannel(`lv:${container.id}`, line, {
    joinPayload,
    onJoin: safely(joined),
    onRefused: (response) => reach.refused(response, href, flash()),
    onMessage: safely(received),
    onState: (state) => reach.stands(view, state),
    onLost: reach.lost,
    onDown(state) {
      held = undefined
      acks.releaseAll()
      reach.stands(view, state)
      return isPage || attempts < MAX_ATTEMPTS
    },
  })
  const removals = createRemovals(container.id, channel, screen.forget)

  /** What the page before has left for this one, until that has shown it. */
  function flash(): string | undefined {
    return isArriving ? redirect?.flash : undefined
  }

  function joinPayload(): object {
    const { dataset } = container
    return {
      [redirect ? 'redirect' : 'url']: href,
      params: {
        ...reach.params(container),
        _mounts: joins,
        _mount_attempts: attempts++,
        _live_referer: redirect?.referer,
      },
      session: dataset['phxSession'],
      static: dataset['phxStatic'] || null,
      flash: flash(),
      sticky: 'phxSticky' in dataset,
    }
  }

  function joined({ rendered, container: next, live_patch, resumed }: JoinResponse): void {
    const isFirst = joins++ === 0
    attempts = 0
    const message = extract(rendered)
    const page = screen.begin(container, message.tree)
    const mine: Diff[] = []
    held = mine
    const finish = () => {
      if (held !== mine) return
      held = undefined
      if (isArriving) container = replaced(container, next)
      isArriving = false
      removals.begin()
      show(message, () => screen.join(container, page))
      for (const diff of mine) update(diff)
      if (live_patch) patched(live_patch)
      reach.stands(view, 'connected')
      onArrived?.()
      onArrived = undefined
    }
    const answers: Promise<unknown>[] = []
    recovering = answers
    if (!isFirst && !resumed) reach.recover(page.html)
    recovering = undefined
    if (answers.length > 0) Promise.allSettled(answers).then(safely(finish))
    else if (isArriving) reach.transition(safely(finish))
    else finish()
  }

  function received(event: string, payload: unknown): void {
    if (event === 'diff') update(payload as Diff)
    else if (event === 'live_patch') patched(payload as Destination)
    else reach.depart({ [event]: payload })
  }

  function answered(response: PushResponse): unknown {
    const { diff = {}, error } = response
    const reply = safely(update)(diff)
    reach.depart(response)
    if (error) throw new Error(`The server refused the event: ${error.code}.`)
    return reply
  }

  function update(diff: Diff): unknown {
    const message = extract(diff)
    if (held) held.push(diff)
    else show(message, () => screen.update(container, message.tree))
    return message.reply ?? null
  }

  function patched(destination: Destination): void {
    href = new URL(destination.to, location.href).href
    reach.livePatch(destination)
  }

  /** What cannot be merged or shown leaves the page unlike its view: a new join brings everything. */
  function safely<Args extends unknown[], Result>(
    action: (...args: Args) => Result,
  ): (...args: Args) => Result {
    return (...args) => {
      try {
        return action(...args)
      } catch (error) {
        channel.crash()
        throw error
      }
    }
  }

  async function push({ payload, holds }: Push): Promise<unknown> {
    // The page shows the view before this one, which has been left.
    if (isArriving) throw unanswered(payload.event)
    const { release, lock } = acks.hold(container.id, holds)
    const { el, kind } = holds[0]!
    // What was typed is told again when forms are recovered.
    const of = kind === 'change' ? el : AGAIN
    const done = channel.push('event', payload, of).finally(release).then(answered)
    const complete = done.catch(() => {})
    tellPush(el, {
      event: payload.event,
      eventType: kind,
      payload: payload.value,
      loadingComplete: complete,
      lockComplete: complete,
      lock(el) {
        lock({ el, kind })
        return complete
      },
    })
    return done
  }

  const view: View = {
    channel,
    isPage,
    get container() {
      return container
    },
    get parent() {
      return container.dataset['phxParentId']
    },
    end() {
      // It may be about to be shown.
      held = undefined
      channel.leave()
      acks.releaseAll()
    },
    changed: removals.check,
    push(pushed) {
      const answer = push(pushed)
      recovering?.push(answer)
      return answer
    },
    async patch(url) {
      const response: PushResponse = await channel.push('live_patch', { url })
      if (response.link_redirect) return false
      href = url
      answered(response)
      return true
    },
    async tell(message, payload) {
      const response = await channel.push(message, payload)
      answered(response)
      return response
    },
  }
  return view
}

/** Puts a message on the page, between what it dispatches before and after. */
function show({ title, events }: Extracted, put: () => void): void {
  dispatch(events, true)
  put()
  retitle(title)
  dispatch(events)
}

/** Puts the container of the next view in the place of the one before; sticky views move along. */
function replaced(
  old: HTMLElement,
  [tag, attributes]: JoinResponse['container'] = [old.tagName, {}],
): HTMLElement {
  const next = document.createElement(tag)
  const kept = ['id', 'data-phx-main', 'data-phx-session', 'data-phx-static']
  for (const name of kept) next.setAttribute(name, old.getAttribute(name) ?? '')
  for (const [name, value] of Object.entries(attributes)) next.setAttribute(name, value)
  next.append(...all('[data-phx-sticky]', old))
  old.replaceWith(next)
  return next
}
