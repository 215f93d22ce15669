/** The built browser files of the app. */
export interface Assets {
  /** The URL of a file by the name that it was written under, for the root layout. */
  readonly url: (name: string) => string
  /** Whether a path of this site is that of a file as it is now, and not as it was before a deploy. */
  readonly isCurrent: (path: string) => boolean
}

export const plainAssets: Assets = { url: (name) => `/assets/${name}`, isCurrent: () => true }

/** Whether a browser has files of an older build; `tracked` is what it sends: the URLs of what is marked so. */
export function staticChanged({ isCurrent }: Assets, tracked: unknown): boolean {
  if (!Array.isArray(tracked)) return false
  return tracked.some((url) => URL.canParse(url) && !isCurrent(new URL(url).pathname))
}
