import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { toSeriesHtml } from '../../src/core/report/html/series/series-html.ts'
import { makeSeries } from '../../src/series-run.ts'
import { fillWithStories } from '../fixtures/series/stories.ts'
import { findChromium, howToInstall, launchChromium } from './chromium.ts'
import { inPage, violationsIn } from './pages.ts'

const executable = findChromium()
const skipped = executable === undefined ? ` (skipped: no Chromium on the PATH; ${howToInstall})` : ''

describe.skipIf(executable === undefined)(`report.html of a series in a browser${skipped}`, () => {
  let folder: string
  let place: { readonly browser: Browser; readonly address: string }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frameshift-series-'))
    await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: folder }, cwd: folder })
    await fillWithStories(app.store, 6)
    const request = {
      since: undefined,
      until: undefined,
      lexicons: [],
      outlets: undefined,
      groups: 'region',
      pairs: false,
      translations: undefined,
    }
    const data = await makeSeries(request, app, { signal: new AbortController().signal, onScored: () => {} })
    const file = join(folder, 'report.html')
    await writeFile(file, toSeriesHtml(data))
    place = { browser: await launchChromium(executable ?? ''), address: pathToFileURL(file).href }
  })

  afterAll(async () => {
    await place?.browser.close()
    if (folder) await rm(folder, { recursive: true })
  })

  test.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)('axe finds no violation in %s at %i pixels, everything opened', async (colorScheme, width) => {
    const { answer } = await inPage(place, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true }, violationsIn)
    expect(answer).toEqual([])
  })

  test('the page asks for nothing but itself, and its content policy refuses nothing in it', async () => {
    const { requests, complaints } = await inPage(place, {}, (page) => page.waitForLoadState('load'))
    expect({ requests, complaints }).toEqual({ requests: [place.address], complaints: [] })
  })

  test.each([320, 1280])('nothing reaches over the side at %i pixels', async (width) => {
    const { answer } = await inPage(place, { viewport: { width, height: 700 } }, (page) =>
      page.evaluate('document.documentElement.scrollWidth'),
    )
    expect(answer).toBe(width)
  })

  test('a number leads to its sentences without script, and the folded list opens', async () => {
    const { answer } = await inPage(place, { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.locator('#overview ~ details.numbers > summary').first().click()
      await page.locator('a[href^="#said-betrayal-courier"]').first().click()
      return page.locator('#said-betrayal-courier .evidence').first().isVisible()
    })
    expect(answer).toBe(true)
  })
})
