import { spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderToString } from '../render/to-string.ts'
import { escapeHtml } from '../template/escape.ts'
import { html, unsafeHtml } from '../template/html.ts'
import { CONTROLS, choicesOf, kindOf } from './controls.ts'
import type { Document, Element } from './dom.ts'
import type { FilledIn, Value } from './filled-in.ts'
import type { TestPage } from './test-page.ts'
import { parse } from './view-part.ts'

/** How a page of a test is shown to a developer. */
export interface ShowOptions {
  /** Paths of style sheets, from the working directory: `['client/app.css']`. */
  readonly styles?: readonly string[]
  /**
   * Opens the file. By default the system's own program does, where there is a screen, and the output of the test says
   * where the file is.
   */
  readonly open?: (file: string) => void
}

/** Writes a page as it is now into a temporary file, with what has been filled in, and opens it. Gives the file's path. */
export async function showPage(
  page: TestPage,
  { styles = [], open = openBySystem }: ShowOptions,
): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'oriel-page-')), 'index.html')
  const sheets = styles.map((path) => pathToFileURL(resolve(path)).href)
  await writeFile(file, documentOf(page, sheets))
  open(file)
  return file
}

function documentOf({ document, title, filledIn }: TestPage, sheets: readonly string[]): string {
  const links = sheets.map((sheet) => html`<link rel="stylesheet" href="${sheet}">`)
  return renderToString(html`<!doctype html>
<html>
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${links}</head>
  <body>${unsafeHtml(bodyOf(document, filledIn))}</body>
</html>
`)
}

/** What a browser would show of the body: attributes say what was filled in, and what portals move stands at the end. */
function bodyOf(document: Document, filledIn: FilledIn): string {
  const copy = parse(document.body.innerHTML)
  for (const control of copy.querySelectorAll(CONTROLS)) write(control, filledIn.valueOf(control))
  for (const script of copy.querySelectorAll('script')) script.remove()
  const portals = [...copy.querySelectorAll('template[data-phx-portal]')]
  for (const portal of portals) portal.remove()
  return copy.body.innerHTML + portals.map((portal) => portal.innerHTML).join('')
}

function write(control: Element, value: Value): void {
  const kind = kindOf(control)
  if (kind === 'button' || kind === 'file') return
  if (typeof value === 'boolean') mark(control, 'checked', value)
  else if (typeof value !== 'string') choose(control, value)
  else if (control.matches('textarea')) control.innerHTML = `\n${escapeHtml(value)}`
  else control.setAttribute('value', value)
}

function choose(select: Element, values: readonly string[]): void {
  const options = [...select.querySelectorAll('option')]
  for (const [i, { value }] of choicesOf(select).entries())
    mark(options[i]!, 'selected', values.includes(value))
}

function mark(element: Element, name: string, isOn: boolean): void {
  if (isOn) element.setAttribute(name, '')
  else element.removeAttribute(name)
}

/** The program that opens a file as a click on it does; undefined where nobody would see that. */
function opener(): readonly string[] | undefined {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '']
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}

function openBySystem(file: string): void {
  process.stdout.write(`The page is in ${pathToFileURL(file).href}\n`)
  const [command, ...args] = opener() ?? []
  if (!command) return
  const program = spawn(command, [...args, file], { detached: true, stdio: 'ignore' })
  // The output has said where it is.
  program.on('error', () => {})
  program.unref()
}
