// Plain JavaScript: these packages, and so their types, are there only after the bench has installed them.
// HTML that a package gives is not turned into text here, which saves it time that we spend.

/** By name: loads one extractor, `(html, url) => length of the text it found`. */
export const extractors = new Map([
  [
    'Readability + jsdom',
    async () => {
      const { JSDOM, VirtualConsole } = await import('jsdom')
      const { Readability } = await import('@mozilla/readability')
      return (html, url) => {
        const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() })
        const article = new Readability(window.document).parse()
        window.close()
        return article?.textContent?.length ?? 0
      }
    },
  ],
  [
    'Readability + linkedom',
    async () => {
      const { parseHTML } = await import('linkedom')
      const { Readability } = await import('@mozilla/readability')
      return (html) => new Readability(parseHTML(html).document).parse()?.textContent?.length ?? 0
    },
  ],
  [
    'defuddle + linkedom',
    async () => {
      const { parseHTML } = await import('linkedom')
      const { Defuddle } = await import('defuddle/node')
      return async (html, url) => (await Defuddle(parseHTML(html).document, url)).content.length
    },
  ],
  [
    '@postlight/parser',
    async () => {
      const { default: parser } = await import('@postlight/parser')
      return async (html, url) => (await parser.parse(url, { html, contentType: 'text', fetchAllPages: false })).content?.length ?? 0
    },
  ],
  [
    '@extractus/article-extractor',
    async () => {
      const { extractFromHtml } = await import('@extractus/article-extractor')
      return async (html, url) => (await extractFromHtml(html, url))?.content?.length ?? 0
    },
  ],
  [
    '@wrtnlabs/web-content-extractor',
    async () => {
      const { extractContent } = await import('@wrtnlabs/web-content-extractor')
      return (html) => extractContent(html).content?.length ?? 0
    },
  ],
  [
    'htmlparser2 (parse only)',
    async () => {
      const { parseDocument } = await import('htmlparser2')
      return (html) => parseDocument(html).children.length
    },
  ],
])

/** By name: loads one extractor, `(html) => HTML of the content it found`, for comparisons of quality. */
export const contentExtractors = new Map([
  [
    'Readability + linkedom',
    async () => {
      const { parseHTML } = await import('linkedom')
      const { Readability } = await import('@mozilla/readability')
      return (html) => new Readability(parseHTML(html).document).parse()?.content ?? ''
    },
  ],
])
