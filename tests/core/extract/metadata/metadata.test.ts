import { describe, expect, test } from 'vitest'
import { extractArticle, type ExtractedArticle } from '../../../../src/core/extract/extract.ts'

const paragraph =
  '<p>The people of the harbour town have voted to keep the ferry, which has crossed the water since 1911, the clerk said on Friday.</p>'

function read(parts: {
  readonly head?: string
  readonly top?: string
  readonly url?: string
  readonly language?: string
}): ExtractedArticle {
  const language = parts.language === undefined ? '' : ` lang="${parts.language}"`
  const html = `<html${language}><head>${parts.head ?? ''}</head><body><article>${parts.top ?? ''}<div class="article-body">${paragraph.repeat(3)}<p>The boat needs a new engine before the summer, and the council is to decide on the money in April.</p></div></article></body></html>`
  const extraction = extractArticle(html, { url: parts.url ?? 'https://lantern.example/news/ferry' })
  if (extraction.kind !== 'article') throw new Error(extraction.reason)
  return extraction.article
}

describe('the title', () => {
  test('is the heading as printed where a declared title says the same', () => {
    expect(read({ head: '<title>Ferry to stay - The Lantern</title>', top: '<h1>Ferry to stay</h1>' }).title).toBe('Ferry to stay')
  })

  test('loses the name of the site, at the end or at the beginning', () => {
    const site = '<meta property="og:site_name" content="The Lantern">'
    expect(read({ head: `${site}<title>Town keeps its old ferry | The Lantern</title>` }).title).toBe('Town keeps its old ferry')
    expect(read({ head: `${site}<title>The Lantern: Town keeps its old ferry</title>` }).title).toBe('Town keeps its old ferry')
  })

  test('is the part of the declared one that the page prints where it has no heading', () => {
    const head = '<title>School closed for a week :: Lower Kest Online</title>'
    expect(read({ head, top: '<div class="t">School closed for a week</div>' }).title).toBe('School closed for a week')
    expect(read({ head: '<title>北川港举行公开听证会-新闻中心</title>', top: '<div>北川港举行公开听证会</div>' }).title).toBe(
      '北川港举行公开听证会',
    )
    expect(read({ head: '<title>A ferry - a history</title>', top: '<div>No headline</div>' }).title).toBe('A ferry - a history')
  })

  test('keeps a dash that belongs to it', () => {
    expect(read({ head: '<title>Ferry - a town decides</title>', top: '<h1>Ferry - a town decides</h1>' }).title).toBe(
      'Ferry - a town decides',
    )
  })

  test('is clipped at 1,000 characters', () => {
    expect(read({ head: `<title>${'word '.repeat(5_000)}</title>` }).title.length).toBeLessThanOrEqual(1_000)
  })
})

describe('the byline', () => {
  test.each([
    ['<meta name="author" content="Mara Quill and Jon Esker">', ['Mara Quill', 'Jon Esker']],
    ['<meta name="author" content="By Mara Quill, Senior Reporter">', ['Mara Quill']],
    ['<meta property="article:author" content="https://facebook.com/lantern"><meta name="author" content="Mara Quill">', ['Mara Quill']],
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","author":["Mara Quill",{"@type":"Person","name":"Jon Esker"}]}</script>',
      ['Mara Quill', 'Jon Esker'],
    ],
    ['<meta property="og:site_name" content="The Lantern"><meta name="author" content="The Lantern">', ['The Lantern']],
  ])('is read from %s', (head, names) => {
    expect(read({ head }).byline).toEqual(names)
  })

  test.each([
    ['<h1>Ferry</h1><p>By Mara Quill</p>', ['Mara Quill']],
    ['<h1>Ferry</h1><div>Von Mara Quill und Jon Esker</div>', ['Mara Quill', 'Jon Esker']],
    ['<h1>Ferry</h1><div>Mara Quill - 14 March 2026</div>', ['Mara Quill']],
    ['<h1>Ferry</h1><div class="author-box"><span>Mara Quill</span></div>', ['Mara Quill']],
    ['<h1>Ferry</h1><div>By the water, at dawn.</div>', []],
    ['<h1>Паром</h1><div>03.03.2026 • Анна Крылова</div>', ['Анна Крылова']],
    ['<h1>Паром</h1><div><span>Тимур Валиев</span> <span>03 марта 2026</span></div>', ['Тимур Валиев']],
    ['<h1>Bac</h1><div>Soumis par <span>Claire Dumas</span> le mar 03/03/2026 - 18:20</div>', ['Claire Dumas']],
    ['<h1>Паром</h1><div class="tgme_widget_message_author">Губернатор</div>', []],
    ['<h1>Transbordador</h1><div><a href="/autor/mara-quill/">Mara Quill</a></div>', ['Mara Quill']],
    ['<h1>Ferry</h1><p class="byline">By MARA QUILL | @mquill | The Lantern</p>', ['MARA QUILL']],
  ])('is read from %s where nothing declares it', (top, names) => {
    expect(read({ top }).byline).toEqual(names)
  })

  test('a handle is no name', () => {
    const head = '<meta name="author" content="@mquill">'
    expect(read({ head, top: '<h1>Ferry</h1><p>By Mara Quill</p>' }).byline).toEqual(['Mara Quill'])
  })

  test('what ends the title of the document is the site, unless nobody else is named', () => {
    const head = '<title>Ferry returns to the harbour | Folha do Vale</title>'
    expect(read({ head, top: '<h1>Ferry returns to the harbour</h1><p>Por Luísa Prado, Folha do Vale</p>' }).byline).toEqual([
      'Luísa Prado',
    ])
    const own = '<title>Ferry returns to the harbour | Mara Quill</title>'
    expect(read({ head: own, top: '<h1>Ferry returns to the harbour</h1><p>By Mara Quill</p>' }).byline).toEqual(['Mara Quill'])
  })

  test('of a hundred thousand names in one list the first twelve are kept', () => {
    const names = JSON.stringify(Array.from({ length: 140_000 }, () => 'Mara Quill'))
    const head = `<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":${names}}}</script>`
    expect(read({ head }).byline).toEqual(['Mara Quill'])
  })

  test('a person is preferred to the site', () => {
    const head = '<meta property="og:site_name" content="The Lantern"><meta name="author" content="The Lantern">'
    expect(read({ head, top: '<h1>Ferry</h1><p>By Mara Quill</p>' }).byline).toEqual(['Mara Quill'])
  })
})

describe('the date of publication', () => {
  test('is never the date of change', () => {
    const head =
      '<meta property="article:modified_time" content="2026-03-20T10:00:00Z"><meta property="article:published_time" content="2026-03-14T09:30:00+01:00">'
    expect(read({ head }).publishedAt).toBe('2026-03-14T09:30:00+01:00')
    expect(read({ head: '<meta property="article:modified_time" content="2026-03-20T10:00:00Z">' }).publishedAt).toBeUndefined()
  })

  test('is not the time behind a word for change', () => {
    const top =
      '<h1>Ferry</h1><p>Updated <time datetime="2026-03-05">5 March</time></p><p>First printed <time datetime="2026-03-03">3 March</time></p>'
    expect(read({ top }).publishedAt).toBe('2026-03-03')
  })

  test('falls to a time element, then the address, then the text near the headline', () => {
    expect(read({ top: '<h1>Ferry</h1><time datetime="2026-03-14">yesterday</time>' }).publishedAt).toBe('2026-03-14')
    expect(read({ url: 'https://lantern.example/2026/03/14/ferry' }).publishedAt).toBe('2026-03-14')
    expect(read({ top: '<h1>Ferry</h1><span>14 March 2026</span>' }).publishedAt).toBe('2026-03-14')
  })

  test('is read from a number in the address that starts with a day', () => {
    expect(read({ url: 'https://lantern.example/article/A2026031409300005196' }).publishedAt).toBe('2026-03-14')
    expect(read({ url: 'https://lantern.example/article/2099319999' }).publishedAt).toBeUndefined()
  })

  test('is read from a declared name that a system has put its own word before', () => {
    expect(read({ head: '<meta name="acme-published-date" content="2026-03-14">' }).publishedAt).toBe('2026-03-14')
    expect(read({ head: '<meta name="acme-last-updated-publish-date" content="2026-03-20">' }).publishedAt).toBeUndefined()
  })

  test.each([
    ['<h1>Ferry</h1><p>The old ferry at her berth in the inner harbour of the town, 2 March 2026</p><p>Sat 14.03.26 | 14:07</p>'],
    ['<h1>Ferry</h1><p>Last updated: 20 March 2026</p><p>Published 14 March 2026</p>'],
    ['<h1>Ferry</h1><figure><figcaption>The ferry, 2 March 2026</figcaption></figure><ul><li><b>Datum</b> 14.03.2026</li></ul>'],
    ['<h3><span>Ferry</span></h3><p>14.03.2026 - Güncelleme : 20.03.2026</p>'],
  ])('is the line about it, not a mention of another day: %s', (top) => {
    expect(read({ top, head: '<title>Ferry</title>' }).publishedAt).toBe('2026-03-14')
  })

  test('is the day of change where a page prints no other', () => {
    expect(read({ top: '<h1>Ferry</h1><p>Updated on 20 March 2026</p>' }).publishedAt).toBe('2026-03-20')
  })
})

describe('a date in figures that could be read in two ways', () => {
  const top = '<h1>Ferry</h1><p>Published 03/04/2026</p>'
  const march = '2026-03-04'
  const april = '2026-04-03'

  test.each([
    ['is read day first where nothing tells', {}, april],
    ['is read month first where the language tag names the United States', { language: 'en-US' }, march],
    [
      'is read month first where only the locale names them',
      { language: 'en', head: '<meta property="og:locale" content="en_US">' },
      march,
    ],
    ['is read month first on an American domain', { url: 'https://harbor.lantern.gov/ferry' }, march],
    [
      'is read day first on the domain of another country, whatever the language tag',
      { language: 'en-US', url: 'https://lantern.co.uk/ferry' },
      april,
    ],
    [
      'is read day first where the language is another, whatever the locale',
      { language: 'es', head: '<meta property="og:locale" content="en_US">' },
      april,
    ],
    ['is what a date for machines says', { head: '<meta property="article:modified_time" content="2026-03-04T10:00:00Z">' }, march],
    [
      'is what a date for machines says, whatever the language tag',
      { language: 'en-US', head: '<meta property="article:modified_time" content="20260403">' },
      april,
    ],
    [
      'is not decided by a date for machines that fits neither reading',
      { head: '<meta property="article:modified_time" content="2026-05-20">' },
      april,
    ],
    ['is of the month that the address names', { url: 'https://lantern.example/2026/03/ferry' }, march],
    ['is read as another date of the page is written', { top: `${top}<p>03/28/2026</p>` }, march],
    [
      'is read as another date of the page is written, whatever the language tag',
      { language: 'en-US', top: `${top}<p>28/03/2026</p>` },
      april,
    ],
    [
      'is read by the language tag where the page writes both',
      { language: 'en-US', top: `${top}<p>28/03/2026</p><p>03/28/2026</p>` },
      march,
    ],
    ['is read the same where it is declared', { language: 'en-US', top: '', head: '<meta name="pubdate" content="03/04/2026">' }, march],
    ['is read the same in a time element', { language: 'en-US', top: '<h1>Ferry</h1><time>03/04/2026</time>' }, march],
  ] as const)('%s', (_, parts, day) => {
    expect(read({ top, ...parts }).publishedAt).toBe(day)
  })
})

describe('the canonical address', () => {
  test('is resolved against the page and loses its fragment', () => {
    expect(read({ head: '<link rel="canonical" href="/news/ferry-vote#top">' }).canonicalUrl).toBe(
      'https://lantern.example/news/ferry-vote',
    )
  })

  test('of another site is not believed, nor is a front page', () => {
    expect(read({ head: '<link rel="canonical" href="https://other.example/x">' }).canonicalUrl).toBeUndefined()
    expect(read({ head: '<link rel="canonical" href="https://lantern.example/">' }).canonicalUrl).toBeUndefined()
  })
})

describe('the flags', () => {
  test('paywalled is what the page says of itself', () => {
    const head = (value: string): string =>
      `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":${value}}</script>`
    expect(read({ head: head('false') }).flags).toEqual(['paywalled'])
    expect(read({ head: head('"False"') }).flags).toEqual(['paywalled'])
    expect(read({ head: head('true') }).flags).toEqual([])
  })

  test('paywalled is a short text that ends at an offer to subscribe; one that ends at a form to register is only a teaser', () => {
    const flagsBehind = (offer: string): readonly string[] => {
      const html = `<html><head><title>Ferry</title><meta property="og:type" content="article"></head><body><article><h1>Ferry</h1>${paragraph}<p>The boat needs a new engine before the summer, and the council is to decide on the money in April, when it meets again.</p><div class="g"><p>${offer}</p><a>OK</a></div></article></body></html>`
      const extraction = extractArticle(html, { url: 'https://lantern.example/news/ferry' })
      return extraction.kind === 'article' ? extraction.article.flags : [extraction.code]
    }
    expect(flagsBehind('Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.')).toEqual(['paywalled', 'teaser'])
    expect(flagsBehind('この記事は有料会員限定です。残り1,204文字')).toEqual(['paywalled', 'teaser'])
    expect(flagsBehind('Этот материал доступен по подписке.')).toEqual(['paywalled', 'teaser'])
    expect(flagsBehind('Register to continue, it is free.')).toEqual(['teaser'])
  })

  test('teaser is a text far shorter than the page says the article is', () => {
    expect(read({ head: '<script type="application/ld+json">{"@type":"NewsArticle","wordCount":2000}</script>' }).flags).toEqual(['teaser'])
  })

  test('liveblog is a page that calls itself one and shows the times of its entries', () => {
    const entries = [9, 10, 11, 12, 13].map((hour) => `<div><b>${hour}:10</b></div>${paragraph}`).join('')
    expect(read({ top: `<h1>Ferry vote: live updates</h1>${entries}` }).flags).toEqual(['liveblog'])
    expect(read({ top: `<h1>Ferry vote</h1>${entries}`, url: 'https://lantern.example/online/ferry/' }).flags).toEqual(['liveblog'])
    expect(read({ top: `<h1>Ferry vote</h1>${entries}` }).flags).toEqual([])
    expect(read({ top: '<h1>How to live: updates on a long life</h1>', url: 'https://lantern.example/live/ferry' }).flags).toEqual([])
  })

  test('liveblog is a page that declares one', () => {
    expect(
      read({ head: '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Ferry vote, live"}</script>' }).flags,
    ).toEqual(['liveblog'])
  })
})

describe('the language', () => {
  test('is told from the text, whatever the page declares', () => {
    const html = `<html lang="en"><body><article>${'<p>Жители города проголосовали за паром, который ходит через гавань с 1911 года, сообщил в пятницу секретарь.</p>'.repeat(3)}</article></body></html>`
    const extraction = extractArticle(html, { url: undefined })
    expect(extraction).toMatchObject({ kind: 'article', article: { language: 'ru' } })
  })
})
