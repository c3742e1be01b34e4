import { scanMarkup } from '../../src/core/extract/scan-markup.ts'
import { toBlocks } from '../../src/core/extract/page/blocks.ts'
import { parsePage } from '../../src/core/extract/page/parse-page.ts'

/** The text that Readability + linkedom finds in a page, its paragraphs apart; `''` where it throws or finds none. */
export type Peer = (html: string) => string

/** Loads the packages that the bench compares speed with, so that both comparisons are of the same versions. */
export async function loadReadability(): Promise<Peer> {
  const { contentExtractors }: { contentExtractors: ReadonlyMap<string, () => Promise<(html: string) => string>> } = await import(peers)
  const load = contentExtractors.get('Readability + linkedom')
  if (!load) throw new Error('bench/peers/extractors.mjs has no Readability + linkedom')
  const contentOf = await load()
  return (html) => {
    try {
      return plainText(contentOf(html))
    } catch {
      return ''
    }
  }
}

// Not a literal: the packages behind it are no part of what the compiler checks.
const peers = new URL('extractors.mjs', import.meta.url).href

function plainText(content: string): string {
  const scan = scanMarkup(content)
  if (scan.kind === 'over') return ''
  return toBlocks(parsePage(content, scan).tree).map(({ text }) => text).join('\n\n') // prettier-ignore
}
