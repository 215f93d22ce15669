import { html } from 'oriel'

/** What is told of a failed request to those who develop the app. */
export interface ErrorReport {
  readonly message: string
  /** The error with its stack, its properties and its causes. */
  readonly error: string
  /** The callback that threw, and of what; undefined where no view's callback did. */
  readonly where: string | undefined
  /** What the view held. */
  readonly assigns: string | undefined
}

/** What a developer sees in place of a page that has failed. */
export function debugPage({ message, error, where, assigns }: ErrorReport) {
  return html`
    <main id="main" class="debug">
      <h1>${message}</h1>
      ${where && html`<p>Thrown in <strong>${where}</strong>.</p>`}
      <h2 id="debug-error">Error</h2>
      <pre role="region" tabindex="0" aria-labelledby="debug-error">${error}</pre>
      ${
        assigns &&
        html`
      <h2 id="debug-assigns">Assigns</h2>
      <pre role="region" tabindex="0" aria-labelledby="debug-assigns">${assigns}</pre>`
      }
      <p>People see an ordinary page instead: this one is shown while <code>DEBUG_PAGES</code> is true.</p>
    </main>`
}
