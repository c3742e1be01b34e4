import type { ArticleFlag } from '../../../model.ts'
import type { PageReading } from '../read-page.ts'
import { countWords } from '../words.ts'
import { metaOf } from './head.ts'
import { typesOf, type LinkedNode } from './json-ld.ts'

/** `paywalled`: the page says it is not free, or its text ends at an offer to subscribe. `teaser`: the text is only the beginning. `liveblog`: a running report of many entries. */
export function readFlags(page: PageReading, text: string): readonly ArticleFlag[] {
  const flags: ArticleFlag[] = []
  const words = carriedWords(text)
  const declaredPaid = isPaywalled(page)
  const gate = words < gatedWords || (declaredPaid && words <= longestGated) ? gateOf(page, text) : undefined
  const isCutAt = (gated: string): boolean => words < gatedWords && subscription.test(gated)
  const paywalled = declaredPaid || (gate !== undefined && isCutAt(gate))
  if (paywalled) flags.push('paywalled')
  if (isTeaser(page, { text, words, paywalled, isGated: gate !== undefined })) flags.push('teaser')
  if (isLiveblog(page)) flags.push('liveblog')
  return flags
}

const liveNames =
  /\blive\b(?: ?blog| updates?|[:-])|liveticker|newsticker|онлайн|прямая трансляция|текстовая трансляция|en direct|en vivo|ao vivo|in diretta|na żywo|canlı|тікелей эфир|онлайн-трансляция|наживо|直播|ライブ速報|실시간/iu
const liveAddress =
  /\/(?:live|live-?blog|live-updates?|online|liveticker|ticker|en-direct|en-vivo|ao-vivo|diretta|na-zywo|translation)(?:[/_-]|$)/i
/** A report with fewer times of day between its paragraphs is none that runs on. */
const fewestEntries = 5
const entryTime = /^(?:\D{0,12}\s)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s.{0,30})?$/i

/** A page that declares a running report; or that calls itself one, in its title or address, and shows the times of its entries. */
function isLiveblog(page: PageReading): boolean {
  if (page.linked.some((node) => typesOf(node).includes('LiveBlogPosting'))) return true
  const address = page.head.canonical ?? metaOf(page.head, 'og:url') ?? page.url ?? ''
  if (!liveNames.test(page.title ?? '') && !liveAddress.test(URL.parse(address)?.pathname ?? '')) return false
  let entries = 0
  for (const [index, block] of page.blocks.entries()) {
    const isEntry =
      block.linkChars < 0.5 * block.text.length &&
      entryTime.test(block.text) &&
      page.features.prose.slice(index + 1, index + 4).includes(true)
    if (isEntry) entries += 1
  }
  return entries >= fewestEntries
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
export const gates =
  /subscribe (?:now )?to (?:read|continue|unlock)|subscribers? only|to continue reading|continue reading (?:with|this|for)|already a subscriber|sign in to (?:read|continue)|unlock this article|register to (?:read|continue)|weiterlesen mit|jetzt (?:testen|abonnieren|freischalten)|nur für abonnenten|artikel (?:freischalten|weiterlesen)|réservé aux abonnés|il vous reste|pour lire la suite|abonnez-vous pour|exclusivo para (?:suscriptores|assinantes)|contenido exclusivo|contenuto riservato|для подписчиков|доступна? по подписке|tylko dla prenumeratorów|dalsza część (?:artykułu|tekstu)|会員限定|残り\s?[\d,]+\s?文字|구독자 전용|유료\s?회원|оформите подписку|(?:материал|статья|текст) доступ(?:ен|на) (?:только )?(?:по подписке|подписчикам)|для передплатників|за передплатою|жазылушыларға|жазылым арқылы|abonelere özel|aboneler için|للمشتركين|للمشتركات|למנויים|alleen voor abonnees|(?:endast )?för prenumeranter|kun for abonnenter|riservat[oa] agli abbonati|réservée?s? aux abonné|会员专享|开通会员|成为会员|订阅后|付费阅读/iu

/** A gate that asks for money, and not only for a name. */
const subscription =
  /abonn|subscri|подписк|подписчик|передплат|жазыл|abone|prenumer|suscriptor|assinante|abbonat|المشترك|מנוי|订阅|会员|付费|会員限定|有料|구독|유료/iu
/** Of a text with more words a gate is believed only where the page says that it is not free. */
const gatedWords = 150
/** A longer text is no beginning, whatever stands below it. */
const longestGated = 350

/** Words, of which a Han or Kana letter carries .6. */
function carriedWords(text: string): number {
  if (!/[\u3040-\u9fff]/.test(text)) return countWords(text)
  const wide = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  return countWords(text) - 0.4 * wide
}

/** What stands on the page, and not in the text, where a text is cut off. */
function gateOf({ blocks }: PageReading, text: string): string | undefined {
  return blocks.find((block) => block.text.length < 400 && gates.test(block.text) && !text.includes(block.text))?.text
}

interface ReadText {
  readonly text: string
  readonly words: number
  readonly paywalled: boolean
  readonly isGated: boolean
}

function isTeaser(page: PageReading, { text, words, paywalled, isGated }: ReadText): boolean {
  const declared = Number(page.node?.get('wordCount'))
  if (Number.isFinite(declared) && declared > 150 && words < 0.4 * declared) return true
  const articleBody = countWords(page.clues.articleBody ?? '')
  if (articleBody > 150 && words < 0.4 * articleBody) return true
  if (/(?:\.\.\.|…|\[…\]|\[\.\.\.\])$/.test(text) && words < 150) return true
  if (words > longestGated) return false
  return isGated && (paywalled || words < gatedWords)
}
