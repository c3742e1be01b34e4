import { chooseBlocks, expectedF1 } from './judge/choose-blocks.ts'
import { explainStep } from './explain-step.ts'
import type { Explanation, ExtractionStep } from './extraction.ts'
import { attributeOf, type PageTree } from './page/page-tree.ts'
import { squash } from './words.ts'
import type { PageReading } from './read-page.ts'
import { endsSentence } from './describe/text-traits.ts'

export interface SelectedText {
  readonly text: string
  readonly words: number
  readonly confidence: number
  readonly winner: Explanation['winner']
  readonly steps: Explanation['steps']
}

/** Less than this many words is no answer yet: the next candidate is asked. */
const fewWords = 12
/** Pages that are built for several screens at once hold whole paragraphs more than once; shorter lines may be meant. */
const repeatedWords = 10

/** With this many words besides, a page is not about what its customers say. */
const enoughBesidePraise = 150

/**
 * The body text of a page: the blocks that are part of it by the judge's chances, else the paragraphs of the densest container, else what the page's
 * JSON-LD gives, else whatever text is there, with little confidence.
 */
export function selectText(page: PageReading, chances: Float64Array): SelectedText {
  const { blocks, features, tree } = page
  const words = features.traits.map((traits) => traits.words)
  const chosen = chooseBlocks(chances, page.kinship, features.prose)
  const judged = keep(page, (index) => chosen[index]!)
  const steps = [...judged.steps]
  const confidenceOf = ({ kept }: Kept): number => Math.round(100 * expectedF1(chances, words, (index) => kept.has(index))) / 100
  const confidence = confidenceOf(judged)
  if (judged.words >= fewWords) return { text: judged.text, words: judged.words, confidence, winner: 'judge', steps }

  const { best } = features.containers
  const dense = keep(
    page,
    (index) =>
      features.prose[index]! && blocks[index]!.element >= best && blocks[index]!.element < tree.ends[best]! && !blocks[index]!.hidden,
  )
  const linked = page.clues.articleBody?.trim() ?? ''
  if (dense.words >= fewWords && dense.words * 8 > linked.length) {
    return {
      text: dense.text,
      words: dense.words,
      confidence: Math.min(0.4, confidenceOf(dense)),
      winner: 'container',
      steps: dense.steps,
    }
  }
  if (linked.length > 200) {
    return { text: linked.normalize('NFC'), words: linked.split(/\s+/).length, confidence: 0.4, winner: 'linked-data', steps: [] }
  }
  if (judged.words > 0) return { text: judged.text, words: judged.words, confidence: Math.min(0.3, confidence), winner: 'judge', steps }
  const anything = keep(page, (index) => !blocks[index]!.hidden && blocks[index]!.linkChars < 0.4 * blocks[index]!.text.length)
  return { text: anything.text, words: anything.words, confidence: Math.min(0.1, confidence), winner: 'container', steps: anything.steps }
}

interface Kept {
  readonly kept: ReadonlySet<number>
  readonly text: string
  readonly words: number
  readonly steps: Explanation['steps']
}

function keep(page: PageReading, wanted: (index: number) => boolean): Kept {
  const { blocks, features } = page
  const steps: ExtractionStep[] = []
  let left = [...blocks.keys()]
  const apply = (step: string, stays: (index: number) => boolean): void => {
    const gone = left.filter((index) => !stays(index))
    if (gone.length === 0) return
    steps.push(
      explainStep(
        step,
        gone.map((index) => ({ text: blocks[index]!.text, words: features.traits[index]!.words })),
      ),
    )
    const removed = new Set(gone)
    left = left.filter((index) => !removed.has(index))
  }
  apply('judged to be no part of the body', wanted)
  const title = squash(page.title ?? '')
  const firstProse = left.find((index) => features.prose[index]) ?? 0
  const isHeadline = (index: number): boolean => index <= firstProse && title !== '' && squash(blocks[index]!.text) === title
  // A page of one sentence has it as its title too.
  if (!left.every(isHeadline)) apply('the headline', (index) => !isHeadline(index))
  const praise = new Set(left.filter((index) => isPraise(page.tree, blocks[index]!.element)))
  const otherWords = left.reduce((sum, index) => sum + (praise.has(index) ? 0 : features.traits[index]!.words), 0)
  if (otherWords >= enoughBesidePraise) apply('what customers say of the site', (index) => !praise.has(index))
  const seen = new Set<string>()
  apply('a repetition', (index) => {
    const { text } = blocks[index]!
    if (features.traits[index]!.words < repeatedWords) return true
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
  return {
    kept: new Set(left),
    text: joinBlocks(page, left),
    words: left.reduce((sum, index) => sum + features.traits[index]!.words, 0),
    steps,
  }
}

/** Widgets that show what customers say of the site name themselves so; such a page has its article besides. */
function isPraise(tree: PageTree, element: number): boolean {
  for (let at = element, steps = 0; at > 0 && steps < 6; at = tree.parents[at]!, steps++)
    if (/testimonial/i.test(attributeOf(tree, at, 'class') ?? '')) return true
  return false
}

/** Blank lines between paragraphs; lines that one `<br>` divides stay lines, unless they are whole sentences. */
function joinBlocks(page: PageReading, indexes: readonly number[]): string {
  let text = ''
  let previous = -2
  for (const index of indexes) {
    const block = page.blocks[index]!
    if (text !== '') {
      const sameParagraph = block.after === 'line' && previous === index - 1 && !endsSentence(page.blocks[previous]!.text)
      text += sameParagraph ? '\n' : '\n\n'
    }
    text += block.text
    previous = index
  }
  return text.normalize('NFC')
}
