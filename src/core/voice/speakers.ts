import { openingPeople } from './source/opening-people.ts'
import type { Phrase, Range } from './phrase/phrase.ts'
import type { Span } from '../../model.ts'

/** Words that name somebody. What they tell of them is read off when a pronoun asks, and few mentions are ever asked. */
interface Mention {
  readonly phrase: Phrase
  readonly range: Range
  readonly paragraph: number
  /** Was named as a source. */
  readonly isSource: boolean
}

interface Resolving {
  readonly paragraph: number
  /** Whose words the pronoun is in, and so never stands for: "the agency quoted it as saying". */
  readonly other: Span | undefined
  /** What is said: nobody speaks inside it. "The law, she said, was". */
  readonly contents: readonly Span[]
}

/** Older mentions are out of reach for a pronoun. */
const remembered = 12
const paragraphsInReach = 2

/** Who has been spoken of so far, so that "she said" finds its name. Reads the text once, front to back. */
export class Speakers {
  #mentions: Mention[] = []
  /** The latest sentences whose openings nobody has asked for yet: in scripts without spaces it takes a dictionary to read them. */
  #unread: { readonly phrase: Phrase; readonly paragraph: number }[] = []

  /**
   * The span that names the speaker: the phrase itself, or what its pronoun stands for; the pronoun where nothing agrees.
   */
  resolve(phrase: Phrase, range: Range, { paragraph, other, contents }: Resolving): Span {
    const own = spanOf(phrase, range)
    if (!isPronoun(phrase, range)) return own
    this.#readOpenings()
    const found = this.#mentions.findLast((mention) => {
      const named = spanOf(mention.phrase, mention.range)
      return (
        named.start !== other?.start &&
        !contents.some(({ start, end }) => start <= named.start && named.start < end) &&
        paragraph - mention.paragraph < paragraphsInReach &&
        named.end <= own.start &&
        agrees(mention, phrase, range.from)
      )
    })
    return found === undefined ? own : spanOf(found.phrase, found.range)
  }

  remember(phrase: Phrase, range: Range, { paragraph, isSource }: { readonly paragraph: number; readonly isSource: boolean }): void {
    if (isPronoun(phrase, range)) return
    this.#mentions.push({ phrase, range, paragraph, isSource })
    if (this.#mentions.length > remembered) this.#mentions.shift()
  }

  /** Whom a sentence opens with, should a pronoun ask for it. */
  rememberOpening(phrase: Phrase, paragraph: number): void {
    this.#unread.push({ phrase, paragraph })
    if (this.#unread.length > remembered) this.#unread.shift()
  }

  #readOpenings(): void {
    if (this.#unread.length === 0) return
    const people = this.#unread.flatMap(({ phrase, paragraph }) =>
      openingPeople(phrase).map((range) => ({ phrase, range, paragraph, isSource: false })),
    )
    this.#unread = []
    // In a sentence those who are named as sources come last, as the likelier ones.
    this.#mentions = [...people, ...this.#mentions].toSorted((a, b) => a.phrase.sentence.start - b.phrase.sentence.start).slice(-remembered)
  }
}

/** Has a name or a role, or was named as a source: someone a pronoun can stand for. */
function isPerson({ phrase, range, isSource }: Mention): boolean {
  const isName = someIn(range, (at) => phrase.isName(at) && (at > 0 || phrase.items[at]!.classes.size === 0))
  return isName || isSource || someIn(range, (at) => phrase.is(at, 'people:roles'))
}

function isPlural({ phrase, range }: Mention): boolean {
  const last = phrase.items[range.to - 1]
  return (
    opensPlural(phrase, range) ||
    ((phrase.is(range.to - 1, 'people:roles') || !phrase.language.spaced) && isPluralForm(phrase, last?.lower ?? '')) ||
    someIn(range, (at) => phrase.is(at, 'grammar:coordinators'))
  )
}

function isPronoun(phrase: Phrase, range: Range): boolean {
  return range.to - range.from === (phrase.items[range.from]?.length ?? 1) && phrase.is(range.from, 'people:pronouns')
}

/** "I", "we": inside a quotation the speaker of the quotation, elsewhere the outlet. */
export function isSelf(phrase: Phrase, range: Range): boolean {
  return phrase.is(range.from, 'people:self') && range.to - range.from === phrase.items[range.from]!.length
}

/** A mark and a space: a short quotation that begins or ends a range gives it its marks. */
const widestMark = 2

export function spanOf(phrase: Phrase, range: Range): Span {
  const first = phrase.items[range.from]!
  const last = phrase.items[range.to - 1]!
  const opening = first.shortQuotation?.start ?? first.start
  const closing = last.shortQuotation?.end ?? last.end
  return { start: first.start - opening <= widestMark ? opening : first.start, end: closing - last.end <= widestMark ? closing : last.end }
}

function someIn(range: Range, holds: (index: number) => boolean): boolean {
  for (let at = range.from; at < range.to; at++) if (holds(at)) return true
  return false
}

/** "Бывшие соратники": where the main noun comes first, its ending or that of its adjective tells, whatever is listed. */
function opensPlural(phrase: Phrase, { from, to }: Range): boolean {
  const { headLast, spaced, contentBeforeVerb, people } = phrase.language
  if (contentBeforeVerb) return endsPlural(phrase, to - 1)
  if (headLast || !spaced || (from > 0 && phrase.isName(from)) || phrase.is(from, 'people:genitives')) return false
  return people.pluralEndings.some((ending) => phrase.items[from]?.lower.endsWith(ending))
}

/** "авторларының": the ending of several, under that of a case. */
function endsPlural(phrase: Phrase, index: number): boolean {
  const word = phrase.items[index]?.lower ?? ''
  const ending = phrase.language.grammar.caseEndings.find(
    (form) => word.endsWith(form) && isPluralForm(phrase, word.slice(0, -form.length)),
  )
  return ending !== undefined || isPluralForm(phrase, word)
}

function genderOf({ phrase, range }: Mention): 'masculine' | 'feminine' | undefined {
  const isMasculine = someIn(range, (at) => phrase.is(at, 'people:masculine'))
  const isFeminine = someIn(range, (at) => phrase.is(at, 'people:feminine'))
  if (isMasculine === isFeminine) return undefined
  return isMasculine ? 'masculine' : 'feminine'
}

function isPluralForm(phrase: Phrase, word: string): boolean {
  return phrase.language.people.pluralEndings.some((ending) => word.endsWith(ending))
}

function agrees(mention: Mention, phrase: Phrase, pronoun: number): boolean {
  if (phrase.is(pronoun, 'people:plural')) return isPlural(mention)
  if (isPlural(mention) || !isPerson(mention)) return false
  if (phrase.is(pronoun, 'people:masculine')) return genderOf(mention) !== 'feminine'
  if (phrase.is(pronoun, 'people:feminine')) return genderOf(mention) !== 'masculine'
  return genderOf(mention) === undefined
}
