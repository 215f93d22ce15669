import { each, html, liveView, type Stream, stream, Type } from 'oriel'

interface Line {
  readonly id: string
}
const names = ['attic', 'lobby'] as const
type RoomName = (typeof names)[number]
interface Room {
  readonly name: RoomName
}
interface Folder {
  readonly id: string
  readonly title: string
}

const lineRow = ({ id }: Line, domId: string) => html`<li id="${domId}">${id}</li>`
const lines = (id: string, of: Stream<Line>) =>
  html`<ul id="${id}" phx-update="stream">${each(of, lineRow)}</ul>`

const nameOf = ({ name }: Room) => name
const roomRow = ({ name }: Room, streams: Readonly<Record<RoomName, Stream<Line>>>) =>
  html`<section id="room-${name}">${lines(`in-${name}`, streams[name])}</section>`
const folderRow = ({ title }: Folder, domId: string, files: Stream<Line>) =>
  html`<section id="${domId}"><h2>${title}</h2>${lines('in-folder', files)}</section>`

/** Streams in the rows of a list, and in the row of a stream: that one shows what is new when its row is renewed. */
export const nestedStreams = liveView({
  events: {
    say: Type.Object({ room: Type.Enum(names), text: Type.String() }),
    turn: Type.Object({}),
    file: Type.Object({}),
    rename: Type.Object({}),
  },
  mount: () => ({
    rooms: names.map((name): Room => ({ name })),
    attic: stream([{ id: 'dust' }]),
    lobby: stream([{ id: 'hello' }]),
    folders: stream<Folder>([{ id: 'a', title: 'Letters' }]),
    files: stream([{ id: 'one' }]),
  }),
  handleEvent: {
    say: (live, { room, text }) => live.assigns[room].insert({ id: text }),
    turn: (live) => live.assign({ rooms: live.assigns.rooms.toReversed() }),
    file: (live) => live.assigns.files.insert({ id: 'two' }),
    rename: (live) => live.assigns.folders.insert({ id: 'a', title: 'Post' }),
  },
  render: ({ rooms, attic, lobby, folders, files }, on) => html`
    <button id="say-attic" phx-click="${on.say({ room: 'attic', text: 'boo' })}">Say boo in the attic</button>
    <button id="say-lobby" phx-click="${on.say({ room: 'lobby', text: 'bye' })}">Say bye in the lobby</button>
    <button id="turn" phx-click="${on.turn}">Turn the rooms around</button>
    <div id="rooms">${each(rooms, nameOf, roomRow, { attic, lobby })}</div>
    <button id="file" phx-click="${on.file}">File something</button>
    <button id="rename" phx-click="${on.rename}">Rename the folder</button>
    <div id="folders" phx-update="stream">${each(folders, folderRow, files)}</div>`,
})
