import { chooseBlocks, expectedF1 } from './judge/choose-blocks.ts'
import { explainStep } from './explain-step.ts'
import type { Explanation, ExtractionStep } from './extraction.ts'
import { mainContent } from './main-content.ts'
import { collapse } from './page/page-tree.ts'
import type { PageReading } from './read-page.ts'
import { countWords } from './words.ts'
import { endsSentence } from './describe/text-traits.ts'
import { strays } from './strays/strays.ts'

export interface SelectedText {
  readonly text: string
  readonly words: number
  readonly confidence: number
  readonly winner: Explanation['winner']
  readonly steps: Explanation['steps']
}

/** Less than this many words is no answer yet: the next candidate is asked. */
const fewWords = 12

/**
 * The body text of a page: the blocks that are part of it by the judge's chances, else, on a page that is no article, what it marks as its main content,
 * else the paragraphs of the densest container, else what the page's JSON-LD gives, else whatever text is there, with little confidence.
 */
export function selectText(page: PageReading, chances: Float64Array): SelectedText {
  const { blocks, features, tree } = page
  const words = features.traits.map((traits) => traits.words)
  const judged = keepJudged(page, chances)
  const steps = [...judged.steps]
  const confidenceOf = ({ kept }: Kept): number => Math.round(100 * expectedF1(chances, words, (index) => kept.has(index))) / 100
  const confidence = confidenceOf(judged)
  const main = mainContent(page, judged.words)
  if (main !== undefined) {
    const whole = keep(page, (index) => main.has(index))
    return {
      text: whole.text,
      words: whole.words,
      confidence: Math.min(0.2, confidenceOf(whole)),
      winner: 'main-content',
      steps: whole.steps,
    }
  }
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
    const text = linked.split(/\s*\n\s*/).map(collapse).filter((line) => line !== '').join('\n\n').normalize('NFC') // prettier-ignore
    return { text, words: countWords(text), confidence: 0.4, winner: 'linked-data', steps: [] }
  }
  if (judged.words > 0) return { text: judged.text, words: judged.words, confidence: Math.min(0.3, confidence), winner: 'judge', steps }
  const anything = keep(page, (index) => !blocks[index]!.hidden && blocks[index]!.linkChars < 0.4 * blocks[index]!.text.length)
  return { text: anything.text, words: anything.words, confidence: Math.min(0.1, confidence), winner: 'container', steps: anything.steps }
}

/**
 * The blocks that the judge chooses, strays left out. Where next to nothing is left, it had taken something else for the text, such as the comments on two
 * sentences: it is asked again without that.
 */
function keepJudged(page: PageReading, chances: Float64Array): Kept {
  const chosen = chooseBlocks(chances, page.kinship, page.features.prose)
  const kept = keep(page, (index) => chosen[index]!)
  if (kept.words >= fewWords || chosen.every((isChosen, index) => !isChosen || kept.kept.has(index))) return kept
  const others = chances.map((chance, index) => (chosen[index] && !kept.kept.has(index) ? 0 : chance))
  const chosenOthers = chooseBlocks(others, page.kinship, page.features.prose)
  const again = keep(page, (index) => chosenOthers[index]! && others[index]! > 0)
  return again.words > kept.words ? again : kept
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
  let left: readonly number[] = [...blocks.keys()]
  const drop = (step: string, isGone: (index: number) => boolean): void => {
    const gone = left.filter(isGone)
    if (gone.length === 0) return
    const removed = gone.map((index) => ({ text: blocks[index]!.text, words: features.traits[index]!.words }))
    steps.push(explainStep(step, removed))
    left = left.filter((index) => !isGone(index))
  }
  drop('judged to be no part of the body', (index) => !wanted(index))
  for (const [step, find] of strays) {
    const found = find(page, left)
    drop(step, (index) => found.has(index))
  }
  return {
    kept: new Set(left),
    text: joinBlocks(page, left),
    words: left.reduce((sum, index) => sum + features.traits[index]!.words, 0),
    steps,
  }
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
