import type { Page } from 'playwright-core'

/** Runs in the browser, whose types are not those of a script: so it is text. */
const draw = `(() => {
  const [width, height] = [1536, 720]
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  const sky = pen.createLinearGradient(0, 0, 0, height)
  for (const [at, color] of [[0, '#5b6fae'], [0.45, '#e7a98b'], [0.75, '#f9dcae']]) sky.addColorStop(at, color)
  pen.fillStyle = sky
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#fff3d6'
  pen.beginPath()
  pen.arc(1090, 350, 62, 0, 2 * Math.PI)
  pen.fill()
  const hills = [[430, 60, '#a58b9c'], [500, 80, '#6f6c88'], [590, 50, '#474a66'], [660, 30, '#2b2f47']]
  for (const [level, swing, color] of hills) {
    pen.fillStyle = color
    pen.beginPath()
    pen.moveTo(0, height)
    for (let x = 0; x <= width; x += 8)
      pen.lineTo(x, level - swing * (Math.sin(x / (level / 1.7) + level) + 0.4 * Math.sin(x / 97 + swing)))
    pen.lineTo(width, height)
    pen.fill()
  }
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
})()`

/** Has a browser draw what is to be seen from a train: hills before an evening sky, as a JPEG. */
export async function landscape(page: Page): Promise<Buffer> {
  return Buffer.from(await page.evaluate<string>(draw), 'base64')
}
