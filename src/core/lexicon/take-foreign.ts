import { fold } from '../text/fold.ts'
import { lexiconSchema, type Lexicon } from './lexicon.ts'
import { patternMistake } from './pattern.ts'

/** An entry of another tool's lexicon, as far as it can be said here. */
export interface ForeignTerm {
  readonly category: readonly string[]
  readonly pattern: string
  readonly weight: number | undefined
  readonly place: string
  readonly dropped: string | undefined
}

/** What became of one entry on its way between formats. Nothing is lost without a row. */
export interface ExchangeRow {
  readonly place: string
  readonly entry: string
  readonly outcome: 'kept' | 'changed' | 'refused'
  /** What it became; `undefined` where it was refused. */
  readonly became: string | undefined
  /** Why it was changed or refused. */
  readonly why: string | undefined
}

export interface Taken {
  /** `undefined` where no entry could be used. */
  readonly lexicon: Lexicon | undefined
  readonly rows: readonly ExchangeRow[]
}

/**
 * Makes a lexicon of entries of another tool: a frame a category, a term an entry. Patterns that this grammar does not have are refused by
 * name, never guessed; phrases joined by `_` become words. Definitions and examples are left for a person to write.
 */
export function takeForeign(
  entries: readonly ForeignTerm[],
  { id, language, source }: { readonly id: string; readonly language: string; readonly source: string },
): Taken {
  const frames = new Map<string, { readonly id: string; readonly name: string }>()
  const terms = new Map<string, Record<string, unknown>>()
  const ids = new Set<string>()
  const concepts = new Set<string>()
  const rows: ExchangeRow[] = []
  for (const { category, pattern: printed, weight, place, dropped } of entries) {
    const { pattern, changes } = mended(printed, { weight, dropped })
    const why = refusal(pattern)
    if (why !== undefined) {
      rows.push({ place, entry: printed, outcome: 'refused', became: undefined, why })
      continue
    }
    const name = category.join(' > ')
    const frame = frames.get(name) ?? { id: freeId(slug(category.join('.')), new Set([...frames.values()].map((one) => one.id))), name }
    frames.set(name, frame)
    const key = `${frame.id} ${fold(pattern)}`
    if (terms.has(key)) {
      rows.push({ place, entry: printed, outcome: 'changed', became: pattern, why: 'said before in the same category; kept once' })
      continue
    }
    const termId = freeId(slug(pattern), ids)
    ids.add(termId)
    // One concept belongs to one frame: the same pattern in another category is an idea of its own.
    const idea = slug(pattern)
    const concept = concepts.has(idea) ? termId : idea
    concepts.add(concept)
    terms.set(key, { id: termId, frame: frame.id, concept, language, patterns: [pattern], weight: clamped(weight), source })
    rows.push({
      place,
      entry: printed,
      outcome: changes.length > 0 ? 'changed' : 'kept',
      became: pattern,
      why: changes.join('; ') || undefined,
    })
  }
  if (terms.size === 0) return { lexicon: undefined, rows }
  const definition = (name: string) => `The category "${name}" of ${source}; say here what an article does when it uses it.`
  const lexicon = lexiconSchema.parse({
    id,
    version: 1,
    frames: [...frames.values()].map((frame) => ({ ...frame, definition: definition(frame.name) })),
    terms: [...terms.values()],
  })
  return { lexicon, rows }
}

const heaviest = 10

function clamped(weight: number | undefined): number {
  return Math.min(heaviest, Math.max(0, weight ?? 1))
}

function mended(
  printed: string,
  { weight, dropped }: Pick<ForeignTerm, 'weight' | 'dropped'>,
): { readonly pattern: string; readonly changes: readonly string[] } {
  const changes: string[] = dropped === undefined ? [] : [dropped]
  if (weight !== undefined && clamped(weight) !== weight)
    changes.push(`the weight ${weight} became ${clamped(weight)}: weights run from 0 to ${heaviest}`)
  const spaced = printed.replaceAll('_', ' ').replace(/\s+/g, ' ').trim()
  if (printed.includes('_')) changes.push('"_" between words became a space')
  return { pattern: spaced, changes }
}

/** Why a pattern of another tool cannot be one here. */
function refusal(pattern: string): string | undefined {
  if (/^\*\p{L}/u.test(pattern)) return 'a "*" in front of a word would have to be looked for everywhere'
  if (/\p{L}\?|\?\p{L}/u.test(pattern)) return '"?" for one letter has no equal here; write the forms with "{a,b}"'
  return patternMistake(pattern)
}

function slug(text: string): string {
  const words = fold(text.normalize('NFC'))
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return words.slice(0, 80) || 'entry'
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number++
  return `${wanted}-${number}`
}
