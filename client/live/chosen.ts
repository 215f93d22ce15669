import { isLocked, isLockedIn } from './acks.ts'
import { all } from './all.ts'
import { fields } from './forms.ts'

/** A file that a person has chosen for an upload. */
export interface Chosen {
  readonly ref: string
  readonly file: File
  /** The view has answered to it. */
  isTold?: boolean
  /** The page has shown that the view knows it. */
  isSeen?: boolean
  /** Settles when it has been sent, was refused, or is given up. */
  sending?: Promise<unknown> | undefined
  isSent?: boolean
  giveUp?: () => void
}

/** The file inputs of uploads. */
export const UPLOADS = 'input[data-phx-upload-ref]'

const byInput = new WeakMap<Element, readonly Chosen[]>()
let count = 0

export const chosenIn = (input: Element): readonly Chosen[] => byInput.get(input) ?? []

/** The file inputs of a form. */
export const uploadsOf = (form: HTMLFormElement): HTMLInputElement[] =>
  fields(form).filter((field): field is HTMLInputElement => field.matches(UPLOADS))

function keep(input: HTMLInputElement, files: Iterable<File>): void {
  const fresh = [...files].map((file) => ({ ref: `${count++}`, file }))
  byInput.set(input, [...(input.multiple ? chosenIn(input) : []), ...fresh])
}

/** Chooses files for an upload, as a person does. */
export function choose(input: HTMLInputElement, files: Iterable<File>): void {
  input.value = ''
  keep(input, files)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

export const describe = ({ ref, file }: Chosen): object => ({
  ref,
  last_modified: file.lastModified,
  name: file.name,
  relative_path: file.webkitRelativePath,
  size: file.size,
  type: file.type,
  meta: (file as { meta?: () => unknown }).meta?.(),
})

/** What a change tells the view of the files of these inputs; with `anew` none of them has ever been sent. */
export function described(inputs: readonly HTMLInputElement[], anew: boolean): object | undefined {
  for (const input of inputs) {
    if (anew)
      byInput.set(
        input,
        chosenIn(input).map(({ ref, file, giveUp }) => {
          giveUp?.()
          return { ref, file }
        }),
      )
    else if (input.files?.length) keep(input, input.files)
    // Whoever chooses more may choose the same file again.
    if (input.multiple) input.value = ''
  }
  return inputs.length > 0
    ? Object.fromEntries(
        inputs.map((input) => [input.dataset['phxUploadRef'], chosenIn(input).map(describe)]),
      )
    : undefined
}

/** Forgets the files that the view does not know any more, and gives the inputs that have some. */
export function settleChosen(): readonly HTMLInputElement[] {
  return all<HTMLInputElement>(UPLOADS).filter((input) => {
    const known = chosenIn(input)
    // While it is locked it does not show what the view knows.
    if (known.length === 0 || isLocked(input) || isLockedIn(input)) return false
    const active = input.dataset['phxActiveRefs']!.split(',')
    const kept = known.filter((chosen) => {
      const wasSeen = chosen.isSeen
      chosen.isSeen = active.includes(chosen.ref)
      return chosen.isSeen || !wasSeen
    })
    for (const { giveUp } of known.filter((chosen) => !kept.includes(chosen))) giveUp?.()
    byInput.set(input, kept)
    if (kept.length === 0) input.value = ''
    return kept.length > 0
  })
}

/** Chooses files for the upload of a name in a part of the page. */
export function chooseIn(root: ParentNode | undefined, name: string, files: Iterable<File>): void {
  const input = root?.querySelector<HTMLInputElement>(`${UPLOADS}[name="${name}"]`)
  choose(input!, files)
}
