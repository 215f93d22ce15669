import { chosenIn } from './chosen.ts'

/** Makes what shows chosen images in their previews each time the page has changed, and lets go of those that are gone. */
export function createPreviews(): () => void {
  const shown = new Map<HTMLImageElement, string>()
  return () => {
    for (const [img, url] of shown) {
      if (img.isConnected) continue
      URL.revokeObjectURL(url)
      shown.delete(img)
    }
    for (const img of document.querySelectorAll<HTMLImageElement>('img[data-phx-entry-ref]')) {
      const { phxUploadRef = '', phxEntryRef } = img.dataset
      const input = !shown.has(img) && document.getElementById(phxUploadRef)
      const chosen = input && chosenIn(input).find(({ ref }) => ref === phxEntryRef)
      if (!chosen) continue
      img.src = URL.createObjectURL(chosen.file)
      shown.set(img, img.src)
    }
  }
}
