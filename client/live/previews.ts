import { all } from './all.ts'
import { chosenIn } from './chosen.ts'

/** A URL of a chosen file, by the input and the ref of the entry, or null; it is to be revoked. */
export function getFileURLForUpload(input: Element, ref: string): string | null {
  const chosen = chosenIn(input).find((each) => each.ref === ref)
  return chosen ? URL.createObjectURL(chosen.file) : null
}

/** Shows chosen images in their previews; to be called each time the page has changed. */
export function settlePreviews(): void {
  for (const img of all<HTMLImageElement>('img[data-phx-entry-ref]:not([src])')) {
    const { phxUploadRef, phxEntryRef } = img.dataset
    const url = getFileURLForUpload(document.getElementById(phxUploadRef!)!, phxEntryRef!)
    if (!url) continue
    img.onload = () => URL.revokeObjectURL(url)
    img.src = url
  }
}
