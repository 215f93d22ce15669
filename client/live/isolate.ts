/** Runs what the app supplies: when it fails, the browser reports that, and the client goes on. */
export function isolate(action: () => void): void {
  try {
    action()
  } catch (error) {
    reportError(error)
  }
}
