import type { Lexicon, Term } from './lexicon.ts'
import { expandBraces } from './pattern.ts'
import type { ExchangeRow, ForeignTerm } from './take-foreign.ts'

/** What a format of another tool can say. */
export interface ForeignAbilities {
  /** More than one word. */
  readonly phrases: boolean
  /** A `*` alone for a word between others. */
  readonly wordGap: boolean
  /** A `*` inside a word, not only at its end. */
  readonly innerStar: boolean
  readonly weights: boolean
}

export interface Given {
  readonly entries: readonly ForeignTerm[]
  readonly rows: readonly ExchangeRow[]
}

/**
 * The entries of a lexicon for another tool, braces written out. What the tool cannot say is refused, and what it says less exactly is marked as changed:
 * `unless`, `scope` and matching by stem exist here only.
 */
export function giveForeign(lexicon: Lexicon, abilities: ForeignAbilities): Given {
  const entries: ForeignTerm[] = []
  const rows: ExchangeRow[] = []
  for (const term of lexicon.terms) {
    for (const pattern of term.patterns) {
      for (const reading of new Set(expandBraces(pattern).map((text) => text.replace(/\s+/g, ' ').trim()))) {
        const why = refusal(reading, abilities)
        if (why !== undefined) {
          rows.push({ place: term.id, entry: reading, outcome: 'refused', became: undefined, why })
          continue
        }
        const losses = lossesOf(term, reading, abilities)
        entries.push({ category: [term.frame], pattern: reading, weight: term.weight, place: term.id, dropped: undefined })
        rows.push({
          place: term.id,
          entry: reading,
          outcome: losses.length > 0 ? 'changed' : 'kept',
          became: reading,
          why: losses.join('; ') || undefined,
        })
      }
    }
  }
  return { entries, rows }
}

function refusal(reading: string, { phrases, wordGap, innerStar }: ForeignAbilities): string | undefined {
  if (!phrases && reading.includes(' ')) return 'the format has no phrases'
  if (!wordGap && /(?:^| )\*(?: |$)/.test(reading)) return 'the format has no "*" for a word'
  if (!innerStar && /\*\S/.test(reading)) return 'the format has "*" at the end of a word only'
  return undefined
}

function lossesOf({ unless, scope, match, weight }: Term, reading: string, { weights }: ForeignAbilities): readonly string[] {
  return [
    unless.length > 0 ? `without its exceptions (${unless.join(', ')})` : '',
    scope === 'any' ? '' : `found everywhere, not only in ${scope}`,
    match === 'lemma' ? 'as it stands, without other word forms' : '',
    /(?:^| )\*(?: |$)/.test(reading) ? '"*" stands for one word there, for one to three here' : '',
    weight !== 1 && !weights ? `without its weight (${weight})` : '',
  ].filter((loss) => loss !== '')
}
