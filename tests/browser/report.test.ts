import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toReportHtml } from '../../src/core/report/html/report-html.ts'
import { sampleReport } from '../fixtures/report/sample.ts'
import { findChromium, howToInstall, launchChromium } from './chromium.ts'
import { inPage as openPage, violationsIn } from './pages.ts'

const executable = findChromium()
const skipped = executable === undefined ? ` (skipped: no Chromium on the PATH; ${howToInstall})` : ''

describe.skipIf(executable === undefined)(`report.html in a browser${skipped}`, () => {
  let browser: Browser
  let folder: string
  let address: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frameshift-report-'))
    address = pathToFileURL(join(folder, 'report.html')).href
    await writeFile(join(folder, 'report.html'), toReportHtml(sampleReport()))
    browser = await launchChromium(executable ?? '')
  })

  afterAll(async () => {
    await browser?.close()
    if (folder) await rm(folder, { recursive: true })
  })

  function inPage<Answer>(options: BrowserContextOptions, check: (page: Page) => Promise<Answer>) {
    return openPage({ browser, address }, options, check)
  }

  test.each(['light', 'dark'] as const)('axe finds no violation in %s, everything opened', async (colorScheme) => {
    const { answer } = await inPage({ colorScheme, bypassCSP: true }, violationsIn)
    expect(answer).toEqual([])
  })

  test('axe finds no violation on a phone', async () => {
    const { answer } = await inPage({ viewport: { width: 320, height: 640 }, bypassCSP: true }, violationsIn)
    expect(answer).toEqual([])
  })

  test('the page asks for nothing but itself, and its content policy refuses nothing in it', async () => {
    const { requests, complaints } = await inPage({}, (page) => page.waitForLoadState('load'))
    expect(requests).toEqual([address])
    expect(complaints).toEqual([])
  })

  test.each([320, 375, 768, 1280, 1920])('nothing reaches over the side at %i pixels', async (width) => {
    const { answer } = await inPage({ viewport: { width, height: 700 } }, (page) => page.evaluate('document.documentElement.scrollWidth'))
    expect(answer).toBe(width)
  })

  test('on A4 no table is wider than the page, and no word of an outlet or a frame is split', async () => {
    const { answer } = await inPage({ viewport: { width: 688, height: 1000 } }, async (page) => {
      await page.emulateMedia({ media: 'print' })
      return page.evaluate(`({
        wide: [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth + 1).length,
        split: [...document.querySelectorAll('.articles td:nth-child(4), .matrix thead th')].filter((cell) => {
          const words = document.createRange()
          words.selectNodeContents(cell)
          const lines = new Set([...words.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))).size
          return lines > cell.textContent.trim().split(/[ -]/).length
        }).length,
      })`)
    })
    expect(answer).toEqual({ wide: 0, split: 0 })
  })

  test('without script the finding and its sentences are on the first screen, and long lists open', async () => {
    const { answer } = await inPage({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.locator('details.more > summary').first().click()
      return {
        finding: await page.locator('.finding p').isVisible(),
        sentence: (await page.locator('.card blockquote').first().boundingBox())?.y ?? Infinity,
        opened: await page.locator('details.more .row').first().isVisible(),
      }
    })
    expect(answer).toMatchObject({ finding: true, opened: true })
    expect(answer.sentence).toBeLessThan(900)
  })

  test('choosing a voice leaves only sentences in that voice, without script', async () => {
    const { answer } = await inPage({ javaScriptEnabled: false }, async (page) => {
      await page.locator('#show-quoted').check()
      return {
        quoted: await page.locator('.row.v-quoted:visible').count(),
        others: await page.locator('.row:not(.v-quoted):visible').count(),
      }
    })
    expect(answer.quoted).toBeGreaterThan(0)
    expect(answer.others).toBe(0)
  })

  test('on paper one sentence of each outlet and frame stands for the others, and a line says where these are', async () => {
    const { answer } = await inPage({ viewport: { width: 688, height: 1000 } }, async (page) => {
      const pointers = await page.locator('.on-paper:visible').count()
      await page.emulateMedia({ media: 'print' })
      return {
        onScreen: pointers,
        onPaper: await page.locator('.on-paper:visible').count(),
        most: await page.evaluate(`Math.max(...[...document.querySelectorAll('details.more')].map((list) =>
          [...list.querySelectorAll('.row')].filter((row) => row.getClientRects().length > 0).length))`),
        ofRest: await page.locator('details.rest .row:visible').count(),
        pages: String(await page.pdf({ format: 'A4', preferCSSPageSize: true })).match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0,
      }
    })
    expect(answer).toMatchObject({ onScreen: 0, most: 1, ofRest: 0 })
    expect(answer.onPaper).toBeGreaterThan(0)
    expect(answer.pages).toBeLessThan(20)
  })

  test('dark is dark, and paper is white with every table open', async () => {
    const background = 'getComputedStyle(document.body).backgroundColor'
    const dark = await inPage({ colorScheme: 'dark' }, (page) => page.evaluate(background))
    const paper = await inPage({ colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      return {
        background: await page.evaluate(background),
        folded: await page.locator('details.numbers table').first().isVisible(),
        pdf: (await page.pdf()).length,
      }
    })
    expect(dark.answer).toBe('rgb(22, 22, 20)')
    expect(paper.answer).toMatchObject({ background: 'rgb(255, 255, 255)', folded: true })
    expect(paper.answer.pdf).toBeGreaterThan(10_000)
  })
})
