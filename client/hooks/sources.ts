/** Where images come from. */
export interface Sources {
  /** Takes what is pasted. */
  readonly form: HTMLFormElement
  /** Takes what is dropped anywhere on it. */
  readonly room: HTMLElement
  /** Takes what is picked, by the form's button. */
  readonly picker: HTMLInputElement
  readonly signal: AbortSignal
}

/** Marks the form while files are over the room. */
const dropping = 'dropping'

/** Hears of all files that a person pastes, drops or picks, before the client does: they are prepared first. */
export function watchSources(
  { form, room, picker, signal }: Sources,
  onFiles: (files: readonly File[]) => void,
): void {
  const button = form.querySelector('.attach') as HTMLButtonElement
  button.addEventListener('click', () => picker.click(), { signal })

  picker.addEventListener('input', pick, { signal })
  // The client chooses files with `input` alone.
  picker.addEventListener('change', (event) => event.stopImmediatePropagation(), { signal })
  function pick(event: Event): void {
    const files = [...(picker.files ?? [])]
    // Without any, it is the client that tells of files which have been prepared.
    if (files.length === 0) return
    event.stopImmediatePropagation()
    picker.value = ''
    onFiles(files)
  }

  form.addEventListener('paste', paste, { signal })
  function paste(event: ClipboardEvent): void {
    const { clipboardData } = event
    const images = [...(clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
    // What was copied from a table or a document is text that has a picture of itself beside it.
    if (images.length === 0 || clipboardData?.getData('text/plain')) return
    event.preventDefault()
    onFiles(images)
  }

  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true
  const rest = () => form.classList.remove(dropping)
  room.addEventListener('dragover', over, { signal })
  function over(event: DragEvent): void {
    if (!hasFiles(event)) return
    event.preventDefault()
    form.classList.add(dropping)
  }
  room.addEventListener('dragleave', leave, { signal })
  function leave({ relatedTarget }: DragEvent): void {
    if (!room.contains(relatedTarget as Node | null)) rest()
  }
  room.addEventListener('drop', drop, { signal })
  function drop(event: DragEvent): void {
    rest()
    if (!hasFiles(event)) return
    event.preventDefault()
    onFiles([...(event.dataTransfer?.files ?? [])])
  }
}
