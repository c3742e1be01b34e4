import type { Sentiment } from '../../model.ts'
import { stem } from '../text/stem.ts'
import { afinnValences } from './afinn.ts'
import type { LanguageWords, ScoringInput } from './scorer.ts'
import { targetFeatures, type TargetKnowledge } from './target-features.ts'
import { labelOf, predictTone, type Probabilities, type TargetCard, type TargetModel } from './target-model.ts'
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
  readonly towards: 'name'
  /** Those it has a model of. */
  readonly languages: readonly string[]
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
    return features && readingOf(predictTone(model, features), model.card)
  }
  return {
    name: 'target',
    towards: 'name',
    languages: [...models.keys()],
    read,
    score: (input) => {
      const reading = read(input)
      return reading === undefined || reading.abstained ? undefined : reading
    },
  }
}

function readingOf(probabilities: Probabilities, { labelWeights, abstainBelow }: TargetCard): TargetReading {
  const { negative, neutral, positive } = probabilities
  const weighed = { negative: negative * labelWeights.negative, positive: positive * labelWeights.positive }
  return {
    label: labelOf(probabilities, labelWeights),
    // Of the weighed tones, like the label: a positive label never comes with a negative score.
    score: (weighed.positive - weighed.negative) / (weighed.positive + weighed.negative + neutral * labelWeights.neutral),
    probabilities,
    abstained: Math.max(negative, neutral, positive) < abstainBelow,
  }
}

/** What the features of a language are made with; `undefined` for a language without a valence list. */
export function targetKnowledge(language: string, lists: ValenceLists, words: LanguageWords | undefined): TargetKnowledge | undefined {
  const list = lists.get(language)
  const valenceOf = afinnValences(language)
  if (list === undefined) return undefined
  return {
    list,
    toneWords: compileToneWords(words),
    stem: language === 'en' ? lightEnglishStem : (word) => stem(word, language),
    vocabularies: valenceOf === undefined ? [] : [{ name: 'afinn', valenceOf, full: 4 }],
  }
}

/** Only the commonest endings: Porter's rules join words of different tone, such as "general" and "generous". */
function lightEnglishStem(word: string): string {
  if (word.length < 5) return word
  const cut = word.replace(/(?:ingly|edly|ies|ied|ing|ers|ed|ly|es|er|s)$/, '')
  return cut.length < 3 ? word : cut
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
