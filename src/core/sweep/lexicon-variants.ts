import type { Lexicon, Term } from '../lexicon/lexicon.ts'
import { parsePattern, type Sequence } from '../lexicon/pattern.ts'

/** A lexicon that a careful colleague might have written instead. */
export interface LexiconVariant {
  /** Stable, kebab-case. */
  readonly id: string
  readonly words: string
  readonly lexicon: Lexicon
}

/** As much of a hit as says which term makes how many. */
export interface CountedHit {
  readonly frame: string
  readonly term: string
  /** What people said of it; `undefined`: nobody looked. */
  readonly isRight?: boolean | undefined
}

/**
 * The lexicon as given, and in up to four stricter forms: without single words, which most often mean something else; without `*`; without the
 * one term that makes over half of a frame's hits, in each frame that has one; and without terms that people found wrong more often than right.
 * Forms that lose no hit are left out: they would count as choices and be none.
 */
export function lexiconVariants(lexicon: Lexicon, hits: readonly CountedHit[]): readonly LexiconVariant[] {
  const leading = leadingTerms(hits)
  const mistaken = mistakenTerms(hits)
  const named = (terms: ReadonlySet<string>) => [...terms].map((id) => `“${id}”`).join(', ')
  const without = (terms: ReadonlySet<string>) => ({ ...lexicon, terms: lexicon.terms.filter(({ id }) => !terms.has(id)) })
  const variants = [
    { id: 'phrases-only', words: 'without single words', lexicon: withPatterns(lexicon, (reading) => !isSingleWord(reading)) },
    { id: 'without-wildcards', words: 'without patterns with “*”', lexicon: withPatterns(lexicon, isLiteral) },
    {
      id: 'without-leading-terms',
      words: `without the term that makes over half of a frame’s hits (${named(leading)})`,
      lexicon: without(leading),
    },
    {
      id: 'without-mistaken-terms',
      words: `without terms that people found wrong more often than right (${named(mistaken)})`,
      lexicon: without(mistaken),
    },
  ]
  const found = new Set(hits.map(({ term }) => term))
  const before = foundPatterns(lexicon, found)
  return [
    { id: 'as-given', words: 'the lexicon as it is', lexicon },
    ...variants.filter((variant) => foundPatterns(variant.lexicon, found) !== before),
  ]
}

/** Fewer hits than this have no term that leads them. */
const fewestToLead = 3

function leadingTerms(hits: readonly CountedHit[]): ReadonlySet<string> {
  const byFrame = Map.groupBy(hits, ({ frame }) => frame)
  const leading = [...byFrame.values()].flatMap((own) => {
    if (own.length < fewestToLead) return []
    const byTerm = Map.groupBy(own, ({ term }) => term)
    return [...byTerm].filter(([, some]) => 2 * some.length > own.length).map(([term]) => term)
  })
  return new Set(leading.toSorted())
}

/** Terms whose checked hits are mostly wrong. */
function mistakenTerms(hits: readonly CountedHit[]): ReadonlySet<string> {
  const checked = hits.filter(({ isRight }) => isRight !== undefined)
  const byTerm = Map.groupBy(checked, ({ term }) => term)
  const wrong = [...byTerm].filter(([, some]) => 2 * some.filter(({ isRight }) => isRight === true).length < some.length)
  return new Set(wrong.map(([term]) => term).toSorted())
}

/** Terms keep the patterns all of whose readings pass; a term without patterns goes. */
function withPatterns(lexicon: Lexicon, passes: (reading: Sequence) => boolean): Lexicon {
  const terms = lexicon.terms.flatMap((term): readonly Term[] => {
    const patterns = term.patterns.filter((pattern) => parsePattern(pattern).every(passes))
    return patterns.length === 0 ? [] : [{ ...term, patterns }]
  })
  return { ...lexicon, terms }
}

/** In scripts without spaces every character stands alone, and two of them are mostly one word. */
function isSingleWord(reading: Sequence): boolean {
  if (reading.length === 1) return true
  return reading.length === 2 && reading.every((unit) => unit.kind === 'literal' && /^\p{Script=Han}$/u.test(unit.text))
}

function isLiteral(reading: Sequence): boolean {
  return reading.every(({ kind }) => kind === 'literal')
}

/** The patterns by which terms that have hits could have been found. */
function foundPatterns({ terms }: Lexicon, found: ReadonlySet<string>): string {
  return JSON.stringify(terms.filter(({ id }) => found.has(id)).map(({ id, patterns }) => [id, patterns]))
}
