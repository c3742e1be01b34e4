import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/extract/extract.ts'

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../../fixtures/pages', `${name}.html`), 'utf8')
const url = 'https://lantern.example/news/ferry-vote?from=home'

describe('extractArticle on a news page', () => {
  const read = extractArticle(page('news-article'), { url })

  test('the body is its paragraphs and headings, divided by blank lines, and nothing round them', () => {
    if (read.kind !== 'article') throw new Error(read.reason)
    const paragraphs = read.article.text.split('\n\n')
    expect(paragraphs[0]).toMatch(/^The people of Westhaven/)
    expect(paragraphs.at(-1)).toMatch(/^The boat, which carries forty passengers/)
    expect(read.article.text).toContain('“We are not a museum, and a bridge')
    for (const foreign of [
      'Photo:',
      'Share on',
      'Read more',
      'writes about towns',
      'morning letter',
      'School roof',
      'gull42',
      'All rights',
      'Mara Quill',
    ]) {
      expect(read.article.text).not.toContain(foreign)
    }
  })

  test('title, byline, date with its offset, language, site and address come from what the page declares', () => {
    expect(read).toMatchObject({
      kind: 'article',
      article: {
        title: 'Harbour town votes to keep its ferry',
        byline: ['Mara Quill', 'Jon Esker'],
        publishedAt: '2026-03-14T09:30:00+01:00',
        language: 'en',
        siteName: 'The Lantern',
        canonicalUrl: 'https://lantern.example/news/ferry-vote',
        flags: [],
      },
    })
  })

  test('the explanation says which parser and candidate won, and which texts each step left out', () => {
    expect(read).toMatchObject({ explanation: { parser: 'htmlparser2', winner: 'judge' } })
    const [judged] = read.explanation.steps
    expect(judged?.removedBlocks).toBeGreaterThan(5)
    expect(judged?.longest).toHaveLength(3)
    for (const text of judged?.longest ?? []) expect(text.length).toBeLessThanOrEqual(80)
  })
})

describe('extractArticle names what stands in place of an article', () => {
  test.each([
    ['consent-wall', 'consent-wall'],
    ['bot-wall', 'bot-wall'],
    ['soft-404', 'soft-404'],
    ['paywall-stub', 'paywalled'],
    ['ellipsis', 'ellipsis'],
    ['front-page', 'index-page'],
  ])('%s.html is %s', (name, code) => {
    expect(extractArticle(page(name), { url: 'https://lantern.example/section' })).toMatchObject({ kind: 'not-an-article', code })
  })

  test.each([
    ['', 'empty-page'],
    ['   \n ', 'empty-page'],
    ['<html><body></body></html>', 'empty-page'],
    ['%PDF-1.7\n1 0 obj', 'not-html'],
    ['\u2030PNG\r\n\u001a\n', 'not-html'],
    ['{"items": [1, 2, 3]}', 'not-html'],
    ['<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', 'not-html'],
    ['<div>'.repeat(300), 'markup-limit'],
  ])('%j is %s', (html, code) => {
    const read = extractArticle(html, { url: undefined })
    expect(read).toMatchObject({ kind: 'not-an-article', code })
    if (read.kind === 'not-an-article') expect(read.reason).toMatch(/^[A-Z].{10,}/)
  })
})

test('a page without an article is explained too: what was read of it, or that nothing was', () => {
  const stub = extractArticle(page('paywall-stub'), { url })
  expect(stub).toMatchObject({ kind: 'not-an-article', explanation: { parser: 'htmlparser2', winner: expect.not.stringMatching('none') } })
  expect(extractArticle('%PDF-1.7', { url })).toMatchObject({ explanation: { parser: 'none', winner: 'none', steps: [] } })
})

test.each([
  ['a browser', '<!DOCTYPE html>\n<!-- saved from url=(0041)https://lantern.example/news/ferry-vote -->\n'],
  [
    'SingleFile',
    '<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://lantern.example/news/ferry-vote \n saved date: x\n-->',
  ],
])('a page saved by %s keeps the address it was saved from', (_, head) => {
  const body = '<p>The council met on Monday evening, and it voted for the bridge after a long debate, the clerk said.</p>'
  const read = extractArticle(`${head}<html><body><article><h1>Vote</h1>${body.repeat(3)}</article></body></html>`, { url: undefined })
  expect(read).toMatchObject({ kind: 'article', article: { canonicalUrl: 'https://lantern.example/news/ferry-vote' } })
})

test('an address given goes before one that a page says it was saved from', () => {
  const body = '<p>The council met on Monday evening, and it voted for the bridge after a long debate, the clerk said.</p>'
  const html = `<!-- saved from url=(0021)https://other.example/x --><html><body><article><h1>Vote</h1>${body.repeat(3)}</article></body></html>`
  expect(extractArticle(html, { url })).toMatchObject({ kind: 'article', article: { canonicalUrl: undefined } })
})

test('a page with an icon that is never closed, which holds all the rest for the fast parser, is read by the parser of the standard', () => {
  const body = '<p>The council met on Monday evening, and it voted for the bridge after a long debate, the clerk said.</p>'
  const read = extractArticle(
    `<html><head><title>Vote</title></head><body><svg><path d="M0 0"/><article>${body.repeat(4)}</article></body></html>`,
    { url },
  )
  expect(read).toMatchObject({ kind: 'article', explanation: { parser: 'parse5' } })
  if (read.kind === 'article') expect(read.article.text).toContain('The council met on Monday evening')
})

test('a page whose comment never ends for the fast parser is read by the parser of the standard', () => {
  const body = '<p>The council met on Monday evening, and it voted for the bridge after a long debate, the clerk said.</p>'
  const read = extractArticle(`<html><body><!-- advert --!><article><h1>Vote</h1>${body.repeat(4)}</article></body></html>`, { url })
  expect(read).toMatchObject({ kind: 'article', explanation: { parser: 'parse5' } })
})

test('a page that hides its body until a script runs is read all the same', () => {
  const hidden = page('news-article').replace('<main>', '<main hidden id="S:1">')
  expect(extractArticle(hidden, { url })).toMatchObject({ kind: 'article', article: { title: 'Harbour town votes to keep its ferry' } })
})

test('text in NFD comes out in NFC, quotes and dashes as printed', () => {
  const decomposed = page('news-article').replace('Opponents of the sale said', 'Opponents of the sale – “cafe\u0301 people” – said')
  const read = extractArticle(decomposed, { url })
  if (read.kind !== 'article') throw new Error(read.reason)
  expect(read.article.text).toContain('– “café people” –')
})

test('prototype keys in JSON-LD change nothing outside it', () => {
  const html =
    '<script type="application/ld+json">{"__proto__":{"polluted":1},"@type":"NewsArticle","headline":"x","constructor":{"prototype":{"polluted":1}}}</script>'
  extractArticle(html, { url })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('any string is answered without a throw', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<div class="article">',
    '</div>',
    '<br>',
    '<a href="x">',
    '</a>',
    '<h1>',
    '</h1>',
    '<!--',
    '-->',
    '<script>',
    'Some words here, and more. ',
    '中文句子。',
    '\u0000',
    '<',
    '&amp;',
    '"',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const read = extractArticle(pieces.join(''), { url: undefined })
      const article = read.kind === 'article' ? read.article : read.best
      expect(article === undefined || article.text === article.text.normalize('NFC')).toBe(true)
      expect(article?.confidence ?? 0).toBeLessThanOrEqual(1)
    }),
    { numRuns: 150, seed: 7 },
  )
})

test('a page whose body only a script carries is read from that script', () => {
  const body = Array.from(
    { length: 6 },
    (_, index) =>
      `<p class="x">The council met for the ${index + 1}. time on Monday evening, and it voted for the bridge, the clerk said.</p>`,
  ).join('')
  const script = `<script>self.__page.push([1,${JSON.stringify(body).replaceAll('<', String.raw`\u003c`)}])</script>`
  const read = extractArticle(
    `<html><head><title>Bridge vote</title><meta property="og:type" content="article"></head><body><div id="root"></div>${script}</body></html>`,
    { url },
  )
  expect(read).toMatchObject({ kind: 'article', explanation: { winner: 'script-data' } })
  if (read.kind === 'article') expect(read.article.text).toContain('The council met for the 6. time')
})

describe('a page whose body only a script carries, without markup', () => {
  const texts = Array.from(
    { length: 6 },
    (_, index) => `The council met for the ${index + 1}. time on Monday, and it voted for R&D at <i>the</i> harbour.`,
  )
  const read = (script: string) =>
    extractArticle(`<html><head><title>Bridge vote</title><meta property="og:type" content="article"></head><body><div id="root"></div>${script}</body></html>`, { url }) // prettier-ignore

  test.each([
    ['a list of texts that is set to a variable', `<script>window.F={};F.content=${JSON.stringify({ content_elements: texts.map((content) => ({ type: 'text', content })) })};F.spa=false</script>`],
    ['blocks that keep their text under data', `<script type="application/json">${JSON.stringify({ blocks: texts.map((text) => ({ type: 'paragraph', data: { text } })) })}</script>`],
  ])('is read from %s', (_, script) => {
    const result = read(script)
    expect(result).toMatchObject({ kind: 'article', explanation: { winner: 'script-data' } })
    if (result.kind === 'article') expect(result.article.text.split('\n\n')).toEqual(texts.map((text) => text.replaceAll(/<.?i>/g, '')))
  }) // prettier-ignore
})

test('a body that only JSON-LD holds keeps its paragraphs, written as lines or as markup', () => {
  const lines = Array.from(
    { length: 4 },
    (_, index) => `On day ${index + 1} of the talks the council met again, and it voted for the bridge after a long debate.`,
  )
  for (const articleBody of [lines.join('\n'), lines.map((line) => `<p>${line}</p>`).join('')]) {
    const linked = JSON.stringify({ '@type': 'NewsArticle', headline: 'Bridge vote', articleBody }).replaceAll('<', String.raw`\u003c`)
    const html = `<html><head><title>Bridge vote</title><script type="application/ld+json">${linked}</script></head><body><div id="root"></div></body></html>`
    expect(extractArticle(html, { url })).toMatchObject({ article: { text: lines.join('\n\n') }, explanation: { winner: 'linked-data' } })
  }
})

test.each([
  ['<title>Log in | Kest Herald</title>', '<h1>Log in to continue</h1><p>To read this article you need an account. It takes less than a minute and is free of charge.</p>'],
  ['<title>Кіру | Сарыарқа</title>', '<h1>Жүйеге кіру</h1><p>Мақаланы оқу үшін тіркелген пайдаланушы болуыңыз керек. Логин мен құпия сөзді енгізіңіз.</p>'],
])('a page to sign in on is no article: %s', (head, body) => {
  expect(extractArticle(`<html><head>${head}</head><body>${body}</body></html>`, { url })).toMatchObject({ code: 'login-wall' })
}) // prettier-ignore

test.each([
  ['<h2>404</h2><p>Aradığınız sayfa bulunamadı. Silinmiş ya da taşınmış olabilir.</p>', 'soft-404'],
  ['<h1>404</h1><p>Кешіріңіз, сіз іздеген бет табылмады. Мүмкін ол жойылған немесе мекенжайы өзгерген.</p>', 'soft-404'],
  ['<h2>خطای ۴۰۴</h2><p>صفحه مورد نظر شما پیدا نشد. ممکن است نشانی آن تغییر کرده باشد.</p>', 'soft-404'],
  ['<p>お探しのページは見つかりませんでした。公開期間が終了した可能性があります。</p>', 'soft-404'],
  ['<h1>We’ll be back soon</h1><p>Our site is down for scheduled maintenance. We expect to be back within the hour.</p>', 'no-article'],
  ['<p>You need to enable JavaScript to view this page. Please turn it on and reload, it takes only a moment.</p>', 'no-article'],
  [
    '<h1>451</h1><p>You come from a country of the European Economic Area, and therefore access cannot be granted at this time.</p>',
    'no-article',
  ],
  ['<h1>Подтвердите, что вы не робот</h1><p>Мы заметили необычную активность с вашего адреса.</p>', 'bot-wall'],
  [
    '<p>Мы и наши партнёры используем файлы cookie, чтобы измерять посещаемость. Нажмите «Принять», если согласны.</p><button>Принять</button>',
    'consent-wall',
  ],
  ['<h1>No results for “harbour wall”</h1><p>Try other words, or look through our sections.</p>', 'no-article'],
])('what stands where an article was is none: %s', (body, code) => {
  expect(extractArticle(`<html><head><title>The Lantern</title></head><body>${body}</body></html>`, { url })).toMatchObject({ code })
})

test.each([
  ['Error 404: how a typo closed a site', '“We looked for the page ourselves and it was no longer available,” said Mara Ellison, who runs the small office of the council in Westhaven and answers its letters.'],
  ['Court rules on cookie banners', 'Sites must make it as easy to reject cookies as to accept all cookies, the court ruled. “We value your privacy” is no consent, and publishers who use cookies will appeal.'],
  ['Why proving you are human takes longer', 'To prove you are human now takes twelve seconds on average, a study of captcha tests has found. Machines solve them in one, it says, and do not mind.'],
  ['Lantern to charge readers', 'Readers of the Lantern will have to subscribe to read more than five articles a month, its owner said on Tuesday. The price is four pounds.'],
])('a short article about walls is an article where its page says when it was published: %s', (title, text) => {
  const head = `<title>${title}</title><meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-03T10:00:00Z">`
  const read = extractArticle(`<html><head>${head}</head><body><article><h1>${title}</h1><p>${text}</p></article></body></html>`, { url })
  expect(read).toMatchObject({ kind: 'article', article: { text, flags: [] } })
}) // prettier-ignore

test('a text without any declaration is one where its sentences end in marks of their own script', () => {
  const text = [
    'بندرگاہ کے لوگوں نے جمعے کو ہونے والے جلسے میں پرانی کشتی کو برقرار رکھنے کا فیصلہ کیا ہے۔',
    'کونسل کے ترجمان کا کہنا ہے کہ کشتی کو گرمیوں سے پہلے ایک نئے انجن کی ضرورت ہو گی۔',
    'رقم کا فیصلہ اپریل میں ہو گا اور اس وقت تک کشتی ہر روز دو بار پانی پار کرتی رہے گی۔',
  ]
  const html = `<html><head><title>کشتی</title></head><body>${text.map((one) => `<p>${one}</p>`).join('')}</body></html>`
  expect(extractArticle(html, { url })).toMatchObject({ kind: 'article', article: { text: text.join('\n\n') } })
})

test('a short article whose headline begins like a page to sign in on is one', () => {
  const html =
    '<html><head><title>Вход в метро закрыли | Заря</title></head><body><h1>Вход в метро закрыли</h1><p>Вход на станцию закрыт до утра, сообщили в управлении. Поезда идут без остановки, автобусы ходят чаще.</p></body></html>'
  expect(extractArticle(html, { url })).toMatchObject({ kind: 'article' })
})

test('a list of articles is one, though its page calls itself an article', () => {
  const cards = Array.from(
    { length: 9 },
    (_, index) =>
      `<article><h2><a href="/${index}">The council met for the ${index + 1}. time</a></h2><p>On day ${index + 1} of the talks the council met again, and it voted for the bridge after a long debate.</p></article>`,
  )
  const head =
    '<title>Council - The Lantern</title><meta property="og:type" content="article"><script type="application/ld+json">{"@type":"CollectionPage","name":"Council"}</script>'
  expect(extractArticle(`<html><head>${head}</head><body><h1>Council</h1>${cards.join('')}</body></html>`, { url })).toMatchObject({
    code: 'index-page',
  })
})

test('what customers say of the site is no part of an article beside it', () => {
  const prose = Array.from(
    { length: 12 },
    (_, index) =>
      `<p>In year ${index + 1} of the ferry the council paid for a new engine, and the clerk wrote down what the people of the harbour said.</p>`,
  )
  const praise = Array.from(
    { length: 6 },
    (_, index) => `<div class="wp-testimonial"><p>We crossed ${index + 2} times and the crew was friendly and helpful each time.</p></div>`,
  )
  const html = `<html><head><title>Twelve years of the ferry</title></head><body><article><h1>Twelve years of the ferry</h1>${prose.join('')}${praise.join('')}</article></body></html>`
  const read = extractArticle(html, { url })
  if (read.kind !== 'article') throw new Error(read.reason)
  expect(read.article.text).toContain('In year 12 of the ferry')
  expect(read.article.text).not.toContain('friendly and helpful')
  expect(read.explanation.steps.map(({ step }) => step)).toContain('what customers say of the site')
})

describe('a page that shows the beginning and keeps the whole text as nodes in a script', () => {
  const sentence = (index: number): string =>
    `On day ${index} of the talks the council met again, and it voted for the bridge after a long debate, the clerk said.`
  const nodesOf = (from: number, text: string): object => ({
    body: { content: Array.from({ length: 9 }, (_, at) => ({ type: 'paragraph', content: [{ type: 'text', value: `${sentence(from + at)} ` }, { type: 'link', content: [{ type: 'text', value: text }] }] })) }, // prettier-ignore
  })
  const pageWith = (data: object): string =>
    `<html><head><title>Bridge talks</title></head><body><article><h1>Bridge talks</h1><p>${sentence(1)} Read & sign.</p></article><script type="application/json">${JSON.stringify(data)}</script></body></html>`

  test('is read from there, links and all, in order', () => {
    const read = extractArticle(pageWith(nodesOf(1, 'Read & sign.')), { url })
    expect(read).toMatchObject({ kind: 'article', explanation: { winner: 'script-data' } })
    if (read.kind !== 'article') return
    expect(read.article.text).toContain('On day 9 of the talks')
    expect(read.article.text).toContain('the clerk said. Read & sign.')
    expect(read.article.text.indexOf('On day 2 ')).toBeLessThan(read.article.text.indexOf('On day 3 '))
  })

  test('is taken as it is shown where the nodes are of another article', () => {
    const read = extractArticle(pageWith(nodesOf(20, 'Elsewhere.')), { url })
    const text = read.kind === 'article' ? read.article.text : ''
    expect(text).toContain('On day 1 of the talks')
    expect(text).not.toContain('On day 21')
  })
})
