import { getDomain } from 'tldts'
import { phraseTopics } from '../describe/phrases.ts'
import { metaOf } from '../metadata/head.ts'
import type { Block } from '../page/blocks.ts'
import { attributeOf, placesOf, textOf, type PageTree } from '../page/page-tree.ts'
import type { PageReading } from '../read-page.ts'
import { squash } from '../words.ts'

const none: ReadonlySet<number> = new Set()
const relatedBit = 1 << phraseTopics.indexOf('related')
/** Openings in languages that the judge's own list does not know. */
const moreOpenings =
  /^[^\p{L}]{0,4}(?:читайте|дивіться також|по темі|тағы оқыңыз|сондай-ақ оқыңыз|оқи отырыңыз|اقرأ أيضا?ً?|اقرأ المزيد|بیشتر بخوانید|همچنین بخوانید|קראו (?:גם|עוד)|यह भी पढ़ें|ये भी पढ़ें|관련\s?기사|あわせて読む|baca juga|citește și|olvasta már|lue myös|læs også|pročitajte|прочетете|lees ook|ayrıca okuyun)/iu
const pointerChars = 300
const pointerLinkShare = 0.4

/** A line between the paragraphs that leads to another article: it opens with "Read also" or the like, and is a link for a good part. */
export function pointers({ blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const found = chosen.filter((index) => {
    const { text, linkChars } = blocks[index]!
    // Only the opening, whose links are gone.
    if (text.length < 40 && moreOpenings.exec(text)?.[0].length === text.replace(/[\s:：]+$/, '').length) return true
    if (text.length > pointerChars || linkChars < pointerLinkShare * text.length) return false
    return (features.phrases[index]! & relatedBit) !== 0 || moreOpenings.test(text)
  })
  return new Set(found)
}

/** An article that follows the one the page is about, in an element of its own with a headline of its own: some sites go on with the next one. */
export function nextArticles({ tree, blocks, title }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const headings = placesOf(tree, 'h1')
  if (headings.length < 2) return none
  const own = squash(title ?? '')
  const headlines = headings.slice(0, mostHeadlines).map((element) => ({ element, within: articleRound(tree, element) }))
  const first = headlines.find(({ element }) => squash(textOf(tree, element, 1_000)) === own)
  if (first?.within === undefined) return none
  const end = tree.ends[first.within]!
  const others = headlines.flatMap(({ within }) => (within !== undefined && within >= end ? [within] : []))
  return new Set(
    chosen.filter((index) => others.some((other) => blocks[index]!.element >= other && blocks[index]!.element < tree.ends[other]!)),
  )
}

const mostHeadlines = 20

function articleRound(tree: PageTree, element: number): number | undefined {
  for (let at = element; at > 0; at = tree.parents[at]!) if (tree.tags[at] === 'article') return at
  return undefined
}

const fewestCards = 3
const cardBlocks = 8
const cardWords = 150
/** A picture's caption or a time may stand above the heading of a card; a text that has a link below it is none. */
const beforeHeading = 1
const climbed = 5
/** With fewer words before them, or more in them for each of those, the cards may be what the page is about: less is asked where a heading announces other articles. */
const leastBeside = { words: 60, cards: 4 } as const
const leastAnnounced = { words: 12, cards: 25 } as const
/** Of what follows the first card, so much of the words is in cards. */
const cardShare = 0.8
const headingTag = /^h[2-6]$/
const headingChars = 20

/**
 * Other articles of the site after the text: at least three small elements, each with a linked heading of its own and a summary. A list of things that lie
 * elsewhere, each with a heading that leads there, is text.
 */
export function cardsAfterText(page: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  if (!mayHoldCards(page, chosen)) return none
  const cardOf = cardFinder(page)
  const { traits } = page.features
  const cards = chosen.map((index) => cardOf(index))
  const first = cards.findIndex((card, at) => card !== undefined && page.features.prose[chosen[at]!] === true)
  if (first === -1) return none
  const start = firstOfCard(cards, first)
  const wordsOf = (indexes: readonly number[]): number => indexes.reduce((sum, index) => sum + traits[index]!.words, 0)
  const after = chosen.slice(start)
  const inCards = after.filter((_, at) => cards[start + at] !== undefined)
  const announced = announcing(page, { chosen, start, cardOf })
  const least = announced?.saysSo === true ? leastAnnounced : leastBeside
  const wordsBefore = wordsOf(chosen.slice(0, start))
  const wordsInCards = wordsOf(inCards)
  if (cardsFrom(page, chosen[start]!, cardOf) < fewestCards || wordsBefore < least.words) return none
  if (wordsInCards < cardShare * wordsOf(after) || wordsInCards > least.cards * wordsBefore) return none
  return new Set(announced === undefined ? inCards : [announced.heading, ...inCards])
}

/** Whether any paragraph stands in a small element with something beside it, or is a link itself: most articles have none, and links need not be read. */
function mayHoldCards({ blocks, features, tree }: PageReading, chosen: readonly number[]): boolean {
  const { blocks: counts, words } = features.containers
  return chosen.some((index) => {
    if (!features.prose[index]) return false
    const { element, linkChars, text } = blocks[index]!
    // `cardFinder` takes the last block of a page for one in a card too.
    const least = linkChars < 0.8 * text.length && index < blocks.length - 1 ? 2 : 1
    for (let at = element, steps = 0; at > 0 && steps < climbed && counts[at]! <= cardBlocks; at = tree.parents[at]!, steps++)
      if (counts[at]! >= least && words[at]! <= cardWords) return true
    return false
  })
}

interface Started {
  readonly chosen: readonly number[]
  /** The place in `chosen` of the first block that is in a card. */
  readonly start: number
  readonly cardOf: (index: number) => number | undefined
}

/** The heading right above the first card, if there is one, and whether its words announce other articles. */
function announcing(
  { tree, blocks, features }: PageReading,
  { chosen, start, cardOf }: Started,
): { readonly heading: number; readonly saysSo: boolean } | undefined {
  let card = chosen[start]!
  while (card > 0 && cardOf(card - 1) !== undefined) card -= 1
  for (let heading = card; heading >= 0 && heading >= card - announcedWithin; heading--) {
    const { text } = blocks[heading]!
    if (text.length > announcingChars) continue
    if ((features.phrases[heading]! & relatedBit) !== 0 || moreOpenings.test(text) || relatedHeadings.test(text))
      return { heading, saysSo: true }
  }
  const before = chosen[start - 1]
  return before !== undefined && before >= card - 2 && headingTag.test(tree.tags[blocks[before]!.element]!)
    ? { heading: before, saysSo: false }
    : undefined
}

const announcedWithin = 3
const announcingChars = 60
const relatedHeadings =
  /^(?:other (?:news|stories|articles)|similar|you might|latest|другие (?:новости|материалы|статьи)|похожие|ещё|еще|інші (?:новини|матеріали)|схожі|ұқсас|басқа жаңалықтар|соңғы жаңалықтар|benzer|diğer haberler|son haberler|أخبار (?:ذات صلة|أخرى)|مواضيع|مقالات|اخبار مرتبط|مطالب مرتبط|noticias|artículos|más (?:en|de)|mehr aus|ähnliche|autres articles|articles (?:liés|similaires)|a lire|altri articoli|outras notícias|inne artykuły|podobne|jiné|další|関連|人気|最新|相关|相關|更多|추천|다른 기사|संबंधित|अन्य खबरें|כתבות|עוד ב)/iu

/** Other articles above the headline, in cards as those below the text are. */
export function cardsAboveHeadline(page: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const { tree, blocks, title } = page
  const own = squash(title ?? '')
  const headline = blocks.findIndex(({ element, text }) => tree.tags[element] === 'h1' && squash(text) === own)
  if (headline === -1 || !chosen.some((index) => index < headline)) return none
  const cardOf = cardFinder(page)
  const above = chosen.filter((index) => index < headline && cardOf(index) !== undefined)
  const cards = new Set<number>()
  for (let index = 0; index < headline; index++) {
    const card = cardOf(index)
    if (card !== undefined) cards.add(card)
  }
  return cards.size < fewestCards || above.length === chosen.length ? none : new Set(above)
}

/** How many cards there are from a block on, whether the judge chose of them or not. */
function cardsFrom({ blocks }: PageReading, from: number, cardOf: (index: number) => number | undefined): number {
  const found = new Set<number>()
  for (let index = from; index < blocks.length && found.size < fewestCards; index++) {
    const card = cardOf(index)
    if (card !== undefined) found.add(card)
  }
  return found.size
}

function firstOfCard(cards: readonly (number | undefined)[], found: number): number {
  let start = found
  while (start > 0 && cards[start - 1] !== undefined) start -= 1
  return start
}

/** Gives the small element with a linked heading that a block stands in, if it stands in one. */
function cardFinder(page: PageReading): (index: number) => number | undefined {
  const { blocks, features, tree, title } = page
  const { blocks: counts } = features.containers
  const own = squash(title ?? '')
  const leadsToSameSite = siteOf(page)
  const climb = function* (element: number): Generator<number> {
    for (let at = element, steps = 0; at > 0 && steps < climbed && counts[at]! <= cardBlocks; at = tree.parents[at]!, steps++) yield at
  }
  const headed = new Map<number, number>()
  let firstInside = 0
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!
    if (leadsOn(block, features.phrases[index]!)) {
      for (const at of climb(block.element)) {
        if (headed.has(at)) continue
        for (firstInside = index; firstInside > 0 && blocks[firstInside - 1]!.element >= at; firstInside--);
        headed.set(at, firstInside)
      }
      continue
    }
    if (block.linkChars <= 0.8 * block.text.length || !(headingTag.test(tree.tags[block.element]!) || block.text.length > headingChars))
      continue
    if (block.links > 1 || squash(block.text) === own || !leadsToSameSite(block)) continue
    for (const at of climb(block.element)) if (!headed.has(at)) headed.set(at, index)
  }
  return (index) => {
    for (const at of climb(blocks[index]!.element)) {
      const heading = headed.get(at) ?? blocks.length
      if (heading <= index + beforeHeading && features.containers.words[at]! <= cardWords) return at
    }
    return undefined
  }
}

const continueBit = 1 << phraseTopics.indexOf('continue')
const leadingOn =
  /^(?:read (?:more|on|the)|more|full story|читать (?:далее|полностью)|подробнее|далее|читати|детальніше|толығырақ|devamı|tümünü|weiterlesen|mehr|lire (?:la suite|plus)|leer más|ver más|leia mais|leggi (?:tutto|di più)|czytaj|více|阅读全文|詳細|詳しく|続きを読む|자세히|اقرأ المزيد|المزيد|بیشتر|ادامه|קרא עוד|और पढ़ें)/iu

/** The words under a summary that lead to the whole of it. */
function leadsOn({ text, linkChars }: Block, phrases: number): boolean {
  if (text.length > 30 || linkChars < 0.8 * text.length) return false
  return (phrases & continueBit) !== 0 || leadingOn.test(text)
}

const linkSteps = 6

/** Tells whether a block's link leads to the site the page is from. Each host is looked up once: a page may link to its own a hundred times. */
function siteOf({ tree, head }: PageReading): (block: Block) => boolean {
  const own = head.canonical ?? metaOf(head, 'og:url')
  const domains = new Map<string, string | null>()
  const domainOf = (address: string): string | null => {
    const host = address.split(/[/?#]/, 3).join('/')
    const known = domains.get(host)
    if (known !== undefined) return known
    const domain = getDomain(address)
    domains.set(host, domain)
    return domain
  }
  return ({ first }) => {
    let at = tree.parents[first]!
    for (let steps = 0; at > 0 && steps < linkSteps && tree.tags[at] !== 'a'; steps++) at = tree.parents[at]!
    const href = attributeOf(tree, at, 'href')?.trim() ?? ''
    if (!/^(?:https?:)?\/\//i.test(href)) return href !== '' && !href.startsWith('#')
    return own !== undefined && domainOf(href) === domainOf(own)
  }
}
