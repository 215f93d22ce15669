/** What a browser with Trusted Types offers; the compiler does not know it yet. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string }
}

/** The one maker of HTML, for pages that require Trusted Types: they allow it by its name. */
const policy = (window as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('oriel', {
  createHTML: (html) => html,
})

/** Parses what the server has rendered, and so escaped. */
export function parse(html: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = policy?.createHTML(html) ?? html
  return template.content
}
