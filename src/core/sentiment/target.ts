import type { Sentiment } from '../../model.ts'
import { afinnValences } from './afinn.ts'
import type { LanguageWords, ScoringInput } from './scorer.ts'
import { targetFeatures, type TargetKnowledge } from './target-features.ts'
import { predictTone, tones, type Probabilities, type TargetModel } from './target-model.ts'
import { compileToneWords } from './tone-words.ts'
import type { ValenceLists } from './valence-list.ts'

export interface TargetReading extends Sentiment {
  readonly probabilities: Probabilities
  /** No tone is probable enough to be quoted. */
  readonly abstained: boolean
}

/** Tone towards the target. `score` withholds what `read` marks as abstained; both give `undefined` for languages without a model and without a target. */
export interface TargetScorer {
  readonly name: 'target'
  score(input: ScoringInput): TargetReading | undefined
  read(input: ScoringInput): TargetReading | undefined
}

/**
 * Says how a sentence speaks of its target, by a linear model over the words round it (see the card of each model for its training data
 * and its errors). Trained on persons and bodies in political news; towards other targets it is less sure than its probabilities say.
 */
export function createTargetScorer(models: ReadonlyMap<string, TargetModel>, lists: ValenceLists): TargetScorer {
  const knowledgeFor = rememberKnowledge(lists)
  const read = ({ text, target, language, words }: ScoringInput): TargetReading | undefined => {
    const model = language === undefined ? undefined : models.get(language)
    if (model === undefined || language === undefined || target === undefined) return undefined
    const knowledge = knowledgeFor(language, words)
    const features = knowledge && targetFeatures(text, target, knowledge, model.card.buckets)
    return features && readingOf(predictTone(model, features), model.card.abstainBelow)
  }
  return {
    name: 'target',
    read,
    score: (input) => {
      const reading = read(input)
      return reading === undefined || reading.abstained ? undefined : reading
    },
  }
}

function readingOf(probabilities: Probabilities, abstainBelow: number): TargetReading {
  const label = tones.reduce((best, tone) => (probabilities[tone] > probabilities[best] ? tone : best), 'neutral')
  return {
    label,
    score: probabilities.positive - probabilities.negative,
    probabilities,
    abstained: probabilities[label] < abstainBelow,
  }
}

/** What the features of a language are made with; `undefined` for a language without a valence list or AFINN. */
export function targetKnowledge(language: string, lists: ValenceLists, words: LanguageWords | undefined): TargetKnowledge | undefined {
  const list = lists.get(language)
  const valenceOf = afinnValences(language)
  if (list === undefined || valenceOf === undefined) return undefined
  return { list, toneWords: compileToneWords(words), vocabularies: [{ name: 'afinn', valenceOf, full: 4 }] }
}

type KnowledgeFor = (language: string, words: LanguageWords | undefined) => TargetKnowledge | undefined

function rememberKnowledge(lists: ValenceLists): KnowledgeFor {
  const known = new Map<string, { readonly words: LanguageWords | undefined; readonly knowledge: TargetKnowledge | undefined }>()
  return (language, words) => {
    const last = known.get(language)
    if (last !== undefined && last.words === words) return last.knowledge
    const knowledge = targetKnowledge(language, lists, words)
    known.set(language, { words, knowledge })
    return knowledge
  }
}
