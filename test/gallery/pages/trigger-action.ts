import { html, liveView, Type } from 'oriel'

/** A form that the view checks first, and that the browser then posts to an ordinary page. */
export const triggerAction = liveView({
  events: { check: Type.Object({ word: Type.String() }) },
  mount: () => ({ csrf: '', word: '', problem: '', isFine: false }),
  // The token of the page, which every form that is posted has to carry.
  connect: (live, { params }) => live.assign({ csrf: String(params['_csrf_token']) }),
  handleEvent: {
    check(live, { word }) {
      const isFine = word === 'please'
      live.assign({ word, isFine, problem: isFine ? '' : 'Say the magic word.' })
    },
  },
  render: ({ csrf, word, problem, isFine }, on) => html`
    <form id="form" action="/echo" method="post" phx-submit="${on.check}" phx-trigger-action="${isFine}">
      <input type="hidden" name="_csrf_token" value="${csrf}">
      <label>Word <input id="word" name="word" value="${word}"></label>
      <button name="via" value="button">Post</button>
    </form>
    <p id="problem">${problem}</p>`,
})
