import { choose } from './chosen.ts'
import { toggleClasses } from './sticky.ts'

/** Lets files be dropped where `phx-drop-target` names a file input. */
export function bindDrop(): void {
  for (const name of ['dragover', 'dragleave', 'drop'] as const)
    addEventListener(name, (event) => {
      const { dataTransfer, relatedTarget } = event
      if (!dataTransfer?.types.includes('Files')) return
      // A file that misses its place would take the place of the page.
      event.preventDefault()
      const zone = (event.target as Element).closest('[phx-drop-target]')
      if (!zone || (name === 'dragleave' && zone.contains(relatedTarget as Node | null))) return
      toggleClasses(zone, ['phx-drop-target-active'], name === 'dragover')
      const input = document.getElementById(zone.getAttribute('phx-drop-target')!)
      if (name === 'drop' && input) choose(input as HTMLInputElement, dataTransfer.files)
    })
}
