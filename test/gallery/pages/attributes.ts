import { attrs, html, liveView, Type } from 'oriel'

/** Attributes that are spread into a tag, that come and go, and that are put together. */
export const attributes = liveView({
  events: { lock: Type.Object({}), mark: Type.Object({}) },
  mount: () => ({ isLocked: false, mark: 0 }),
  handleEvent: {
    lock: (live) => live.assign({ isLocked: !live.assigns.isLocked }),
    mark: (live) => live.assign({ mark: live.assigns.mark + 1 }),
  },
  render: ({ isLocked, mark }, on) => html`
    <button id="lock" phx-click="${on.lock}">${isLocked ? 'Unlock' : 'Lock'}</button>
    <button id="mark" phx-click="${on.mark}">Mark</button>
    <input id="field" ${attrs({
      'aria-label': 'A field',
      disabled: isLocked,
      placeholder: isLocked ? 'locked' : null,
      'data-mark': mark,
    })}>
    <p id="card" class="${['card', isLocked && 'locked', mark > 0 && `mark-${mark}`]}" hidden="${mark > 2}">
      <a id="link" href="/attributes?mark=${mark}" title="${isLocked ? 'Locked & "safe"' : undefined}">A link</a>
    </p>`,
})
