import { html } from 'oriel'

const texts: Readonly<Record<number, readonly [title: string, advice: string]>> = {
  400: ['This address does not look right', 'Something in it is not what the page expects.'],
  403: ['This request was refused', 'It did not come from a page of this site, or that page is out of date.'],
  404: ['There is nothing here', 'The page may have moved, or the address has a slip in it.'],
}

const fallback = [
  'Something went wrong',
  'It is our fault, and it has been noted. Please try again.',
] as const

/** What a person sees in place of a page that cannot be shown. */
export function errorPage(status: number) {
  const [title, advice] = texts[status] ?? fallback
  return html`
    <main id="main" class="home">
      <section class="join" aria-labelledby="error-title">
        <h1 id="error-title">${title}</h1>
        <p class="lead">${advice}</p>
        <p><a href="/">Go to the front door</a></p>
      </section>
    </main>`
}
