import { rankingPool, rankRelated, usualLook } from '../core/story/rank-related.ts'
import type { Article } from '../model.ts'
import type { StoredCoverage } from '../stages/ask-store.ts'
import { unlessCorrupt } from './store/json.ts'
import type { Store } from './store/store.ts'

/**
 * Articles of the store that may tell what the anchor tells, the closest first: the index names twice as many as are wanted by a few terms of
 * each, and these are read whole and ranked. Those that were files have no page that could be read again, and are left out.
 */
export async function storedCoverage(
  anchor: Article,
  { windowDays, limit }: { readonly windowDays: number; readonly limit: number },
  { storyIndex, articles, pages }: Pick<Store, 'storyIndex' | 'articles' | 'pages'>,
): Promise<readonly StoredCoverage[]> {
  const named: Article[] = []
  for (const id of await storyIndex.near(anchor, { windowDays, limit: namedPerWanted * limit })) {
    // One that cannot be read is no coverage, and keeps no other from being it.
    const article = await articles.get(id).catch(unlessCorrupt)
    if (article && /^https?:/i.test(article.url)) named.push(article)
  }
  const ranked = rankRelated(0, rankingPool([anchor, ...named]), usualLook)
  const found: StoredCoverage[] = []
  for (const { item } of ranked.slice(0, limit)) {
    const article = named[item - 1]
    if (!article) continue
    const { url, outlet, page } = article
    const contentType = await pages.contentType(page)
    found.push({ url, outlet, page, format: /^text\/plain\b/i.test(contentType ?? '') ? 'text' : 'html', contentType })
  }
  return found
}

const namedPerWanted = 2
