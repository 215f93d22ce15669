import { hooks as beside } from 'oriel:hooks'
import type { Hook } from '../../../client/live/index.ts'
import './window.ts'

const write = (id: string, text: string) => {
  const element = document.getElementById(id)
  if (element) element.textContent = text
}

/** Asks the view, and writes down its reply. */
const Asker: Hook = {
  mounted() {
    this.el.addEventListener('click', () => {
      this.pushEvent('ask', { number: Number(this.el.dataset['number']) }, (reply) => {
        write('answer', JSON.stringify(reply))
      })
    })
  },
}

/** Writes down what the view pushes, as a hook hears it and as the window does. */
const Listener: Hook = {
  mounted() {
    const hear = (from: string, payload: unknown) => {
      this.el.textContent += `${from}: ${JSON.stringify(payload)} `
    }
    this.handleEvent('greeted', (payload) => hear('hook', payload))
    window.addEventListener('phx:greeted', (event) => hear('window', (event as CustomEvent).detail))
  },
}

const tell = (what: string) => {
  const entry = document.createElement('li')
  entry.textContent = what
  document.getElementById('told')?.append(entry)
}

/** Writes down what happens to its element. */
const Diary: Hook = {
  mounted: () => tell('mounted'),
  beforeUpdate() {
    tell(`before update of ${this.el.dataset['value']}`)
  },
  updated() {
    tell(`updated to ${this.el.dataset['value']}`)
  },
  destroyed: () => tell('destroyed'),
  disconnected: () => tell('disconnected'),
  reconnected: () => tell('reconnected'),
}

/** Writes into its field what it is told by an event of the DOM. */
const Writer: Hook = {
  mounted() {
    this.el.addEventListener('gallery:write', (event) => {
      ;(this.el as HTMLInputElement).value = (event as CustomEvent<{ text: string }>).detail.text
    })
  },
}

/** Writes down how its element comes and goes, and lets patches go on when it is told to. */
const Curtain: Hook = {
  mounted() {
    for (const name of ['phx:show-start', 'phx:show-end', 'phx:hide-start', 'phx:hide-end'])
      this.el.addEventListener(name, () =>
        tell(`${name} at ${document.getElementById('count')?.textContent}`),
      )
    this.el.addEventListener('gallery:hold', (held) => {
      const { done } = (held as CustomEvent<{ done: () => void }>).detail
      this.el.addEventListener('gallery:release', done)
    })
  },
}

/** The same for whatever its element belongs to. */
const PresserHere: Hook = {
  mounted() {
    this.el.addEventListener('click', () => this.pushEventTo(this.el, this.el.dataset['event'] ?? ''))
  },
}

/** Writes down how its element comes and goes, by its id. */
const Named: Hook = {
  mounted() {
    tell(`${this.el.id} mounted`)
  },
  destroyed() {
    tell(`${this.el.id} destroyed`)
  },
}

/** Gives its element the id that it has, and is told of the same as any other. */
const SelfNamed: Hook = {
  mounted() {
    this.js().setAttribute(this.el, 'id', this.el.id)
    tell('self mounted')
  },
  updated: () => tell('self updated'),
  destroyed: () => tell('self destroyed'),
}

/** Lends itself to the tests, and runs the commands that the view pushes. */
const Director: Hook = {
  mounted() {
    window.director = this as unknown as Window['director']
    this.handleEvent('direct', ({ commands }: { commands: [] }) => this.js().exec(commands))
    const seen = ({ when }: { when: string }) =>
      tell(`${when}: ${document.getElementById('count')?.textContent}`)
    this.handleEvent('seen', seen)
  },
}

/** Shows a picture that it has drawn, as previews of files do. */
const Picture: Hook = {
  mounted() {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>'
    ;(this.el as HTMLImageElement).src = URL.createObjectURL(new Blob([drawing], { type: 'image/svg+xml' }))
  },
}

/** Chooses files for an upload, as a script does that has made some. */
const Picker: Hook = {
  mounted() {
    this.el.addEventListener('click', () => {
      const file = new File(['made'], 'made.txt', { type: 'text/plain' })
      this.upload(this.el.dataset['upload'] ?? 'files', [
        Object.assign(file, { meta: () => ({ made: 'here' }) }),
      ])
    })
  },
}

/** Chooses a file, and types in the same moment. */
const PickerAndTyper: Hook = {
  mounted() {
    this.el.addEventListener('click', () => {
      this.upload(this.el.dataset['upload'] ?? '', [new File(['made'], 'made.txt', { type: 'text/plain' })])
      const field = document.getElementById('text') as HTMLInputElement
      field.value = 'typed'
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
  },
}

/** Writes down at which address its element was patched. */
const Address: Hook = {
  updated() {
    this.el.title = location.search
  },
}

/** Pushes as soon as it is there, as often as it is told to. */
const Eager: Hook = {
  mounted() {
    const { event = '', times } = this.el.dataset
    for (let i = 0; i < Number(times); i++) this.pushEventTo(this.el, event)
  },
}

/** Pushes when something in its element is clicked. */
const Presser: Hook = {
  mounted() {
    this.el.addEventListener('click', () => this.pushEvent(this.el.dataset['event'] ?? ''))
  },
}

export const hooks = {
  ...beside,
  Asker,
  Listener,
  Diary,
  Writer,
  Curtain,
  Director,
  Picture,
  Picker,
  PickerAndTyper,
  Address,
  Eager,
  Presser,
  PresserHere,
  Named,
  SelfNamed,
}
