import { html, liveForm, liveView, Type } from 'oriel'
import { check, checks } from 'oriel/changeset'
import { button, form, input } from 'oriel/components'

const Fields = Type.Object({ word: Type.String() })

const asking = liveForm(Fields, {
  check: checks(
    Fields,
    check('word', (word) => (word === 'please' ? undefined : 'Say the magic word.')),
  ),
})

/** A form that the view checks first, and that the browser then posts to an ordinary page. */
export const triggerAction = liveView({
  events: { check: asking },
  mount: ({ csrf }) => ({ csrf, form: asking.start() }),
  handleEvent: { check: (live, form) => live.assign({ form }) },
  render: ({ csrf, form: asked }, on) => {
    const isFine = asked.action === 'submit' && asked.ok
    return form(
      { of: asked, submit: on.check, action: '/echo', csrf, triggerAction: isFine },
      html`
        ${input({ field: asked.field('word'), label: 'Word' })}
        ${button({ attributes: { name: 'via', value: 'button' } }, 'Post')}`,
    )
  },
})
