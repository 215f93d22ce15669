import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** How to start a browser: the program, and the environment that it needs. */
export interface Chromium {
  readonly executablePath: string
  readonly env: Record<string, string>
}

const modules = join(import.meta.dirname, '../../node_modules')
const packed = join(modules, '@sparticuz/chromium')

/**
 * Finds a browser: the installed one that `CHROMIUM` names, else the one in the npm package (Linux on x64),
 * unpacked on first use into `node_modules/.cache`.
 */
export async function findChromium(): Promise<Chromium> {
  const installed = process.env.CHROMIUM
  if (installed) return { executablePath: installed, env: environment({}) }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser for this platform is packed with the tests: name one in CHROMIUM.')
  }
  const folder = await unpacked()
  return {
    executablePath: join(folder, 'chromium'),
    env: environment({
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    }),
  }
}

function environment(extra: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(inherited), ...extra }
}

async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const name = `chromium-${version.split('.')[0]}`
  const folder = join(modules, '.cache', name)
  if (!existsSync(folder)) await unpack(folder, name)
  return folder
}

/** Unpacks beside the final place and renames: of workers that race, one wins whole and the others use its work. */
async function unpack(folder: string, name: string): Promise<void> {
  const cache = join(modules, '.cache')
  await mkdir(cache, { recursive: true })
  const mine = await mkdtemp(join(cache, `${name}-`))
  try {
    await inflate(mine)
    await writeFile(join(mine, 'fonts.conf'), fontsConfiguration)
    await rename(mine, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(mine, { recursive: true, force: true })
  }
}

/** The package unpacks its own NSS libraries only where it believes to be on AWS, and always to the TMPDIR. */
async function inflate(folder: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(modules, '..'),
    env: { PATH: process.env.PATH ?? '', AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x', TMPDIR: folder },
    timeout: 60_000,
  })
}

/** The path is relative to this file, so that a checkout can move. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`
