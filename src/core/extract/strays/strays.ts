import { mentionTopics } from '../describe/phrases.ts'
import { threesOf } from '../describe/threes.ts'
import { attributeOf, type PageTree } from '../page/page-tree.ts'
import type { PageReading } from '../read-page.ts'
import { squash, wordsOf } from '../words.ts'
import { askingBoxes, consentDialogue } from './boxes.ts'
import { aboutAuthor, adNotices, appealsAtEnd, captions, commentsBehindHeading, datelines, gateAtEnd } from './notices.ts'
import { cardsAboveHeadline, cardsAfterText, nextArticles, pointers } from './other-articles.ts'

type FindStrays = (page: PageReading, chosen: readonly number[]) => ReadonlySet<number>

/** What is no part of a text though its blocks were chosen, by the name of the step that leaves it out. Each step sees what the ones before it left. */
export const strays: readonly (readonly [step: string, find: FindStrays])[] = [
  ['a dialogue that asks for consent', consentDialogue],
  ['other articles above the headline', cardsAboveHeadline],
  ['the headline', headline],
  ['the date and the author', datelines],
  ['a box that asks for something', askingBoxes],
  ['comments', commentsBehindHeading],
  ['the next article', nextArticles],
  ['other articles', cardsAfterText],
  ['a pointer to another article', pointers],
  ['an offer to subscribe', gateAtEnd],
  ['a notice of an advertisement', adNotices],
  ['a caption', captions],
  ['what customers say of the site', praise],
  ['addresses at the end', addressesAtEnd],
  ['a notice in place of a picture or player', placeholders],
  ['a hidden copy', hiddenCopies],
  ['a repetition', repetitions],
  ['a quote printed large', pullQuotes],
  ['what a site asks of its readers', appealsAtEnd],
  ['about the author', aboutAuthor],
]

const none: ReadonlySet<number> = new Set()

/** The title once more, no later than the first running text. A page of one sentence has it as its title too. */
function headline({ tree, blocks, features, title }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const wanted = squash(title ?? '')
  if (wanted === '') return none
  const firstProse = chosen.find((index) => features.prose[index]) ?? 0
  const isTitle = (index: number): boolean => {
    const text = squash(blocks[index]!.text)
    // A heading may run a kicker and the headline together.
    return (
      text === wanted || (text.endsWith(wanted) && text.length < 2.5 * wanted.length && /^h[1-3]$/.test(tree.tags[blocks[index]!.element]!))
    )
  }
  const found = chosen.filter((index) => index <= firstProse && isTitle(index))
  return found.length === chosen.length ? none : new Set(found)
}

/** With this many words besides, a page is not about what its customers say. */
const enoughBesidePraise = 150

function praise({ tree, blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const found = new Set(chosen.filter((index) => isPraise(tree, blocks[index]!.element)))
  if (found.size === 0) return none
  const otherWords = chosen.reduce((sum, index) => sum + (found.has(index) ? 0 : features.traits[index]!.words), 0)
  return otherWords >= enoughBesidePraise ? found : none
}

/** Widgets that show what customers say of the site name themselves so; such a page has its article besides. */
function isPraise(tree: PageTree, element: number): boolean {
  for (let at = element, steps = 0; at > 0 && steps < 6; at = tree.parents[at]!, steps++)
    if (/testimonial/i.test(attributeOf(tree, at, 'class') ?? '')) return true
  return false
}

/** So many in a row name the sources of a text; one or two may be its last words. */
const fewestAddresses = 3

function addressesAtEnd({ blocks }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const lastText = chosen.findLastIndex((index) => !/^(?:https?:\/\/|www\.)\S+$/i.test(blocks[index]!.text))
  const found = lastText === -1 ? [] : chosen.slice(lastText + 1)
  return found.length >= fewestAddresses ? new Set(found) : none
}

/** Shorter lines may be meant to be there more than once. */
const repeatedWords = 10
/** Share of a hidden block's runs of three words that the visible text has too when it is a copy of it. */
const copiedShare = 0.6

/** Hidden blocks that say once more what is shown: pages carry their text as Markdown or for printing besides. */
function hiddenCopies({ blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const hidden = chosen.filter((index) => blocks[index]!.hidden && features.traits[index]!.words >= repeatedWords)
  if (hidden.length === 0) return none
  const shown = chosen.filter((index) => !blocks[index]!.hidden).map((index) => blocks[index]!.text)
  const threes = threesOf(wordsOf(shown.join('\n')))
  return new Set(hidden.filter((index) => threes.shareOf(wordsOf(blocks[index]!.text)) >= copiedShare))
}

/** An interview may put one question thrice; a site that asks for consent in place of each picture says it as often. */
const fewestPlaceholders = 3
const privacyBit = 1 << mentionTopics.indexOf('privacy')

/** What stands where a picture, post or player would be, in the same words each time: that it waits for consent, or for a script. */
function placeholders({ blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const asking = chosen.filter(
    (index) =>
      features.traits[index]!.words >= repeatedWords &&
      ((features.mentions[index]! & privacyBit) !== 0 || /javascript/i.test(blocks[index]!.text)),
  )
  if (asking.length === 0) return none
  const copies = new Map<string, number>()
  for (const { text } of blocks) copies.set(text, (copies.get(text) ?? 0) + 1)
  return new Set(asking.filter((index) => copies.get(blocks[index]!.text)! >= fewestPlaceholders))
}

/** Pages that are built for several screens at once hold whole paragraphs more than once. */
function repetitions({ blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const seen = new Set<string>()
  const found = new Set<number>()
  for (const index of chosen) {
    const { text } = blocks[index]!
    if (features.traits[index]!.words < repeatedWords) continue
    if (seen.has(text)) found.add(index)
    seen.add(text)
  }
  return found
}

const quoteWords = 5
const mostQuoteWords = 60
const mostQuotes = 40
const joinedChars = 400_000
const quoteTags = new Set(['aside', 'blockquote', 'figure', 'q'])
const quoteClass = /pull|quote|cita|zitat|citat|цитат/i

/** A sentence of the text once more, printed large: in an element that says so. A heading may repeat the words of its paragraphs. */
function pullQuotes({ tree, blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const isPrintedLarge = largePrint(tree)
  const isQuote = (index: number): boolean => {
    const { words } = features.traits[index]!
    return words >= quoteWords && words <= mostQuoteWords && isPrintedLarge(blocks[index]!.element)
  }
  const quotes = chosen.filter(isQuote).slice(0, mostQuotes)
  if (quotes.length === 0) return none
  const set = new Set(quotes)
  const rest = chosen.filter((index) => !set.has(index)).map((index) => squash(blocks[index]!.text))
  const text = rest.join('\n').slice(0, joinedChars)
  return new Set(quotes.filter((index) => text.includes(squash(blocks[index]!.text))))
}

/** Tells whether an element is a quote or stands in one. Paragraphs stand in the same elements, so each of these is looked at once. */
function largePrint(tree: PageTree): (element: number) => boolean {
  const seen = new Map<number, boolean>()
  const isQuote = (at: number): boolean => {
    const known = seen.get(at)
    if (known !== undefined) return known
    const found = quoteTags.has(tree.tags[at]!) || quoteClass.test(attributeOf(tree, at, 'class') ?? '')
    seen.set(at, found)
    return found
  }
  return (element) => {
    if (/^h[1-6]$/.test(tree.tags[element]!)) return false
    for (let at = element, steps = 0; at > 0 && steps < 4; at = tree.parents[at]!, steps++) if (isQuote(at)) return true
    return false
  }
}
