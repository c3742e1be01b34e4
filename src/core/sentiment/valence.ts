import type { Sentiment, Span } from '../../model.ts'
import type { Token } from '../voice/text/tokens.ts'
import { findCharges, type Charge, type ChargeReading } from './charges.ts'
import { plainTokens, type PhraseTable } from './phrase-table.ts'
import { toSentiment, type LanguageWords, type SentimentScorer } from './scorer.ts'
import { compileToneWords, type ToneWord } from './tone-words.ts'
import type { ValenceLists } from './valence-list.ts'

/** Tokens from the target at which a word counts half. This and the band were chosen on the training part of NewsMTSC. */
const halfDistance = 8
const scale = { half: 3, band: 0.3 }

/**
 * Sums the valence of the words round the target by rules: negation that ends with its clause, words that strengthen and weaken, verbs
 * that turn their object round, "but" and "although", and less weight with distance. Abstains for languages without a list, and where
 * nothing stands beside the target. It hears the tone of words; it does not know who did what to whom.
 */
export function createValenceScorer(lists: ValenceLists): SentimentScorer {
  const toneWordsOf = remember(compileToneWords)
  return {
    name: 'valence',
    towards: 'term',
    score: ({ text, target: span, language, words }): Sentiment | undefined => {
      const list = language === undefined ? undefined : lists.get(language)
      if (list === undefined) return undefined
      const tokens = plainTokens(text)
      const target = span === undefined ? undefined : tokensIn(tokens, span)
      const hasOthers = tokens.some(
        ({ kind }, index) => kind === 'word' && (target === undefined || index < target.first || index >= target.next),
      )
      if (!hasOthers) return undefined
      const charges = findCharges(tokens, { list, target, toneWords: toneWordsOf(words) })
      return toSentiment(sumRound(target, charges), scale)
    },
  }
}

/** Tables are built once for each set of words. */
function remember(compile: typeof compileToneWords): (words: LanguageWords | undefined) => PhraseTable<ToneWord> {
  const none = compile(undefined)
  const known = new WeakMap<LanguageWords, PhraseTable<ToneWord>>()
  return (words) => {
    if (words === undefined) return none
    const table = known.get(words) ?? compile(words)
    known.set(words, table)
    return table
  }
}

function tokensIn(tokens: readonly Token[], span: Span): NonNullable<ChargeReading['target']> {
  const first = tokens.findIndex(({ end }) => end > span.start)
  if (first === -1) return { first: tokens.length, next: tokens.length }
  const after = tokens.findIndex(({ start }) => start >= span.end)
  return { first, next: after === -1 ? tokens.length : after }
}

function sumRound(target: ChargeReading['target'], charges: readonly Charge[]): number {
  let sum = 0
  for (const { at, value } of charges) sum += value / (1 + distanceTo(target, at) / halfDistance)
  return sum
}

function distanceTo(target: ChargeReading['target'], at: number): number {
  if (target === undefined) return 0
  return at < target.first ? target.first - at : at - target.next + 1
}
