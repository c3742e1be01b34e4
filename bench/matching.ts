import { us, type Bench } from './bench.ts'
import { timed } from './cpu.ts'
import { median } from './median.ts'
import { loadMatcher, type Phrase } from './matchers.ts'
import { randomIndex, seededRandom, type Random } from '../src/core/stats/seeded-random.ts'
import { frequentWord, inventWords, oneOf, writeText } from './synthetic-text.ts'

const few = 100
const many = 10_000

/**
 * Finding literal phrases as whole words, from the printed text to a list of hits in order of place. The texts hold the first 100 phrases; the
 * other 9,900 share words with them and with the text and are hardly ever there, so that the hits stay nearly the same while the list grows.
 */
export const matching: Bench = {
  name: 'matching',
  contenders: [us, 'modern-ahocorasick', '@monyone/aho-corasick', 'ahocorasick', 'fastscan'],
  metrics: [
    { key: 'few', name: 'terms: speed with 100 terms', unit: 'MB per CPU s', better: 'more' },
    { key: 'many', name: 'terms: speed with 10,000 terms', unit: 'MB per CPU s', better: 'more' },
    { key: 'growth', name: 'terms: time with 10,000, by time with 100', unit: 'times', better: 'less' },
  ],
  sameIn: 'hits',
  rounds: 3,
  needsPeers: true,
  missing: async () => undefined,
  measure: async (contender) => {
    const random = seededRandom(1, 'matching')
    const words = inventWords(20_000, random)
    const phrases = inventPhrases(words, random)
    const texts = Array.from({ length: 400 }, () => newsText(words, phrases, random))
    const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6
    const compile = await loadMatcher(contender)
    const matchers = { few: compile(phrases.slice(0, few)), many: compile(phrases) }
    let hits = 0
    for (const text of texts) hits += matchers.few(text).length + matchers.many(text).length
    const seconds: { readonly few: number[]; readonly many: number[] } = { few: [], many: [] }
    for (let pass = 0; pass < 9; pass++) {
      seconds.few.push(timed(() => texts.forEach(matchers.few)))
      seconds.many.push(timed(() => texts.forEach(matchers.many)))
    }
    const [fewSeconds = 0, manySeconds = 0] = [median(seconds.few), median(seconds.many)]
    return { hits, few: megabytes / fewSeconds, many: megabytes / manySeconds, growth: manySeconds / fewSeconds }
  },
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
  const planted = phrases.slice(0, few).map(({ text }) => text)
  return writeText(700, () => (random() < 1 / 80 ? oneOf(planted, random) : frequentWord(words, random)), random)
}
