import { diffLexicons } from '../lexicon/diff-lexicons.ts'
import type { Lexicon, Term } from '../lexicon/lexicon.ts'

/** What a change of a lexicon can move: only these terms are looked up again, and only hits of their frames can differ. */
export interface LexiconChange {
  /** As they were and as they are to be; a changed term stands in both. */
  readonly before: readonly Term[]
  readonly after: readonly Term[]
  /** Languages of those terms, and the frames that can move in each. */
  readonly frames: ReadonlyMap<string, ReadonlySet<string>>
  /** One short line each: `+3 terms`, `1 narrowed` … Empty where nothing differs. */
  readonly summary: readonly string[]
}

/** Fields of a term that decide what it finds. Notes, sources and examples move no hit. */
const findingFields: ReadonlySet<string> = new Set(['frame', 'language', 'patterns', 'match', 'scope', 'unless'])

/** Compares two versions by what they find and by what a person would call the change. */
export function lexiconChange(old: Lexicon, fresh: Lexicon): LexiconChange {
  const { added, removed, changed, framesAdded, framesRemoved } = diffLexicons(old, fresh)
  const moving = new Set(changed.filter(({ fields }) => fields.some((field) => findingFields.has(field))).map(({ id }) => id))
  const before = [...removed, ...old.terms.filter(({ id }) => moving.has(id))]
  const after = [...added, ...fresh.terms.filter(({ id }) => moving.has(id))]
  const kinds = pairs(old, fresh, moving).map(([was, is]) => kindOfChange(was, is))
  const described = changed.length - moving.size
  const count = (kind: string) => kinds.filter((one) => one === kind).length
  const summary = [
    say(framesAdded.length, '+', 'frame'),
    say(framesRemoved.length, '-', 'frame'),
    say(added.length, '+', 'term'),
    say(removed.length, '-', 'term'),
    ...(['narrowed', 'widened', 'reworked'] as const).map((kind) => (count(kind) > 0 ? `${count(kind)} ${kind}` : '')),
    described > 0 ? `${described} described anew` : '',
  ].filter((line) => line !== '')
  return { before, after, frames: framesByLanguage([...before, ...after]), summary }
}

/** The terms that decide hits together with changed ones: of the same frame and language, as the longest hit of a frame wins. */
export function termsBeside(lexicon: Lexicon, change: Pick<LexiconChange, 'frames'>): Lexicon {
  return { ...lexicon, terms: lexicon.terms.filter(({ frame, language }) => change.frames.get(language)?.has(frame) === true) }
}

function framesByLanguage(terms: readonly Term[]): ReadonlyMap<string, ReadonlySet<string>> {
  const grouped = Map.groupBy(terms, ({ language }) => language)
  return new Map([...grouped].map(([language, own]) => [language, new Set(own.map(({ frame }) => frame))]))
}

function pairs(old: Lexicon, fresh: Lexicon, ids: ReadonlySet<string>): readonly (readonly [Term, Term])[] {
  const is = new Map(fresh.terms.map((term) => [term.id, term]))
  return old.terms.flatMap((term) => {
    const other = is.get(term.id)
    return other && ids.has(term.id) ? [[term, other] as const] : []
  })
}

/** Narrowed: it can only find less. Widened: it can only find more. Reworked: either. */
function kindOfChange(was: Term, is: Term): 'narrowed' | 'widened' | 'reworked' {
  if (was.frame !== is.frame || was.language !== is.language || was.match !== is.match || was.scope !== is.scope) return 'reworked'
  const [lessPatterns, morePatterns] = [minus(was.patterns, is.patterns), minus(is.patterns, was.patterns)]
  const [lessUnless, moreUnless] = [minus(was.unless, is.unless), minus(is.unless, was.unless)]
  if (morePatterns === 0 && lessUnless === 0) return 'narrowed'
  if (lessPatterns === 0 && moreUnless === 0) return 'widened'
  return 'reworked'
}

function minus(left: readonly string[], right: readonly string[]): number {
  const known = new Set(right)
  return left.filter((pattern) => !known.has(pattern)).length
}

function say(count: number, sign: '+' | '-', noun: string): string {
  return count === 0 ? '' : `${sign}${count} ${noun}${count === 1 ? '' : 's'}`
}
