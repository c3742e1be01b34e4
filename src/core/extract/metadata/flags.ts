import type { ArticleFlag } from '../../../model.ts'
import type { PageReading } from '../read-page.ts'
import { countWords } from '../words.ts'
import { metaOf } from './head.ts'
import { typesOf, type LinkedNode } from './json-ld.ts'

/** `paywalled`: the page says it is not free. `teaser`: the text is only the beginning. `liveblog`: a running report of many entries. */
export function readFlags(page: PageReading, text: string): readonly ArticleFlag[] {
  const flags: ArticleFlag[] = []
  if (isPaywalled(page)) flags.push('paywalled')
  if (isTeaser(page, text, flags.includes('paywalled'))) flags.push('teaser')
  if (page.linked.some((node) => typesOf(node).includes('LiveBlogPosting'))) flags.push('liveblog')
  return flags
}

function isPaywalled(page: PageReading): boolean {
  const says = page.linked.map(accessOf)
  if (page.node && accessOf(page.node) === 'paid') return true
  const tier = metaOf(page.head, 'article:content_tier', 'content_tier', 'og:article:content_tier')?.toLowerCase()
  if (tier === 'locked' || tier === 'metered') return true
  return says.includes('paid') && !says.includes('free')
}

/** `isAccessibleForFree` as sites write it: a boolean, or a word. */
function accessOf(node: LinkedNode): 'free' | 'paid' | undefined {
  const value = node.get('isAccessibleForFree')
  if (typeof value === 'boolean') return value ? 'free' : 'paid'
  if (typeof value !== 'string') return undefined
  if (/(?:^|\/)(?:true|yes)$/i.test(value.trim())) return 'free'
  return /(?:^|\/)(?:false|no)$/i.test(value.trim()) ? 'paid' : undefined
}

/** Openings of the sentence that stands where a text is cut off. */
const gates =
  /subscribe (?:now )?to (?:read|continue|unlock)|subscribers? only|to continue reading|continue reading (?:with|this|for)|already a subscriber|sign in to (?:read|continue)|unlock this article|register to (?:read|continue)|weiterlesen mit|jetzt (?:testen|abonnieren|freischalten)|nur für abonnenten|artikel (?:freischalten|weiterlesen)|réservé aux abonnés|il vous reste|pour lire la suite|abonnez-vous pour|exclusivo para (?:suscriptores|assinantes)|contenido exclusivo|contenuto riservato|для подписчиков|доступна? по подписке|tylko dla prenumeratorów|dalsza część (?:artykułu|tekstu)|会員限定|残り\d+文字|订阅后|付费阅读/iu

function isTeaser(page: PageReading, text: string, paywalled: boolean): boolean {
  const words = countWords(text)
  const declared = Number(page.node?.get('wordCount'))
  if (Number.isFinite(declared) && declared > 150 && words < 0.4 * declared) return true
  const articleBody = countWords(page.clues.articleBody ?? '')
  if (articleBody > 150 && words < 0.4 * articleBody) return true
  if (/(?:\.\.\.|…|\[…\]|\[\.\.\.\])$/.test(text) && words < 150) return true
  if (words > 350) return false
  const gated = page.blocks.some((block) => block.text.length < 400 && gates.test(block.text))
  return gated && (paywalled || words < 150)
}
