import type { Evidence } from './evidence.ts'

/** What a claim and a sentence have in common. */
export interface Likeness {
  /** Share of the claim's evidence that the sentence has too, 0 to 1. */
  readonly coverage: number
  readonly concepts: readonly string[]
  readonly frames: readonly string[]
  readonly numbers: readonly string[]
  readonly names: readonly string[]
  readonly stems: readonly string[]
}

const weights = { concept: 3, frame: 1.5, number: 2, name: 1, stem: 1 }

/** How many of the outlet's sentences hold an entry, by its key: what most of them hold tells none of them apart. */
export interface SentenceCounts {
  readonly total: number
  readonly names: ReadonlyMap<string, number>
}

/** Counts names over all sentences of an outlet. */
export function countSentences(all: readonly Evidence[]): SentenceCounts {
  const names = new Map<string, number>()
  for (const evidence of all) for (const name of evidence.names.keys()) names.set(name, (names.get(name) ?? 0) + 1)
  return { total: all.length, names }
}

export interface Comparing {
  readonly isSameLanguage: boolean
  readonly counts: SentenceCounts
}

/** Weighs what a claim shares with a sentence. Terms of the lexicon weigh most; words count within a language only. */
export function likeness(claim: Evidence, sentence: Evidence, { isSameLanguage, counts }: Comparing): Likeness {
  const concepts = shared(claim.concepts, sentence.concepts)
  const frames = shared(claim.frames, sentence.frames)
  const numbers = [...claim.numbers].filter((number) => sentence.numbers.has(number))
  const names = shared(claim.names, sentence.names)
  const stems = isSameLanguage ? shared(claim.stems, sentence.stems) : []
  const nameWeight = (name: string) => weights.name / (1 + (4 * (counts.names.get(name) ?? 0)) / Math.max(1, counts.total))
  const sum = (keys: Iterable<string>) => [...keys].reduce((total, key) => total + nameWeight(key), 0)
  const conceptual = concepts.length > 0 ? concepts.length * weights.concept : Math.min(1, frames.length) * weights.frame
  const found = conceptual + numbers.length * weights.number + sum(names) + stems.length * weights.stem
  const all =
    claim.concepts.size * weights.concept +
    claim.numbers.size * weights.number +
    sum(claim.names.keys()) +
    (isSameLanguage ? claim.stems.size * weights.stem : 0)
  return { coverage: all === 0 ? 0 : Math.min(1, found / all), concepts, frames, numbers, names, stems }
}

/** Whether that is enough to call the sentence the source of the claim. */
export function isAligned(
  { coverage, concepts, frames, numbers, names, stems }: Likeness,
  { isSameLanguage, holdsQuotation }: { readonly isSameLanguage: boolean; readonly holdsQuotation: boolean },
): boolean {
  if (holdsQuotation || concepts.length > 0) return true
  // Names stand in every sentence of a story; with a number, or words in common, they place it.
  if (isSameLanguage) return (frames.length > 0 && coverage >= 0.25) || (coverage >= 0.4 && stems.length + numbers.length >= 2)
  if (frames.length > 0 || numbers.length >= 2) return true
  return numbers.length === 1 && (names.length > 0 || Number(numbers[0]) >= distinctive)
}

/** A number of this size that two sentences of one story share is hardly there by chance. */
const distinctive = 1000

/** Whether a claim holds anything that can be looked for in another language. */
export function isCheckableAcrossLanguages({ concepts, numbers }: Evidence): boolean {
  return concepts.size > 0 || numbers.size > 0
}

function shared(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...a.keys()].filter((key) => b.has(key))
}
