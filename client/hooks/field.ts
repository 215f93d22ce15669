/** The text field of a form that sends on Enter. */
export interface Field {
  /** The text as it would be sent: without blanks at its ends. */
  readonly text: string
  /** How many characters it has beyond the limit; 0 or less when it fits. */
  readonly excess: number
  /** Empties the field. */
  clear(): void
  /** Puts lines before whatever is typed by now. */
  putBack(lines: readonly string[]): void
  /** Takes what was put back away, if it stands there still. */
  takeAway(line: string): void
  focus(): void
}

const draftKey = 'chatter-draft'
const nearLimit = 100

/**
 * Looks after a textarea: it grows with its text, Enter submits and Shift+Enter breaks the line, a counter appears
 * near the form's `data-limit`, and what is typed survives a reload.
 */
export function field(form: HTMLFormElement, signal: AbortSignal): Field {
  const input = form.elements.namedItem('content') as HTMLTextAreaElement
  const counter = form.querySelector('.counter') as HTMLElement
  const limit = Number(form.dataset['limit'])
  const text = () => input.value.trim()
  const excess = () => [...text()].length - limit

  function changed(): void {
    sessionStorage.setItem(draftKey, input.value)
    counter.textContent = counterText(excess())
    form.classList.toggle('over', excess() > 0)
    grow(input)
  }

  function set(value: string): void {
    input.value = value
    changed()
  }

  input.addEventListener('input', changed, { signal })
  input.addEventListener('keydown', (event) => submitOnEnter(event, form), { signal })
  set(input.value || (sessionStorage.getItem(draftKey) ?? ''))
  return {
    get text() {
      return text()
    },
    get excess() {
      return excess()
    },
    clear: () => set(''),
    putBack: (lines) => set([...lines, input.value].filter(Boolean).join('\n')),
    takeAway(line) {
      if (`${input.value}\n`.startsWith(`${line}\n`)) set(input.value.slice(line.length + 1))
    },
    focus: () => input.focus(),
  }
}

function counterText(excess: number): string {
  if (excess < -nearLimit) return ''
  return excess > 0 ? `${excess} too many` : `${-excess} left`
}

function submitOnEnter(event: KeyboardEvent, form: HTMLFormElement): void {
  // Enter also ends the composition of a character, in the scripts that are typed so.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  form.requestSubmit()
}

/** For browsers without `field-sizing`; the stylesheet sets the limit of five lines. */
function grow(input: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return
  input.style.blockSize = 'auto'
  input.style.blockSize = `${input.scrollHeight}px`
}
