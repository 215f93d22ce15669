import type { FastifyInstance } from 'fastify'
import { html, type Layout, liveView, Type } from 'oriel'
import { topic } from 'oriel/bus'
import type { Limits } from '../../../src/live/kit/limits.ts'
import { CountingPubSub } from '../actor/counting-pubsub.ts'
import type { useServer } from './serve.ts'

export const news = topic<string>('resumed.news')
const layout: Layout = ({ content }) => content

/** Serves a view that counts; `ran` has what it was told to add, in order, and `ids` has the UUID of each such event. */
export const useCounter =
  (serve: ReturnType<typeof useServer>) =>
  async (limits: Partial<Limits> = {}, extend: (app: FastifyInstance) => void = () => {}) => {
    const ran: number[] = []
    const ids: string[] = []
    const counts = { mounts: 0 }
    const view = liveView({
      events: { add: Type.Object({ by: Type.Integer() }) },
      topics: { news },
      mount: () => ({ edition: ++counts.mounts, sum: 0, text: '' }),
      handleEvent: {
        add(live, { by }) {
          ran.push(by)
          ids.push(live.eventId)
          live.assign({ sum: live.assigns.sum + by })
        },
      },
      handleInfo: { news: (live, text) => live.assign({ text }) },
      render: ({ edition, sum, text }) => html`<p>${edition}: ${sum}, ${text}</p>`,
    })
    const pubsub = new CountingPubSub()
    const app = await serve({ routes: [{ path: '/', view }], layout, pubsub, limits, extend })
    const own = pubsub.listeners
    return { app, pubsub, ran, ids, counts, running: () => pubsub.listeners - own }
  }

export type Served = Awaited<ReturnType<ReturnType<typeof useCounter>>>
