import { type EventRef, each, html } from 'oriel'
import type { Person, RosterView } from '../../src/chatter/index.ts'
import { avatar } from './avatar.ts'

/** How many people a list shows at first, and how many more each time its end is reached. */
export const peoplePage = 200

/** "3 online of 128", true of everyone and not only of those shown. */
export const peopleCount = ({ online, total }: RosterView) =>
  html`<p class="count">${online} online of ${total}</p>`

interface PeopleList {
  readonly roster: RosterView
  /** The first of the roster's people, one array for everyone who sees as many. */
  readonly people: readonly Person[]
  /** Asks for more people. */
  readonly more: EventRef<object>
}

/** The list of people, online first; more of them come as its end is scrolled into sight. */
export const peopleList = ({ roster, people, more }: PeopleList) => html`
  <ul id="people-list" class="people-list" role="list" tabindex="0" aria-label="People, online first" phx-viewport-bottom="${people.length < roster.total && more}">
    ${each(people, idOf, personRow)}
  </ul>`

const idOf = ({ id }: Person) => id

const personRow = ({ id, name, online }: Person) => html`
<li id="person-${id}" class="${['person', online ? 'online' : 'offline']}">
  ${avatar(name)} <span class="name">${name}</span> <span class="presence">${online ? 'online' : 'offline'}</span>
</li>`
