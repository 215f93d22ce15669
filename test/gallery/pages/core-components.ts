import { html, liveView, Type } from 'oriel'
import { button, header, type IconName, icon, list, modal, table } from 'oriel/components'

interface Fruit {
  readonly id: number
  readonly name: string
  readonly price: number
}

const fruits: readonly Fruit[] = [
  { id: 1, name: 'Apple', price: 0.5 },
  { id: 2, name: 'Banana', price: 0.25 },
  { id: 3, name: 'Cherry', price: 12 },
]

const iconNames: readonly IconName[] = [
  'alert',
  'check',
  'close',
  'down',
  'info',
  'minus',
  'next',
  'pencil',
  'plus',
  'previous',
  'search',
  'trash',
  'up',
]

/** Headers, buttons, tables, lists, icons, short messages and a dialog. */
export const coreComponents = liveView({
  events: {
    tell: Type.Object({}),
    fail: Type.Object({}),
    ask: Type.Object({ id: Type.Integer() }),
    close: Type.Object({}),
    remove: Type.Object({}),
  },
  mount: () => ({ fruits, asked: undefined as Fruit | undefined }),
  handleEvent: {
    tell: (live) => live.flash('info', 'It went well.'),
    fail: (live) => live.flash('error', 'It went wrong.'),
    ask: (live, { id }) => live.assign({ asked: live.assigns.fruits.find((fruit) => fruit.id === id) }),
    close: (live) => live.assign({ asked: undefined }),
    remove(live) {
      const { fruits, asked } = live.assigns
      live.assign({ fruits: fruits.filter((fruit) => fruit !== asked), asked: undefined })
    },
  },
  render: ({ fruits, asked }, on) => html`
    ${header({
      title: 'Fruits',
      subtitle: 'What there is today.',
      actions: html`
        ${button({ type: 'button', attributes: { id: 'tell', 'phx-click': on.tell } }, html`${icon('check')} Tell`)}
        ${button({ type: 'button', kind: 'primary', attributes: { id: 'fail', 'phx-click': on.fail } }, 'Fail')}`,
    })}
    ${table({
      id: 'fruits',
      caption: 'Prices by the piece, cherries by the kilo.',
      rows: fruits,
      key: ({ id }) => id,
      columns: [
        { label: 'Fruit', cell: ({ name }) => name },
        { label: 'Price', cell: ({ price }) => price.toFixed(2), isNumber: true },
      ],
      actions: ({ id, name }) =>
        button(
          {
            kind: 'quiet',
            type: 'button',
            attributes: { id: `ask-${id}`, 'aria-label': `Remove ${name}`, 'phx-click': on.ask({ id }) },
          },
          icon('trash'),
        ),
    })}
    ${header({ title: 'Facts', level: 2 })}
    ${list([
      { title: 'Kinds', content: fruits.length },
      { title: 'Icons', content: html`<span class="icons">${iconNames.map(icon)}</span>` },
    ])}
    ${
      asked !== undefined &&
      modal(
        { id: 'sure', title: `Remove ${asked.name}?`, close: on.close, opener: `#ask-${asked.id}` },
        html`
          <p>It will not be for sale any more.</p>
          <div class="o-actions">
            ${button({ kind: 'danger', type: 'button', attributes: { id: 'remove', 'phx-click': on.remove } }, 'Remove')}
            ${button({ type: 'button', attributes: { id: 'keep', 'phx-click': on.close } }, 'Keep')}
          </div>`,
      )
    }`,
})
