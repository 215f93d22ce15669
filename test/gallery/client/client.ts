// The query of the first load decides, for every page that this tab loads after it.
const asked = new URLSearchParams(location.search).get('client')
if (asked !== null) sessionStorage.setItem('client', asked)
sessionStorage.getItem('client') === 'oriel' ? import('./oriel.js') : import('./official.ts')
