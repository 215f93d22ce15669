/** What each view gets to know of the browser. */
export const params = () => ({ language: navigator.language })
