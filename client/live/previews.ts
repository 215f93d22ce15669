import { all } from './all.ts'
import { chosenIn } from './chosen.ts'

/** Shows chosen images in their previews; to be called each time the page has changed. */
export function settlePreviews(): void {
  for (const img of all<HTMLImageElement>('img[data-phx-entry-ref]:not([src])')) {
    const { phxUploadRef, phxEntryRef } = img.dataset
    const input = document.getElementById(phxUploadRef!)
    const chosen = chosenIn(input!).find(({ ref }) => ref === phxEntryRef)
    if (!chosen) continue
    img.onload = () => URL.revokeObjectURL(img.src)
    img.src = URL.createObjectURL(chosen.file)
  }
}
