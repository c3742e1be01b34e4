import { mentionTopics, phraseTopics } from '../describe/phrases.ts'
import { consentPhrases } from '../no-article/wall-phrases.ts'
import { holdsAny, placesOf } from '../page/page-tree.ts'
import type { PageReading } from '../read-page.ts'

const none: ReadonlySet<number> = new Set()
const climbed = 4
/** A dialogue may be long, but no page is mostly one and still an article. */
const mostConsent = 0.6
const mostAsking = 0.3
const askingBlocks = 8
const askingWords = 120

/** The dialogue that asks for consent, where it lies beside the article and is nearly as long. */
export function consentDialogue(page: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const controls = ['button', 'dialog'].flatMap((tag) => placesOf(page.tree, tag)).toSorted((a, b) => a - b)
  if (controls.length === 0) return none
  const asks: number[] = []
  for (let index = 0; index < page.blocks.length && asks.length < mostAsked; index++)
    if (asksConsent(page.blocks[index]!.text.slice(0, 2_000))) asks.push(index)
  if (asks.length === 0) return none
  const found = new Set<number>()
  for (const index of asks) {
    const box = boxRound(page, page.blocks[index]!.element, (element) => holdsAny(page.tree, element, controls))
    if (box !== undefined) for (const inside of insideOf(page, box, chosen)) found.add(inside)
  }
  return wordsOf(page, [...found]) > mostConsent * wordsOf(page, chosen) ? none : found
}

const mostAsked = 40

function asksConsent(text: string): boolean {
  return /cookie|consent|zustimm|einwillig/i.test(text) && consentPhrases.test(text)
}

const askingTopics = (['newsletter', 'donate', 'account'] as const).reduce((bits, topic) => bits | (1 << phraseTopics.indexOf(topic)), 0)
const askingMentions = (['newsletter', 'appeal', 'privacy'] as const).reduce((bits, topic) => bits | (1 << mentionTopics.indexOf(topic)), 0)

/** A small box between the paragraphs that asks readers to subscribe or to give: a word or a button that does it, and a sentence that says why. */
export function askingBoxes(page: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const { blocks, tree, features } = page
  const asks = chosen.filter((index) => (features.mentions[index]! & askingMentions) !== 0)
  if (asks.length === 0) return none
  const calls = new Set<number>()
  for (let index = 0; index < blocks.length; index++)
    if ((features.phrases[index]! & askingTopics) !== 0 && blocks[index]!.text.length < 80) calls.add(blocks[index]!.element)
  const controls = [...['button', 'input', 'form'].flatMap((tag) => placesOf(tree, tag)), ...calls].toSorted((a, b) => a - b)
  const all = wordsOf(page, chosen)
  const firstProse = chosen.find((index) => features.prose[index])
  const found = new Set<number>()
  for (const index of asks.slice(0, mostAsked)) {
    const isBox = (element: number): boolean =>
      features.containers.blocks[element]! <= askingBlocks &&
      features.containers.words[element]! <= askingWords &&
      holdsAny(tree, element, controls)
    const box = boxRound(page, blocks[index]!.element, isBox)
    const inside = box === undefined ? [] : insideOf(page, box, chosen)
    if (wordsOf(page, inside) > mostAsking * all || (firstProse !== undefined && inside.includes(firstProse))) continue
    for (const one of inside) found.add(one)
  }
  return found
}

/** The nearest of an element and those round it that is such a box; none holds the headline or the whole page. */
function boxRound({ tree }: PageReading, element: number, isBox: (element: number) => boolean): number | undefined {
  const headline = placesOf(tree, 'h1')[0] ?? -1
  for (let at = element, steps = 0; at > 0 && steps <= climbed; at = tree.parents[at]!, steps++) {
    const tag = tree.tags[at]!
    if (tag === 'body' || tag === 'article' || tag === 'main' || (headline >= at && headline < tree.ends[at]!)) return undefined
    if (isBox(at)) return at
  }
  return undefined
}

function insideOf({ tree, blocks }: PageReading, box: number, chosen: readonly number[]): readonly number[] {
  return chosen.filter((index) => blocks[index]!.element >= box && blocks[index]!.element < tree.ends[box]!)
}

function wordsOf({ features }: PageReading, indexes: readonly number[]): number {
  return indexes.reduce((sum, index) => sum + features.traits[index]!.words, 0)
}
