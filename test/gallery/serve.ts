/** Serves the gallery on this machine: `npm run conformance`. */
import { galleryApp } from './server.ts'

const print = (level: string) => (fields: object, message: string) => console.log(level, message, fields)
const log = { error: print('error'), warn: print('warn'), info: print('info'), debug: () => {} }

const app = await galleryApp({ log })
console.log(`The gallery is open at ${await app.listen({ port: 4004, host: 'localhost' })}`)
