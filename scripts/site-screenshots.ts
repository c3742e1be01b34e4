import { mkdir } from 'node:fs/promises'
import { anchorUrl } from '../examples/press/example-press.ts'
import { findChromium, howToInstall, launchChromium } from '../tests/browser/chromium.ts'
import { startPressSite } from '../tests/browser/press-site.ts'

/**
 * Pictures of every page of the site as people meet it, with a report of the invented press in it: `node scripts/site-screenshots.ts FOLDER`.
 * Without an argument the picture of the README is made.
 */
const [folder] = process.argv.slice(2)
const views = [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 320, height: 700, colorScheme: 'light' },
] as const

const chromium = findChromium()
if (chromium === undefined) throw new Error(`No Chromium on the PATH: ${howToInstall}`)
await using site = await startPressSite()
const browser = await launchChromium(chromium)
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, baseURL: site.url })
  await page.goto('/new')
  await page.fill('#anchor', anchorUrl)
  await page.waitForSelector('.article-card')
  if (folder !== undefined) await page.screenshot({ path: await pathOf('new-recognised'), fullPage: true })
  await page.click('button[value=run]')
  await page
    .waitForURL(/\/runs\//)
    .catch(async () => process.stdout.write(`${page.url()}\n${await page.innerText('main')}\n${site.logged.join('\n')}\n`))
  const run = page.url().split('/').at(-1) ?? ''
  await page.waitForTimeout(1500)
  if (folder !== undefined) await page.screenshot({ path: await pathOf('run-live'), fullPage: true })
  await page.waitForURL(/\/reports\//, { timeout: 120_000 })
  await page.goto(`/schedules/new?anchor=${encodeURIComponent(anchorUrl)}`)
  await page.fill('#id', 'oil-turn')
  await page.click('button[value=add]')
  await page.goto(`/reports/${run}/articles`)
  const article = await page.locator('tbody a').first().getAttribute('href')
  const pages = [
    ['evidence', `/reports/${run}/articles`],
    ['evidence-article', article ?? '/'],
    ['verify', `/reports/${run}/verify`],
    ['compare', `/reports/compare?before=${run}&after=${run}`],
    ['home', '/'],
    ['new', '/new'],
    ['run', `/runs/${run}`],
    ['reports', '/reports'],
    ['report', `/reports/${run}`],
    ['schedules', '/schedules'],
    ['schedule', '/schedules/oil-turn'],
    ['schedule-new', '/schedules/new'],
    ['missing', '/nothing'],
    ['lexicons', '/lexicons'],
    ['lexicon', '/lexicons/international-relations'],
    ['lexicon-term', '/lexicons/international-relations/terms/stab-in-the-back?unless=described+stab+in+the+back'],
    ['lexicon-judge', '/lexicons/international-relations/judge?as=anna'],
    ['lexicon-precision', '/lexicons/international-relations/precision'],
    ['lexicon-split', '/lexicons/international-relations/split/stab-in-the-back'],
    ['lexicon-suggest', '/lexicons/international-relations/suggest?frame=betrayal&language=en'],
    ['lexicon-recall', '/lexicons/international-relations/recall?frame=betrayal&language=en'],
    ['lexicon-lint', '/lexicons/international-relations/lint'],
    ['lexicon-exchange', '/lexicons/international-relations/exchange?format=liwc-dic'],
    ['lexicon-import', '/lexicons/import'],
    ['lexicon-history', '/lexicons/international-relations/history'],
  ] as const
  // Some hits are judged, so that there is something to show.
  await page.goto('/lexicons/international-relations/judge')
  await page.locator('#working').waitFor({ state: 'detached' })
  for (const key of 'aaaaarawaa') {
    await page.keyboard.press(key)
    await page.waitForTimeout(400)
  }
  if (folder === undefined) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.screenshot({ path: 'docs/site.png' })
  } else {
    for (const { name: view, width, height, colorScheme } of views) {
      const shown = await browser.newPage({ viewport: { width, height }, colorScheme, baseURL: site.url })
      for (const [name, path] of pages) {
        await shown.goto(path)
        await shown.locator('#working').waitFor({ state: 'detached' })
        await shown.screenshot({ path: await pathOf(`${name}-${view}`), fullPage: name !== 'report' })
      }
      await shown.close()
    }
  }
} finally {
  await browser.close()
}

async function pathOf(name: string): Promise<string> {
  await mkdir(folder ?? '', { recursive: true })
  return `${folder}/${name}.png`
}
