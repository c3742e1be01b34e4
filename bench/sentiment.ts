import { us, type Bench } from './running/bench.ts'
import { timed } from './running/cpu.ts'
import { median } from './running/median.ts'
import { seededRandom, type Random } from '../src/core/stats/seeded-random.ts'
import { oneOf } from './made-up/synthetic-text.ts'

const models = ['afinn', 'valence', 'target'] as const

/**
 * Speed of saying how an English sentence sounds, from the printed sentence to a number. Peers score the sentence as a whole; ours also
 * leave out a term, weigh words by their place, or tell whom the tone is towards, so that the same answer is not to be had from all.
 */
export const sentiment: Bench = {
  name: 'sentiment',
  contenders: [us, 'natural', 'vader-sentiment', 'wink-sentiment'],
  metrics: models.map((key) => ({ key, name: `sentiment: speed of ${key}`, unit: 'sentences per CPU s', better: 'more' as const })),
  sameIn: undefined,
  rounds: 5,
  needsPeers: true,
  missing: async () => undefined,
  measure: async (contender) => {
    const random = seededRandom(1, 'sentiment')
    const sentences = Array.from({ length: 4000 }, () => newsSentence(random))
    const scorers = contender === us ? await ownScorers() : await peerScorer(contender)
    return Object.fromEntries(models.map((model) => [model, speedOf(scorers[model], sentences)]))
  },
}

interface Sentence {
  readonly text: string
  readonly target: { readonly start: number; readonly end: number }
}

type Score = (sentence: Sentence) => number

/** Too quick to be timed once. */
function speedOf(score: Score, sentences: readonly Sentence[]): number {
  let charged = 0
  for (const sentence of sentences) if (score(sentence) !== 0) charged++
  if (charged < sentences.length / 10) throw new Error('Hardly a sentence sounded like anything: the speed would be that of doing nothing')
  const passes = Array.from({ length: 5 }, () => timed(() => sentences.forEach(score)))
  return sentences.length / (median(passes) ?? Number.NaN)
}

async function ownScorers(): Promise<Readonly<Record<(typeof models)[number], Score>>> {
  const { createAfinnScorer } = await import('../src/core/sentiment/afinn.ts')
  const { createTargetScorer } = await import('../src/core/sentiment/target.ts')
  const { createValenceScorer } = await import('../src/core/sentiment/valence.ts')
  const { readLanguages } = await import('../src/io/config/languages.ts')
  const { readTargetModels } = await import('../src/io/config/target-models.ts')
  const { readValenceLists } = await import('../src/io/config/valence-lists.ts')
  const lists = await readValenceLists(['config'])
  const words = (await readLanguages(['config'])).get('en')
  const target = createTargetScorer(await readTargetModels(['config']), lists)
  const [afinn, valence] = [createAfinnScorer(), createValenceScorer(lists)]
  const scoreBy =
    (scorer: typeof afinn): Score =>
    (sentence) =>
      scorer.score({ ...sentence, language: 'en', words })?.score ?? 0
  return {
    afinn: scoreBy(afinn),
    valence: scoreBy(valence),
    target: (sentence) => target.read({ ...sentence, language: 'en', words })?.score ?? 0,
  }
}

/** A peer has one way of doing it: its figure stands beside each of ours. */
async function peerScorer(contender: string): Promise<Readonly<Record<(typeof models)[number], Score>>> {
  const { sentiments }: { sentiments: ReadonlyMap<string, () => Promise<(sentence: string) => number>> } = await import(peers)
  const load = sentiments.get(contender)
  if (!load) throw new Error(`No contender ${contender}`)
  const scoreText = await load()
  const score: Score = ({ text }) => scoreText(text)
  return { afinn: score, valence: score, target: score }
}

// Not a literal: the packages behind it are no part of what the compiler checks.
const peers = new URL('peers/sentiments.mjs', import.meta.url).href

const names = ['Brown', 'the minister', 'Severia', 'the union', 'Marenta', 'President Vos']
const verbs = [
  'praised',
  'accused',
  'met',
  'attacked',
  'thanked',
  'warned',
  'visited',
  'betrayed',
  'supported',
  'ignored',
  'asked',
  'failed',
]
const ends = [
  'for her honest and courageous work on the port',
  'of lying about the corrupt deal with the harbour company',
  'in the town hall on Tuesday, where the budget was read out again',
  'although the new pipeline is not a threat to anyone on the coast',
  'after a terrible accident that left nine people dead in the north',
  'while the talks on the price of gas went on until late in the night',
]

/** About twenty words, half of the sentences with a charged one. */
function newsSentence(random: Random): Sentence {
  const name = oneOf(names, random)
  const before = `On the second day, ${oneOf(names, random)} ${oneOf(verbs, random)} `
  return { text: `${before}${name} ${oneOf(ends, random)}.`, target: { start: before.length, end: before.length + name.length } }
}
