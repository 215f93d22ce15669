// The query of the first load decides; the script stays while the page is navigated.
const isOurs = new URLSearchParams(location.search).get('client') === 'oriel'
isOurs ? import('./oriel.ts') : import('./official.ts')
