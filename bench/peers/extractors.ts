import { us } from '../running/bench.ts'

/** Reads one page and gives the length of the text it found. Parsing is its own business and is part of its time. */
export type Extractor = (html: string, url: string) => Promise<number> | number

/** Loads one extractor and what it needs, and nothing else. */
export async function loadExtractor(contender: string): Promise<Extractor> {
  if (contender !== us) {
    const { extractors }: { extractors: ReadonlyMap<string, () => Promise<Extractor>> } = await import(peers)
    const load = extractors.get(contender)
    if (!load) throw new Error(`No extractor is called ${contender}`)
    return load()
  }
  const { extractArticle } = await import('../../src/core/extract/extract.ts')
  return (html, url) => {
    const extraction = extractArticle(html, { url })
    const article = extraction.kind === 'article' ? extraction.article : extraction.best
    return article?.text.length ?? 0
  }
}

// Not a literal: the packages behind it are no part of what the compiler checks.
const peers = new URL('extractors.mjs', import.meta.url).href
