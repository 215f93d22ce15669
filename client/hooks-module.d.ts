/** What `colocatedHooks` gathers when the browser's script is bundled. */
declare module 'oriel:hooks' {
  export const hooks: Readonly<Record<string, import('./live/index.ts').Hook>>
}
