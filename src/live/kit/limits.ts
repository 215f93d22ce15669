/** Every bound of the framework; each may be set where the app is put together. */
export interface Limits {
  /** Messages that may wait for one view. */
  readonly mailbox: number
  /** Milliseconds that one callback of a view may take, waiting included. */
  readonly turnMs: number
  /** Milliseconds that a turn may hold up all others before it is logged. */
  readonly slowTurnMs: number
  /** Bytes of one message to a browser beyond which the log has a warning, for developers; 0 for never. */
  readonly largeBytes: number
  /** Milliseconds of work on views after which sockets and timers get their turn. */
  readonly sliceMs: number
  /** Milliseconds that broadcasts wait at most to be shown with those that follow, where many are; 0 for never. */
  readonly mergeMs: number
  /** Changes of one stream that may wait for a browser. */
  readonly pendingRows: number
  /** Pushed events that may wait for a browser. */
  readonly pendingEvents: number
  /** Patches in a row that a view may answer its own patches with. */
  readonly patches: number
  /** Views that may be mounting at once; more wait their turn. */
  readonly mounts: number
  /** Bytes on their way to one browser above which its broadcasts are held back. */
  readonly heldBackBytes: number
  /** Bytes on their way to one browser above which it is disconnected. */
  readonly droppedBytes: number
  /** Milliseconds that a browser may take nothing before it is disconnected. */
  readonly stalledMs: number
  /** Milliseconds of silence after which a socket is taken for dead; clients send a heartbeat every 30 s. */
  readonly idleMs: number
  /** Milliseconds that a long poll is held while there is nothing to say; clients give up after 20 s. */
  readonly pollMs: number
  /** Bytes of one message from a browser. */
  readonly frameBytes: number
  /** Views on one socket. */
  readonly channels: number
  /** Files on their way on one socket. */
  readonly uploads: number
  /** Bytes of one uploaded file, unless its upload says otherwise; so for those that follow. */
  readonly uploadBytes: number
  /** Bytes of an uploaded file that travel at once. */
  readonly uploadChunkBytes: number
  /** Milliseconds that a browser may let pass between two chunks of a file. */
  readonly uploadChunkMs: number
  /** Files of one upload at once. */
  readonly uploadEntries: number
  /** Bytes that temporary files of all uploads of the process may take at once. */
  readonly uploadDiskBytes: number
  /** Milliseconds that the view of a page waits for its socket; 0 ends it with the answer. */
  readonly waitingMs: number
  /** Pages whose views may wait at once; the one that has waited longest makes room. */
  readonly waitingPages: number
  /** Share of the heap limit that waiting views may take, reckoned by the size of their pages. */
  readonly waitingShare: number
  /** Milliseconds that a view outlives its lost connection, where its browser can resume; 0 ends it with the connection. */
  readonly resumeMs: number
  /** Views without a connection at once; the one that has been without for longest makes room. */
  readonly parkedViews: number
  /** Share of the heap limit that views without a connection may take, reckoned like those that wait. */
  readonly parkedShare: number
  /** Milliseconds after which somebody whose connection is lost is not present any more. */
  readonly lingerMs: number
  /** Bytes of messages that a view keeps until its browser has acknowledged them. */
  readonly outboxBytes: number
  /** Share of the heap limit in use above which no view is kept without a socket. */
  readonly crowdedShare: number
}

export const defaultLimits: Limits = Object.freeze({
  mailbox: 1000,
  turnMs: 15_000,
  slowTurnMs: 50,
  largeBytes: 0,
  sliceMs: 10,
  mergeMs: 16,
  pendingRows: 1000,
  pendingEvents: 100,
  patches: 20,
  mounts: 50,
  heldBackBytes: 64 * 1024,
  droppedBytes: 1024 * 1024,
  stalledMs: 60_000,
  idleMs: 60_000,
  pollMs: 10_000,
  frameBytes: 256 * 1024,
  channels: 100,
  uploads: 100,
  uploadBytes: 8_000_000,
  uploadChunkBytes: 64_000,
  uploadChunkMs: 10_000,
  uploadEntries: 1,
  uploadDiskBytes: 1024 * 1024 * 1024,
  waitingMs: 10_000,
  waitingPages: 1000,
  waitingShare: 0.1,
  resumeMs: 60_000,
  parkedViews: 10_000,
  parkedShare: 0.2,
  lingerMs: 5000,
  outboxBytes: 128 * 1024,
  crowdedShare: 0.8,
})
