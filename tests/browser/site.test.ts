import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anchorUrl } from '../../examples/press/example-press.ts'
import { findChromium, howToInstall, launchChromium } from './chromium.ts'
import { toId } from '../../src/core/ids.ts'
import { readLexicon } from '../../src/io/config/lexicon-file.ts'
import { workingPart } from '../../src/web/markup/working.ts'
import { addressOf } from '../../src/web/static/files.ts'
import { createJudgingDesk } from '../../src/web/work/lexicons/judging-desk.ts'
import { createTuningDesk } from '../../src/web/work/lexicons/tuning-desk.ts'
import { violationsIn } from './pages.ts'
import { startPressSite, type PressSite } from './press-site.ts'

const executable = findChromium()
const skipped = executable === undefined ? ` (skipped: no Chromium on the PATH; ${howToInstall})` : ''
const lexicon = '/lexicons/international-relations'
/** A text with more hits than the press prints: enough to judge a hundred. */
const manyHits = Array.from(
  { length: 104 },
  (_, index) => `Deputy ${index + 1} of the assembly called the ${index + 1}th clause a stab in the back.`,
).join(' ')

/** The tests follow one another, as a person's days with the site do: what one makes, the next finds. */
describe.skipIf(executable === undefined)(`the site in a browser${skipped}`, () => {
  let site: PressSite
  let browser: Browser
  let page: Page
  let run = ''
  const complaints: string[] = []

  beforeAll(async () => {
    ;[site, browser] = await Promise.all([startPressSite(), launchChromium(executable ?? '')])
    page = await open({})
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  })

  afterAll(async () => {
    await browser?.close()
    await site?.[Symbol.asyncDispose]()
  })

  async function open(options: BrowserContextOptions): Promise<Page> {
    return (await browser.newContext({ baseURL: site.url, viewport: { width: 1100, height: 800 }, ...options })).newPage()
  }

  test('an address is recognised as soon as it is pasted, and becomes a report that is read where it was watched', async () => {
    await page.goto('/new')
    await page.fill('#anchor', anchorUrl)
    expect(await page.locator('.article-card h2').innerText()).toContain('stab in the back')
    await page.locator('button[value=run]').click()
    await page.waitForURL(/\/runs\//)
    run = page.url().split('/').at(-1) ?? ''
    await page.waitForURL(/\/reports\//, { timeout: 50_000 })
    await page.goBack()
    expect(new URL(page.url()).pathname).toBe('/new')
    await page.goForward()
    expect(await page.locator('.finding p').innerText()).toMatch(/Betrayal/)
    await page.locator('.tabs a', { hasText: 'Evidence' }).click()
    await page.locator('tbody a').first().click()
    expect(await page.locator('.full-text mark').count()).toBeGreaterThan(3)
  })

  test('a page that somebody saved is opened from the first page, and sent without what no reader of it sees', async () => {
    await page.goto('/')
    const saved = `<!doctype html><title>Oil</title><style>p{color:red}</style><script>document.title = ''</script><p>The deal is a stab in the back.</p>`
    await page.setInputFiles('#take-file input', { name: 'saved.html', mimeType: 'text/html', buffer: Buffer.from(saved) })
    await expect.poll(() => page.inputValue('#anchor')).toContain('<p>The deal is a stab in the back.</p>')
    expect(await page.inputValue('#anchor')).not.toMatch(/<script|<style/)
    const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.from('Жаңалық '.repeat(20_000)) }
    await page.setInputFiles('#take-file input', large)
    await expect.poll(() => page.locator('#take-file').innerText()).toContain('large.txt is too large for a form')
    expect(await page.inputValue('#anchor')).toContain('stab in the back')
  })

  test('a report is found by its words, and made again byte by byte', async () => {
    await page.goto('/reports')
    await page.fill('#q', 'stab back jinghe')
    await page.keyboard.press('Enter')
    await page.locator('.cards h2 a').click()
    await page.locator('.tabs a', { hasText: 'Verify' }).click()
    await page.locator('main form button').click()
    await page.waitForSelector('.told, .mistake')
    expect(await page.locator('main').innerText()).toContain('every byte as it was')
  })

  test('every link of a report page leads somewhere, and its files are the report alone', async () => {
    await page.goto(`/reports/${run}`)
    const hrefs = await page
      .locator('main a[href], nav a[href]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    const inside = [...new Set(hrefs.filter((href) => !href.startsWith('#') && !/^[a-z]+:/iu.test(href)))]
    expect(inside.filter((href) => href.includes('/files/'))).toContain(`/reports/${run}/files/report.json`)
    const dead: string[] = []
    for (const href of inside) if ((await page.request.get(new URL(href, page.url()).href)).status() !== 200) dead.push(href)
    expect(dead).toEqual([])
  })

  test('a schedule is made, shows its next five runs, is run, and is paused', async () => {
    await page.goto('/schedules/new')
    await page.fill('#id', 'oil')
    await page.fill('#anchor', anchorUrl)
    await page.fill('#zone', 'Asia/Almaty')
    await page.fill('#cron', '0 3 * * *')
    expect(await page.inputValue('#rhythm')).toBe('custom')
    await page.fill('#cron', '')
    await page.selectOption('#rhythm', 'weekdays')
    await page.locator('button[value=none]').click()
    expect(await page.locator('input[name=outlets]:checked').count()).toBe(0)
    await page.locator('button[value=all]').click()
    expect(await page.inputValue('#id')).toBe('oil')
    await page.locator('button[value=add]').click()
    expect(await page.locator('section[aria-labelledby=next] li').allInnerTexts()).toHaveLength(5)
    expect(await page.locator('section[aria-labelledby=next] li').first().innerText()).toMatch(/07:00 Asia\/Almaty$/)
    await page.locator('button', { hasText: 'Run now' }).click()
    await expect.poll(async () => (await site.app.store.schedules.history('oil', 1))[0]?.state, { timeout: 50_000 }).toBe('done')
    await page.goto('/schedules/oil')
    expect(await page.locator('section[aria-labelledby=history] li').innerText()).toContain('done')
    await page.locator('button', { hasText: 'Pause' }).click()
    expect(await page.locator('main').innerText()).toContain('It rests')
  })

  test('a hundred hits are judged by keyboard alone, the outlet told afterwards, the last word taken back', async () => {
    const body = JSON.stringify({ text: `Title: The clauses\n\n${manyHits}`, alone: true })
    const answer = await fetch(`${site.url}api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const made = toId<'Run'>(z.object({ run: z.string() }).parse(await answer.json()).run)
    await expect.poll(async () => (await site.app.store.reportCards.get(made))?.hits, { timeout: 50_000 }).toBe(104)
    await visit(page, `${lexicon}/judge?as=anna&term=stab-in-the-back`)
    expect(await page.locator('#judge').innerText()).not.toContain('it stood in')
    for (let count = 0; count < 100; count += 1) await page.keyboard.press(count % 10 === 9 ? 'r' : 'a')
    await expect.poll(() => judgedBy('anna'), { timeout: 20_000 }).toBe(100)
    expect(await page.locator('#judge').innerText()).toMatch(/it stood in/)
    expect(await page.locator('#judge').innerText()).toMatch(/90\/100 right by your answers, 90% \(83 to 94\), settled: good/)
    await page.keyboard.press('u')
    await expect.poll(() => judgedBy('anna')).toBe(99)
    // A site that was stopped meanwhile, or another process, goes on where this one was.
    const asked = { selection: { term: 'stab-in-the-back', frame: undefined, language: undefined }, annotator: 'anna', seed: 1 }
    await using tuning = createTuningDesk(site.app)
    const lexiconFile = await readLexicon('international-relations', site.app.configFolders)
    const state = await createJudgingDesk(site.app, tuning).state({ ...asked, lexicon: lexiconFile }, 20_000)
    await page.reload()
    expect(await page.locator('#judge').innerText()).toContain(`${state.kind === 'ready' ? state.left : 'no'} hits to judge`)
  })

  test('a second person judges the same hits, and the page says how well the two agree', async () => {
    await visit(page, `${lexicon}/judge?as=ben&term=stab-in-the-back`)
    for (let count = 0; count < 55; count += 1) await page.keyboard.press('a')
    await expect.poll(() => judgedBy('ben'), { timeout: 20_000 }).toBe(55)
    await visit(page, `${lexicon}/precision`)
    const agreement = await page.locator('section[aria-labelledby=agreement]').innerText()
    expect(agreement).toContain('anna, ben')
    expect(agreement).toContain('one of the two gave one answer throughout: it says nothing')
    expect(agreement).toContain('55 hits')
    expect(agreement).toMatch(/Krippendorff’s alpha/)
  })

  test('a page whose answer is still worked out tells how far that has come, and goes on by itself', async () => {
    const phone = await open({ viewport: { width: 320, height: 700 }, bypassCSP: true })
    let asked = 0
    await phone.route(`**${lexicon}/precision`, async (route) => {
      asked += 1
      let answer = await route.fetch()
      let whole = await answer.text()
      // The site itself may not be there yet on a busy machine.
      while (whole.includes('id="working"')) {
        answer = await route.fetch()
        whole = await answer.text()
      }
      if (asked > 3) return route.fulfill({ response: answer, body: whole })
      const part = String(workingPart('Counting hits', { done: 50 * asked, of: 1250 }))
      const body = whole
        .replace('</head>', `<script src="${addressOf('working.js')}" type="module"></script></head>`)
        .replace(/<section[\s\S]*<\/section>/u, part)
      return route.fulfill({ response: answer, body })
    })
    await phone.goto(`${lexicon}/precision`)
    expect(await phone.locator('#working').innerText()).toContain('Counting hits: 50 of 1,250 articles read')
    expect(await violationsIn(phone)).toEqual([])
    await phone.getByText('150 of 1,250 articles read').waitFor({ timeout: 20_000 })
    await phone.locator('#agreement').waitFor({ timeout: 20_000 })
    await phone.context().close()
  })

  test('single keys can be turned off and changed', async () => {
    await visit(page, `${lexicon}/judge?as=cem`)
    await page.locator('#keys summary').click()
    await page.locator('#keys-on').uncheck()
    await page.locator('#keys-on').blur()
    await page.keyboard.press('a')
    await page.locator('#keys-on').check()
    await page.fill('#key-accept', 'j')
    await page.locator('#key-accept').blur()
    await page.keyboard.press('a')
    expect(await judgedBy('cem')).toBe(0)
    await page.keyboard.press('j')
    await expect.poll(() => judgedBy('cem')).toBe(1)
  })

  test('a double click decides one hit, and a decision that cannot be kept is said to be lost', async () => {
    const other = await open({})
    await visit(other, `${lexicon}/judge?as=eva`)
    const sentence = await other.locator('#judge blockquote').innerText()
    await other.route('**/judge', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await other.locator('button[value=accept]').click()
    expect(await other.locator('#judge .mistake').innerText()).toContain('was not kept')
    expect(await other.locator('#judge blockquote').innerText()).toBe(sentence)
    await other.unroute('**/judge')
    await other.locator('button[value=accept]').dblclick()
    await other.locator('.last b').waitFor()
    await other.locator('button[value=undo]').click()
    await expect.poll(() => judgedBy('eva')).toBe(0)
    await other.context().close()
  })

  test('sentences without a hit are judged by the keys that the page shows', async () => {
    const sentences = async () =>
      (await site.app.store.judgements.list('international-relations')).filter(({ kind }) => kind === 'sentence')
    await visit(page, `${lexicon}/recall?frame=betrayal&language=en`)
    expect(await page.locator('#judge kbd').allInnerTexts()).toEqual(['Y', 'N', 'S'])
    for (const key of ['y', 'n', 's']) await page.keyboard.press(key)
    await expect.poll(async () => (await sentences()).map(({ decision }) => decision)).toEqual(['frame', 'no-frame', 'skip'])
    await page.keyboard.press('u')
    await expect.poll(async () => (await sentences()).map(({ decision }) => decision)).toEqual(['frame', 'no-frame'])
  })

  test('an edit shows what every stored report would gain and lose before it is saved; who saves second is shown what the first changed', async () => {
    const other = await open({})
    await Promise.all([page, other].map((tab) => tab.goto(`${lexicon}/terms/stab-in-the-back`)))
    const unless = await page.inputValue('#unless')
    await page.fill('#unless', `${unless}\nclause a stab in the back`)
    await page.waitForSelector('#effect .kwic')
    expect(await page.locator('#effect').innerText()).toMatch(/104 hits lost/)
    await page.fill('#message', 'Leave the clauses out')
    await page.locator('button[value=save]').click()
    expect(await page.locator('.cards li').first().innerText()).toMatch(/Version 2[\s\S]*Leave the clauses out[\s\S]*1 narrowed/)
    await other.fill('#note', 'Seen by the second person')
    await other.locator('button[value=save]').click()
    await other.waitForSelector('.mistake')
    expect(await other.locator('main').innerText()).toMatch(/Somebody saved version 2[\s\S]*Unless, as saved by them/)
    expect(await other.inputValue('#note')).toBe('Seen by the second person')
    await other.context().close()
  })

  test('without script the same is done by forms and links', async () => {
    const plain = await open({ javaScriptEnabled: false })
    await plain.goto('/new')
    await plain.fill('#anchor', anchorUrl)
    await plain.locator('#recognise').click()
    expect(await plain.locator('.article-card h2').innerText()).toContain('stab in the back')
    await visit(plain, `${lexicon}/judge?as=dina`)
    await plain.locator('button[value=wrong-sense]').click()
    expect(await judgedBy('dina')).toBe(1)
    expect(await plain.locator('.last').innerText()).toMatch(/^Wrong sense: it stood in/)
    await plain.locator('button[value=undo]').click()
    expect(await judgedBy('dina')).toBe(0)
    await plain.goto(`/runs/${run}`)
    expect(await plain.locator('main').innerText()).toContain('Read the report')
    await plain.context().close()
  })

  test('a link of another site leads who is signed in to the page, and signs nobody out', async () => {
    const token = '0123456789abcdef0123456789abcdef'
    await using guarded = await startPressSite({ token })
    const visitor = await open({ baseURL: guarded.url })
    await visitor.goto('/reports')
    await visitor.fill('#token', token)
    await visitor.locator('button', { hasText: 'Sign in' }).click()
    await visitor.locator('h1', { hasText: 'Reports' }).waitFor()
    const link = `<a href="${guarded.url}lexicons">Lexicons</a>`
    await visitor.route('http://elsewhere.example/', (route) => route.fulfill({ contentType: 'text/html', body: link }))
    await visitor.goto('http://elsewhere.example/')
    await visitor.locator('a').click()
    await visitor.locator('h1', { hasText: 'Lexicons' }).waitFor()
    expect(new URL(visitor.url()).pathname).toBe('/lexicons')
    await visitor.context().close()
  })

  test('every page passes axe on a phone, reaches over no side, and is readable in the dark', async () => {
    const phone = await open({ viewport: { width: 320, height: 700 }, bypassCSP: true, reducedMotion: 'reduce' })
    await phone.goto(`/reports/${run}/articles`)
    const article = (await phone.locator('tbody a').first().getAttribute('href')) ?? ''
    const aboutReport = [
      `/reports/${run}/articles`,
      `/reports/${run}/hits?frame=betrayal`,
      '/runs',
      article,
      `/reports/${run}/verify`,
      `/reports/compare?before=${run}&after=${run}`,
      `/runs/${run}`,
    ]
    const found: string[] = []
    for (const path of [
      '/',
      '/sign-in',
      '/new',
      '/reports',
      '/series',
      '/lexicons',
      ...aboutReport,
      ...schedulePaths,
      ...lexiconPaths,
      '/nothing',
    ]) {
      await visit(phone, path)
      const width = await phone.evaluate('document.documentElement.scrollWidth')
      if (width !== 320) found.push(`${path} is ${String(width)} wide`)
      found.push(...(await violationsIn(phone)).map((line) => `${path} ${line}`))
    }
    for (const path of [`/reports/${run}/articles`, `${lexicon}/precision`]) {
      await visit(phone, path)
      const isCut = `[...document.querySelectorAll('main .scroll')].some((box) => box.scrollWidth > box.clientWidth)`
      if (await phone.evaluate(isCut)) found.push(`${path} has a table that is cut`)
    }
    await phone.emulateMedia({ colorScheme: 'dark' })
    for (const path of ['/', '/new', article, '/schedules/oil', `${lexicon}/judge`, `${lexicon}/precision`]) {
      await visit(phone, path)
      found.push(...(await violationsIn(phone, ['color-contrast'])).map((line) => `${path} dark ${line}`))
    }
    expect(found).toEqual([])
    await phone.context().close()
  }, 180_000)

  test('no page broke the content policy or threw', () => {
    expect(complaints).toEqual([])
    expect(site.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })

  /** Goes to a page, and waits like a person where its answer is still worked out. */
  async function visit(visitor: Page, path: string): Promise<void> {
    await visitor.goto(path)
    await visitor.locator('#working').waitFor({ state: 'detached', timeout: 20_000 })
  }

  async function judgedBy(annotator: string): Promise<number> {
    return (await site.app.store.judgements.list('international-relations')).filter((one) => one.annotator === annotator).length
  }
})

const schedulePaths = ['/schedules', '/schedules/new', '/schedules/oil']

const lexiconPaths = [
  '',
  '/terms/betray',
  '/new-term',
  '/judge',
  '/precision',
  '/split/betray',
  '/suggest?frame=betrayal&language=en',
  '/recall?frame=betrayal&language=en',
  '/lint',
  '/history',
  '/exchange?format=csv',
].map((path) => lexicon + path)
