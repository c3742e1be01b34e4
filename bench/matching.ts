import { us, type Bench } from './running/bench.ts'
import { timed } from './running/cpu.ts'
import { median } from './running/median.ts'
import { loadMatcher, others, packages, type Phrase, type PhraseHit } from './peers/matchers.ts'
import { randomIndex, seededRandom, type Random } from '../src/core/stats/seeded-random.ts'
import { frequentWord, inventWords, oneOf, writeText } from './made-up/synthetic-text.ts'

const sizes = [10, 100, 1_000, 10_000] as const
const planted = 100
const many = 10_000
const floor = 'bare walk over the text'

/**
 * Finding literal phrases as whole words, from the printed text to a list of hits in order of place, with more and more phrases. The texts hold
 * the first 100 phrases; the others share words with them and with the text and are hardly ever there, so that from 100 phrases on the hits
 * stay nearly the same while the list grows. Only packages that find every place of every phrase do the same work, and are held to the same
 * hits, each with its place in the printed text and its term; the alternation finds no overlaps, looking words up knows no places, and the walk over the characters finds nothing at all.
 */
export const matching: Bench = {
  name: 'matching',
  contenders: [us, ...packages, ...others, floor],
  metrics: [
    ...sizes.map((size) => ({
      key: `at${size}`,
      name: `terms: speed with ${size.toLocaleString('en')} terms`,
      unit: 'MB per CPU s',
      better: 'more' as const,
    })),
    { key: 'growth', name: 'terms: time with 10,000, by time with 100', unit: 'times', better: 'less' },
  ],
  sameIn: 'hits',
  rounds: 5,
  floor: { contender: floor, metric: `at${planted}` },
  needsPeers: true,
  missing: async () => undefined,
  measure: async (contender) => {
    const random = seededRandom(1, 'matching')
    const words = inventWords(20_000, random)
    const phrases = inventPhrases(words, random)
    const texts = Array.from({ length: 200 }, () => newsText(words, phrases, random))
    const compile = contender === floor ? () => walk : await loadMatcher(contender)
    const speeds = new Map<number, number>()
    let hits = 0
    for (const size of sizes) {
      const matcher = compile(phrases.slice(0, size))
      // The first texts warm the matcher up, and tell how many can be afforded: an alternation of 10,000 phrases is slow.
      const first = texts.slice(0, 5)
      const trial = timed(() => first.forEach((text) => void matcher(text)))
      const afforded = trial > slowTrial ? first : texts
      if (size === planted) for (const text of texts) hits = matcher(text).reduce(withHit, hits)
      if (afforded === texts) for (let pass = 0; pass < warmPasses; pass++) texts.forEach((text) => void matcher(text))
      const seconds = Array.from({ length: afforded === texts ? 9 : 1 }, () => timed(() => afforded.forEach((text) => void matcher(text))))
      speeds.set(size, megabytesOf(afforded) / (median(seconds) ?? 0))
    }
    const growth = (speeds.get(planted) ?? 0) / (speeds.get(many) ?? 0)
    const figures = Object.fromEntries(sizes.map((size) => [`at${size}`, speeds.get(size) ?? 0]))
    return contender === us || packages.some((name) => name === contender) ? { ...figures, growth, hits } : { ...figures, growth }
  },
}

/** Passes before the first that counts. With three, what the first hits change was still being compiled: 100 terms looked slower than 1,000. */
const warmPasses = 10

/** CPU seconds for five texts, from which on the others are left out. */
const slowTrial = 0.5

function megabytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0) / 1e6
}

/** A sum over all hits in order, so that one hit elsewhere or of another term makes it another; small enough to stay exact. */
function withHit(sum: number, { start, end, term }: PhraseHit): number {
  return (sum * 31 + start * 7 + end * 3 + Number(term.slice('term-'.length)) + 1) % 1_000_000_007
}

/** What no search can do without: to look at every character. */
function walk(text: string): readonly PhraseHit[] {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0
  return sum === -1 ? [{ start: 0, end: 0, term: '' }] : []
}

/** Phrases of two or three different words; different from each other. */
function inventPhrases(words: readonly string[], random: Random): readonly Phrase[] {
  const rare = words.slice(200)
  const phrases = new Set<string>()
  while (phrases.size < many) {
    const parts = new Set([frequentWord(words.slice(20), random)])
    for (const length = 2 + randomIndex(2, random); parts.size < length;) parts.add(oneOf(rare, random))
    phrases.add([...parts].join(' '))
  }
  return [...phrases].map((text, index) => ({ id: `term-${index}`, text }))
}

/** About 700 words, of which one in eighty begins a phrase. */
function newsText(words: readonly string[], phrases: readonly Phrase[], random: Random): string {
  const texts = phrases.slice(0, planted).map(({ text }) => text)
  return writeText(700, () => (random() < 1 / 80 ? oneOf(texts, random) : frequentWord(words, random)), random)
}
