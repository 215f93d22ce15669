import type { Hook } from '../../../client/live/index.ts'

/** Counts the letters in its field, and tells the view of the text. */
export const Counted: Hook = {
  mounted(signal) {
    const field = this.el as HTMLInputElement
    const counter = document.getElementById(field.dataset['counter'] ?? '')
    field.addEventListener(
      'input',
      () => {
        if (counter) counter.textContent = String(field.value.length)
        this.pushEvent('shorten', { text: field.value })
      },
      { signal },
    )
  },
}
