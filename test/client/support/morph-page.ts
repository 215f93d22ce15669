import { createMorph } from '../../../client/live/morph.ts'

import './window.ts'

window.morph = async (before, after) => {
  const container = document.querySelector('main') as HTMLElement
  const template = document.createElement('template')
  container.innerHTML = before
  template.innerHTML = after
  const old = new Set(container.querySelectorAll('*'))
  let placed = 0
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) placed += addedNodes.length
  })
  observer.observe(container, { childList: true, subtree: true })
  const morph = createMorph([template.content], {
    find: (key) => container.querySelector(`[id="${key}"]`) ?? undefined,
    isJoin: false,
    update: () => true,
    onInserted: () => {},
    descend: () => true,
    mayGo: () => true,
  })
  morph.children(container, template.content)
  morph.end()
  await Promise.resolve()
  observer.disconnect()
  const kept = [...container.querySelectorAll('[id]')].filter((el) => old.has(el)).map(({ id }) => id)
  return { html: container.innerHTML, kept, placed }
}
