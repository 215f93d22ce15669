import { describe, expect, test } from 'vitest'
import { owner } from '../live/bus/owner.ts'
import { register } from '../support/chatter.ts'
import { testDatabase } from '../support/database.ts'
import { chatterPages } from './chatter-pages.ts'

const database = await testDatabase()

describe('the home page', () => {
  test('leads whoever chooses a name to the chat, and registers a new one', async () => {
    const { accounts, openHome } = await chatterPages(database)
    const view = await openHome()

    await view.submit('#username-form', { name: '  cleo ' })

    const cleo = await accounts.findByName('cleo')
    expect(view.left?.to).toBe(`/chat?user_id=${cleo?.id}`)
  })

  test('gives a name that is registered and away to whoever asks', async () => {
    const { ana, openHome } = await chatterPages(database)
    const view = await openHome()

    await view.submit('#username-form', { name: 'ana' })

    expect(view.left?.to).toBe(`/chat?user_id=${ana.id}`)
  })

  test.each([
    [' ', 'Username cannot be empty'],
    ['x'.repeat(51), 'Username should be at most 50 character(s)'],
    ['no spaces', 'Username can only contain letters, numbers, underscores, and hyphens'],
  ])('says under the field what is wrong with "%s", and keeps it', async (name, problem) => {
    const view = await (await chatterPages(database)).openHome()

    await view.submit('#username-form', { name })

    expect(view.text('#name-problem')).toBe(problem)
    expect(view.attribute('#name', 'value')).toBe(name)
    expect(view.attribute('#name', 'aria-invalid')).toBe('true')
    expect(view.attribute('#name', 'aria-describedby')).toContain('name-problem')
    expect(view.left).toBeUndefined()
  })

  test('refuses the name of someone who is online in another browser', async () => {
    const { roster, ana, openHome } = await chatterPages(database)
    roster.join(owner('her tab'), ana, 'her session')
    const view = await openHome('my session')

    await view.submit('#username-form', { name: 'ana' })

    expect(view.text('#name-problem')).toBe(
      "Username 'ana' is currently online. Please choose a different name.",
    )
  })

  test('lets a second tab of the same browser in under the same name', async () => {
    const { roster, ana, openHome } = await chatterPages(database)
    roster.join(owner('first tab'), ana, 'my session')
    const view = await openHome('my session')

    await view.submit('#username-form', { name: 'ana' })

    expect(view.left?.to).toBe(`/chat?user_id=${ana.id}`)
  })

  test('says so when the database is away, and nothing is lost', async () => {
    const { openHome } = await chatterPages(database)
    const view = await openHome()
    await database.stop()

    await view.submit('#username-form', { name: 'cleo' })
    await database.start()

    expect(view.text('#name-problem')).toBe('Something went wrong. Try again in a moment.')
    expect(view.attribute('#name', 'value')).toBe('cleo')
  })

  test('shows who is there, those online first, and changes as they come and go', async () => {
    const { roster, ben, openHome } = await chatterPages(database)
    const view = await openHome()
    const tab = owner('tab')

    roster.join(tab, ben, 'his session')
    await expect.poll(() => view.texts('.person .name')).toEqual(['ben', 'ana'])
    expect(view.text('.count')).toBe('1 online of 2')
    expect(view.texts('.presence')).toEqual(['online', 'offline'])

    tab.end()
    await expect.poll(() => view.text('.count')).toBe('0 online of 2')
    expect(view.texts('.person .name')).toEqual(['ana', 'ben'])
  })

  test('shows 200 people, more when the end of the list is reached, and counts all of them', async () => {
    const { roster, openHome, ...chatter } = await chatterPages(database)
    await Promise.all(Array.from({ length: 203 }, (_, i) => register(chatter, `guest_${i}`)))
    await expect.poll(() => roster.current().total).toBe(205)
    const view = await openHome()

    expect(view.count('.person')).toBe(200)
    expect(view.text('.count')).toBe('0 online of 205')
    expect(view.attribute('#people-list', 'phx-viewport-bottom')).toBe('more_people')

    await view.pushEvent('more_people')
    expect(view.count('.person')).toBe(205)
    expect(view.attribute('#people-list', 'phx-viewport-bottom')).toBeNull()
  })
})
