import type { Article } from '../model.ts'
import type { StoredCoverage } from '../stages/ask-store.ts'
import type { Store } from './store/store.ts'

/** Articles of the store that may tell what the anchor tells. Those that were files have no page that could be read again, and are left out. */
export async function storedCoverage(
  anchor: Article,
  question: { readonly windowDays: number; readonly limit: number },
  { storyIndex, articles, pages }: Pick<Store, 'storyIndex' | 'articles' | 'pages'>,
): Promise<readonly StoredCoverage[]> {
  const found: StoredCoverage[] = []
  for (const id of await storyIndex.near(anchor, question)) {
    const article = await articles.get(id)
    if (!article || !/^https?:/i.test(article.url)) continue
    const { url, outlet, page } = article
    const contentType = await pages.contentType(page)
    found.push({ url, outlet, page, format: /^text\/plain\b/i.test(contentType ?? '') ? 'text' : 'html', contentType })
  }
  return found
}
