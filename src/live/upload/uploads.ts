import { isRecord } from '../changeset/cast.ts'
import { LiveError } from '../kit/error.ts'
import type { Upload, UploadEntry } from '../template/upload.ts'
import type { MaybePromise } from '../view/live.ts'
import type { Postponed } from '../view/outcome.ts'
import type { Uploads as Declared } from '../view/upload.ts'
import type { UploadGround } from './ground.ts'
import type { Reception } from './reception.ts'
import { RunningUpload } from './running-upload.ts'

/** What takes over a file that is whole. What `file` is, only the view's author knows. */
export type Use<R> = (file: never, entry: UploadEntry) => MaybePromise<R | Postponed>

/** Some files of an upload. */
export type Chosen = readonly Pick<UploadEntry, 'ref'>[]

/** Says to the author of a view that it declares no uploads. */
export function withoutUploads(owner: string): never {
  throw new LiveError('bad_definition', `${owner} has no uploads. Declare them in uploads.`)
}

/** How far a file has come, as its view hears of it. */
export interface Progress {
  readonly name: string
  readonly entry: UploadEntry
}

type Running = ReadonlyMap<string, RunningUpload>

/** The uploads of one view or live component. */
export class Uploads {
  readonly #declared: Declared
  readonly #owner: string
  readonly #ground: () => UploadGround
  readonly #show: (changes: object) => void
  /** Undefined until somebody chooses a file: most never do. */
  #running: Running | undefined

  /** `show` is given the assigns that have changed, in a turn; `owner` names the view in errors. */
  constructor(
    declared: Declared,
    owner: string,
    ground: () => UploadGround,
    show: (changes: object) => void,
  ) {
    this.#declared = declared
    this.#owner = owner
    this.#ground = ground
    this.#show = show
  }

  /** The assigns that they are. */
  get values(): Readonly<Record<string, Upload>> {
    const uploads = this.#running ?? this.#make()
    return Object.fromEntries([...uploads].map(([name, upload]) => [name, upload.value]))
  }

  get #byName(): Running {
    this.#running ??= this.#make()
    return this.#running
  }

  #make(): Running {
    const ground = this.#ground()
    return new Map(
      Object.entries(this.#declared).map(([name, { options }]) => {
        const changed = (value: Upload) => this.#show({ [name]: value })
        return [name, new RunningUpload(name, options, ground, changed)]
      }),
    )
  }

  /** Whether an upload with that ref is among them. */
  has(ref: unknown): boolean {
    return this.#byRef(ref) !== undefined
  }

  /** Takes in what came with a change of a form: for each upload, the files that were chosen. */
  select(chosen: Readonly<Record<string, unknown>>): void {
    for (const [ref, files] of Object.entries(chosen))
      if (Array.isArray(files)) this.#byRef(ref)?.select(files)
  }

  /** The browser asks to send files; gives the answer. */
  async preflight(ref: unknown, entries: readonly unknown[]): Promise<object | undefined> {
    return this.#byRef(ref)?.preflight(entries.map((entry) => (isRecord(entry) ? String(entry['ref']) : '')))
  }

  /** The browser tells how far a file has come. */
  progress(ref: unknown, entry: unknown, told: unknown): Progress | LiveError | undefined {
    const upload = this.#byRef(ref)
    const isPercent = Number.isInteger(told) && Number(told) >= 0 && Number(told) <= 100
    if (!isPercent && !isRecord(told)) return new LiveError('malformed_frame', 'A progress is no percentage.')
    const moved = upload?.progress(String(entry), told)
    return moved && { name: upload!.name, entry: moved }
  }

  /** The browser is back after a lost connection. */
  expect(): void {
    for (const upload of this.#byName.values()) upload.expect()
  }

  /** The browser begins to send a file, or goes on with it. */
  open(ref: string, entry: string, canGoOn: boolean): Reception | 'disallowed' | 'already_registered' {
    return this.#byRef(ref)?.open(entry, canGoOn) ?? 'disallowed'
  }

  allow(name: string, isAllowed: boolean): void {
    this.#named(name).allow(isAllowed)
  }

  cancel(name: string, ref?: string): void {
    this.#named(name).cancel(ref)
  }

  consume<R>(name: string, use: Use<R>, only?: Chosen): Promise<readonly R[]> {
    return this.#named(name).consume(use as (file: unknown, entry: UploadEntry) => R | Postponed, only)
  }

  /** The view has ended: nothing of its files stays behind. */
  end(): void {
    for (const upload of this.#running?.values() ?? []) upload.end()
  }

  #byRef(ref: unknown): RunningUpload | undefined {
    return [...this.#byName.values()].find((upload) => upload.ref === ref)
  }

  #named(name: string): RunningUpload {
    const upload = this.#byName.get(name)
    if (upload) return upload
    const names = [...this.#byName.keys()].join(', ') || 'none'
    throw new LiveError(
      'bad_definition',
      `${this.#owner} has no upload "${name}". Its uploads: ${names}. Declare it in uploads.`,
    )
  }
}
