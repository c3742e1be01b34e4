import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findChromium, howToInstall, launchChromium } from '../tests/browser/chromium.ts'

/**
 * Pictures of a report, or of a series, as readers meet it, in all four forms: `node scripts/screenshots.ts REPORT.html FOLDER`. Without arguments the picture of the README is
 * made from the demo's report.
 */
const [file = 'reports/demo/report.html', folder] = process.argv.slice(2)
const views = [
  { name: 'desktop', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 320, height: 700, colorScheme: 'light' },
] as const

const chromium = findChromium()
if (chromium === undefined) throw new Error(`No Chromium on the PATH: ${howToInstall}`)
const browser = await launchChromium(chromium)
try {
  for (const { name, width, height, colorScheme } of folder === undefined ? views.slice(0, 1) : views) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme })
    await page.goto(`file://${resolve(file)}`)
    if (folder === undefined) await page.screenshot({ path: 'docs/report.png' })
    else {
      await mkdir(folder, { recursive: true })
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
    }
    await page.close()
  }
  if (folder !== undefined) {
    const page = await browser.newPage()
    await page.goto(`file://${resolve(file)}`)
    await page.pdf({ path: `${folder}/print.pdf`, format: 'A4' })
    await page.close()
  }
} finally {
  await browser.close()
}
