import { html, liveView } from 'oriel'

/** What the browser tells when it connects, and where it connects from. */
export const connect = liveView({
  mount: () => ({ language: 'not known', mounts: 0, userAgent: '', address: '' }),
  connect(live, { params, info: { userAgent, address } }) {
    const { language, _mounts } = params
    live.assign({ language: String(language), mounts: Number(_mounts) + 1, userAgent, address })
  },
  render: ({ language, mounts, userAgent, address }) => html`
    <p id="language">${language}</p>
    <p id="mounts">${mounts}</p>
    <p id="user-agent">${userAgent}</p>
    <p id="address">${address}</p>`,
})
