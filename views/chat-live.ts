import { each, html, liveView, memo, navigate, postpone, reply, stream, Type, upload } from 'oriel'
import { textOf } from 'oriel/changeset'
import { type Chatter, type Image, imageTypes, mostImages } from '../src/chatter/index.ts'
import { avatar } from './components/avatar.ts'
import { composer, outbox } from './components/composer.ts'
import { connection } from './components/connection.ts'
import { icon } from './components/icon.ts'
import { rowId, shortId, uuidOf } from './components/message-id.ts'
import { messageRow } from './components/message-row.ts'
import { peopleCount, peopleList, peoplePage } from './components/people.ts'
import { nameTaken, sentence } from './components/sentence.ts'
import { tray } from './components/tray.ts'
import { path } from './paths.ts'
import { receiveImage } from './receive-image.ts'

const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const MessageId = Type.Object({ id: Type.String() })
const ChosenImage = Type.Object({ ref: Type.String(), alt: Type.Optional(Type.String()) })

/** The room: its messages, who is there, and the form to speak. */
export const chatLive = ({ accounts, chat, images: pictures, roster }: Chatter) =>
  liveView({
    params: Type.Object({ user_id: Type.Optional(Type.String()) }),
    session: Type.Object({ id: Type.String() }),
    uploads: {
      images: upload({
        accept: Object.values(imageTypes),
        maxEntries: mostImages,
        maxFileSize: pictures.maxBytes,
        autoUpload: true,
        writer: (entry) => receiveImage(pictures, entry),
      }),
    },
    events: {
      send_message: Type.Object({
        content: Type.String(),
        event_id: Type.Optional(Type.String({ pattern: uuid })),
        images: Type.Optional(Type.Array(ChosenImage, { maxItems: mostImages })),
      }),
      choose_images: Type.Object({}),
      remove_image: Type.Object({ ref: Type.String() }),
      load_older: MessageId,
      catch_up: MessageId,
      more_people: Type.Object({}),
      leave: Type.Object({}),
    },
    topics: { message_sent: chat.sent, roster_changed: roster.changed },

    async mount({ params, session }) {
      const user = params.user_id === undefined ? undefined : await accounts.find(params.user_id)
      if (!user) return navigate(path('/'))
      if (!roster.free(user.name, session.id)) {
        return navigate(path('/'), { flash: { error: nameTaken(user.name) } })
      }
      return {
        user,
        session,
        roster: roster.current(),
        shown: peoplePage,
        messages: stream(chat.recent(), { id: rowId }),
      }
    },

    connect(live) {
      const { user, session } = live.assigns
      if (roster.join(live, user, session.id)) return
      // Another session took the name between the page and its socket.
      live.flash('error', nameTaken(user.name))
      live.navigate(path('/'))
    },

    handleEvent: {
      async send_message(live, { content, event_id, images: chosen = [] }) {
        const { user } = live.assigns
        const eventId = event_id ?? live.eventId
        // They stay until the message is written: a refused one is sent again with them.
        const images: Image[] = []
        const note = (image: Image) => {
          images.push(image)
          return postpone()
        }
        await live.consumeUploads('images', note, chosen)
        const described = images.map((image, i) => ({ ...image, alt: chosen[i]?.alt ?? '' }))
        const sent =
          images.length === chosen.length
            ? await chat.send(user, content, eventId, described)
            : await chat.sentBefore(user, eventId)
        if (sent.ok) {
          await live.consumeUploads('images', () => {}, chosen)
          return reply({ accepted: true, id: shortId(sent.value.id) })
        }
        const { path, message } = sent.errors[0]!
        if (path === '') live.flash('error', textOf(message))
        return reply({ accepted: false, reason: sentence('Message', textOf(message)) })
      },
      choose_images() {},
      remove_image: (live, { ref }) => live.cancelUpload('images', ref),
      async load_older(live, { id }) {
        const older = await chat.before(uuidOf(id))
        live.assigns.messages.prepend(older)
        return reply({ count: older.length })
      },
      async catch_up(live, { id }) {
        for (const message of await chat.after(uuidOf(id))) live.assigns.messages.insert(message)
      },
      more_people(live) {
        live.assign({ shown: live.assigns.shown + peoplePage })
      },
      leave(live) {
        roster.leave(live, live.assigns.user)
        live.navigate(path('/'))
      },
    },

    handleInfo: {
      message_sent: (live, message) => live.assigns.messages.insert(message),
      roster_changed: (live, roster) => live.assign({ roster }),
    },

    title: () => 'The room · Chatter',

    render: ({ user, roster: view, shown, messages, images }, on) => html`
      <div class="chat"><div class="chat-frame">
        <main id="main" class="room">
          <header class="room-header">
            ${icon.brand}
            <h1>The room</h1>
            ${peopleCount(view)}
            ${connection()}
            <button type="button" class="quiet people-toggle" popovertarget="people" aria-label="${`People: ${view.online} online`}">${icon.people}</button>
            <button type="button" class="quiet" aria-label="Leave" phx-click="${on.leave}">${icon.leave} <span class="label">Leave</span></button>
          </header>
          <div id="conversation" class="conversation" phx-hook="Conversation" data-reader="${user.name}">
            <div id="scroller" class="scroller" role="region" aria-label="Conversation" tabindex="0">
              <div id="page" class="page" phx-hook="Ago">
                <p id="history" class="history" phx-update="ignore"></p>
                <div id="messages" role="log" aria-label="Messages" phx-update="stream">
                  <p id="messages-empty" class="empty">No messages yet. Start the conversation!</p>
                  ${each(messages, messageRow)}
                </div>
                ${memo([user], () => outbox(user))}
              </div>
            </div>
            <div id="pill" class="pill" phx-update="ignore"><button type="button" hidden>${icon.down} <span></span></button></div>
          </div>
          ${tray({ images, choose: on.choose_images, remove: on.remove_image })}
          ${composer(on.send_message)}
          <p class="hint">${
            view.online <= 1
              ? "You're the only one here. Tell your friends about this chat!"
              : 'Enter sends, Shift and Enter begin a new line.'
          }</p>
        </main>
        <aside id="people" class="people" aria-labelledby="people-title" popover>
          <div class="people-heading">
            <h2 id="people-title">People</h2>
            ${peopleCount(view)}
            <button type="button" class="quiet" popovertarget="people" popovertargetaction="hide" aria-label="Close">${icon.close}</button>
          </div>
          ${peopleList({ roster: view, people: roster.first(view, shown), more: on.more_people })}
          <p class="reader">${avatar(user.name)} <span>You are <strong class="name">${user.name}</strong></span></p>
        </aside>
      </div></div>`,
  })
