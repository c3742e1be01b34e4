import type { Span } from '../../model.ts'
import type { Attribution, MeansOfFinding } from './attribution.ts'
import { findCues } from './cues/find-cues.ts'
import { Phrase, type Range } from './phrase/phrase.ts'
import { isRoleWord } from './phrase/roles.ts'
import { isNegated } from './phrase/verb.ts'
import { openingCharacters, openingSubject } from './source/opening-subject.ts'
import { isClock } from './source/trim-speaker.ts'
import { isSelf, spanOf, Speakers } from './speakers.ts'
import { sentencesBetween, type Sentence, type TextReading } from './text/sentences.ts'
import { findTurns } from './text/turns.ts'
import type { Quotation } from './text/quotations.ts'

/** What was found, and the sentences it was found in: modes are read off them. */
export interface Attributions {
  readonly all: readonly Attribution[]
  /** Sentences of the text and, behind each, those inside its quotations; inner ones have the greater level. */
  readonly phrases: readonly Phrase[]
  /** What a cue denies, also one that is no link: "we do not think that …", "no one calls it …", "she said she did not think so". */
  readonly denied: readonly Span[]
}

/** Finds who is said to say what: sentence by sentence, then inside every quotation, then quotations that no cue governs. */
export function findAttributions(text: string, reading: TextReading, bodyStart: number): Attributions {
  const finder = new AttributionFinder(text, reading, bodyStart)
  finder.readTurns()
  finder.readLevel({ from: 0, to: reading.tokens.length, quotations: reading.quotations, quoted: undefined })
  return finder
}

interface Level {
  readonly from: number
  readonly to: number
  readonly quotations: readonly Quotation[]
  /** The quotation whose inside this is. */
  readonly quoted: Quotation | undefined
}

interface Speaking {
  readonly speaker: Span | undefined
  readonly cue: Span | undefined
  readonly paragraph: number
}

class AttributionFinder implements Attributions {
  readonly all: Attribution[] = []
  readonly phrases: Phrase[] = []
  readonly denied: Span[] = []
  readonly #text: string
  readonly #reading: TextReading
  readonly #bodyStart: number
  readonly #speakers = new Speakers()
  /** Quotations that say themselves who speaks, by where they begin. */
  readonly #tagged = new Map<number, Attribution>()
  #paragraph = 0
  /** The last sentence that stands in no quotation. */
  #before: Sentence | undefined
  /** "14:20.": the time of an entry of a live page was a sentence of its own. */
  #isBehindClock = false

  constructor(text: string, reading: TextReading, bodyStart: number) {
    this.#text = text
    this.#reading = reading
    this.#bodyStart = bodyStart
  }

  /** Labelled turns of a talk stand over all that is said in them. */
  readTurns(): void {
    for (const { speaker, colon, words } of findTurns(this.#reading))
      this.all.push({ role: 'says', cue: colon, speaker, contents: [words], effect: 'asserts', means: 'headline', isResolved: false })
  }

  readLevel(level: Level): void {
    const floor = new Floor()
    for (const sentence of sentencesBetween(this.#reading, level.from, level.to, level.quotations)) {
      if (sentence.opensParagraph && level.quoted === undefined) this.#paragraph++
      this.#readSentence(sentence, level, floor)
    }
  }

  #readSentence(sentence: Sentence, level: Level, floor: Floor): void {
    const phrase = new Phrase(sentence, this.#reading.vocabulary.language)
    this.phrases.push(phrase)
    const paragraph = this.#paragraph
    const subject = openingSubject(phrase)
    if (subject !== undefined && level.quoted === undefined) this.#speakers.remember(phrase, subject, { paragraph, isSource: false })
    if (!phrase.language.spaced && level.quoted === undefined) this.#speakers.rememberOpening(phrase, paragraph)
    const isEntry = this.#isBehindClock || (sentence.opensParagraph && isClock(phrase, 0))
    this.#isBehindClock = phrase.length <= 2 && isClock(phrase, 0)
    const findings = findCues(phrase, { isHeadline: isEntry || sentence.start < this.#bodyStart || isLooseLine(phrase) })
    const placed = this.#place(phrase, findings, subject, level.quoted !== undefined)
    const isAlone = phrase.items.every((item) => item.kind !== 'word')
    // «Нас выкинули, — рассказал слесарь. — Директор обманул»: a quotation that stands alone is first asked for a tag of its own.
    if (isAlone) this.#readQuotations(sentence, level)
    if (level.quoted === undefined) this.#takeQuotations(phrase, placed, { subject, floor, isAlone })
    else this.#addTags(phrase, placed, level.quoted)
    if (level.quoted === undefined) this.#tellOfSentenceBefore(phrase, placed)
    this.all.push(...placed.filter(({ contents }) => contents.length > 0))
    if (!isAlone) this.#readQuotations(sentence, level)
  }

  /** "Об этом сообщает Reuters": the sentence in front, of the same paragraph or the end of the one before, is what is told. */
  #tellOfSentenceBefore(phrase: Phrase, placed: readonly Attribution[]): void {
    const before = this.#before
    this.#before = phrase.sentence
    if (!phrase.is(0, 'grammar:backward') || before === undefined || before.start < this.#bodyStart) return
    const { start, end } = before
    for (const told of placed) if (told.contents.length === 0) this.all.push({ ...told, contents: [{ start, end }] })
  }

  #readQuotations(sentence: Sentence, level: Level): void {
    for (const { quotation } of sentence.items) {
      if (quotation === undefined) continue
      const inner = innerQuotations(level.quotations, quotation)
      this.readLevel({ from: quotation.firstToken, to: quotation.lastToken, quotations: inner, quoted: quotation })
    }
  }

  #addTags(phrase: Phrase, placed: readonly Attribution[], quoted: Quotation): void {
    const [tag, ...more] = insertedTags(phrase, placed, quoted)
    if (tag === undefined) return
    this.#tagged.set(quoted.start, tag)
    this.all.push(tag, ...more)
  }

  #place(phrase: Phrase, findings: readonly MeansOfFinding[], subject: Range | undefined, isQuoted: boolean): Attribution[] {
    const paragraph = this.#paragraph
    const placed: Attribution[] = []
    let last: Range | undefined = subject
    for (const finding of findings) {
      if (finding.sharesSpeaker) last ??= openingCharacters(phrase)
      const range = finding.sharesSpeaker ? last : finding.speaker
      if (range !== undefined && finding.role === 'says') last = range
      // Kept apart from the chain, where a link that repeats its speaker is left out: "she said she did not think it a betrayal".
      const isNobody = range !== undefined && phrase.is(range.from, 'negator')
      // "Никто не называл": where the verb is negated as well, that is one denial.
      const deniesToo = isNobody && !isNegated(phrase, finding.cue.from)
      if ((finding.effect === 'denies') !== deniesToo) this.denied.push(...finding.contents.map((content) => spanOf(phrase, content)))
      if (range !== undefined && isSelf(phrase, range)) {
        // "I call it treachery" inside a quotation stays with the speaker of the quotation.
        if (isQuoted || finding.contents.length > 0) continue
      }
      // "No one should call it a betrayal", "if anyone speaks of betrayal": nobody speaks.
      if (isNobody || (range !== undefined && phrase.is(range.from, 'people:anyone'))) continue
      const other = finding.role === 'is-cited' ? placed.at(-1)?.speaker : undefined
      const contents = finding.contents.map((content) => spanOf(phrase, content))
      const speaker = range === undefined ? undefined : this.#speakers.resolve(phrase, range, { paragraph, other, contents })
      // Outside a quotation a pronoun stands for nobody whom only the quotation speaks of; «…, — сказала Линд, — …» is no part of it.
      const isHeard = !isQuoted || phrase.isDash(finding.cue.from - 1) || phrase.isDash(finding.cue.from - 2)
      if (range !== undefined && !finding.sharesSpeaker && isHeard) this.#speakers.remember(phrase, range, { paragraph, isSource: true })
      placed.push({
        role: finding.role,
        cue: { start: phrase.items[finding.cue.from]!.start, end: phrase.items[finding.cue.to - 1]!.end },
        speaker: this.#bareName(speaker, finding.role),
        contents,
        effect: finding.effect,
        means: finding.means,
        isResolved: range !== undefined && speaker !== undefined && speaker.start !== spanOf(phrase, range).start,
      })
    }
    return placed
  }

  /** Cuts case endings that the language lists off a speaker's name, so that it stays a stretch of the text. */
  #bareName(span: Span | undefined, role: Attribution['role']): Span | undefined {
    if (span === undefined) return undefined
    const { caseEndings, citedEndings } = this.#reading.vocabulary.language.grammar
    const endings = role === 'says' ? caseEndings : [...caseEndings, ...citedEndings]
    if (endings.length === 0) return span
    const name = this.#text.slice(span.start, span.end).toLowerCase()
    const ending = endings.find((form) => name.endsWith(form) && name.length > form.length + 2)
    if (ending === undefined) return span
    const end = span.end - ending.length
    // "журналистің": the word and its ending share a letter.
    const whole =
      this.#text
        .slice(span.start, end + 1)
        .toLowerCase()
        .split(' ')
        .at(-1) ?? ''
    return { start: span.start, end: isRoleWord(whole, this.#reading.vocabulary.language) ? end + 1 : end }
  }

  /** Gives each quotation that no cue governs to a bare tag beside it, to whoever holds the floor, or to nobody. */
  #takeQuotations(
    phrase: Phrase,
    placed: Attribution[],
    { subject, floor, isAlone }: Pick<QuotationPlace, 'subject' | 'floor' | 'isAlone'>,
  ): void {
    const paragraph = this.#paragraph
    const tag = placed.find(({ contents, role }) => contents.length === 0 && role === 'says')
    const governing = placed.find(({ role, contents }) => role === 'says' && contents.length > 0)
    phrase.items.forEach((item, index) => {
      if (
        item.kind !== 'quote' ||
        this.#tagged.has(item.start) ||
        phrase.is(index - 1, 'grammar:titling', 'distancing') ||
        placed.some(({ contents }) => contents.some((content) => content.start <= item.start && item.end <= content.end))
      )
        return
      const speaking = this.#speakerOf(phrase, { index, isAlone, subject, tag, governing, floor })
      const attribution: Attribution = {
        role: 'says',
        speaker: speaking?.speaker,
        cue: speaking?.cue,
        contents: [{ start: item.start, end: item.end }],
        effect: 'asserts',
        means: 'marks',
        isResolved: speaking !== undefined && speaking !== tag && speaking !== governing,
      }
      placed.push(attribution)
    })
    const cited = placed.find(({ contents, role }) => contents.length > 0 && role === 'is-cited')
    const own = this.#tagged.get(phrase.items[0]?.start ?? -1)
    const speaking = own ?? tag ?? cited ?? governing ?? placed.findLast(({ speaker }) => speaker !== undefined)
    if (speaking?.speaker !== undefined) floor.take({ speaker: speaking.speaker, cue: speaking.cue, paragraph })
    else if (!isAlone) floor.pass(subject === undefined ? undefined : { speaker: spanOf(phrase, subject), cue: undefined, paragraph })
  }

  #speakerOf(phrase: Phrase, at: QuotationPlace): { readonly speaker: Span | undefined; readonly cue: Span | undefined } | undefined {
    if (at.tag !== undefined) return at.tag
    if (at.isAlone) return at.floor.heldAt(this.#paragraph)
    if (at.governing !== undefined) return at.governing
    const isIntroduced = phrase.isColon(at.index - 1)
    if (isIntroduced && at.subject !== undefined) {
      const contents = [phrase.items[at.index]!]
      return {
        speaker: this.#speakers.resolve(phrase, at.subject, { paragraph: this.#paragraph, other: undefined, contents }),
        cue: undefined,
      }
    }
    return undefined
  }
}

/** One line without a full stop at the front of a text, perhaps behind a quotation mark: a headline that nobody marked as one. */
function isLooseLine(phrase: Phrase): boolean {
  return phrase.sentence.start <= 1 && phrase.sentence.opensParagraph && !phrase.isMark(phrase.length - 1) && phrase.length < 40
}

/** «Это конец, — добавила Линд, — и начало»: a tag between dashes inside the marks holds for all that they enclose. */
function insertedTags(phrase: Phrase, placed: readonly Attribution[], { start, end }: Span): readonly Attribution[] {
  return placed.flatMap((attribution) => {
    const cue = phrase.items.findIndex((item) => item.start === attribution.cue?.start)
    const speaker = phrase.items.findIndex((item) => item.start === attribution.speaker?.start)
    const opensTag = phrase.isDash(cue - 1) || phrase.isDash(cue - 2)
    // A pronoun has been replaced by its name, which stands elsewhere.
    return opensTag && (speaker > cue || speaker === -1) ? [{ ...attribution, contents: [{ start, end }] }] : []
  })
}

interface QuotationPlace {
  readonly index: number
  readonly isAlone: boolean
  readonly subject: Range | undefined
  readonly tag: Attribution | undefined
  readonly governing: Attribution | undefined
  readonly floor: Floor
}

/** Who spoke last, for quotations that stand alone: `"We waited," said Vos. "And then it came."` */
class Floor {
  #speaking: Speaking | undefined
  #passed: Speaking | undefined

  take(speaking: Speaking): void {
    this.#speaking = speaking
    this.#passed = undefined
  }

  /** A sentence of the outlet came in between: its subject is next in line at a paragraph that opens with a quotation. */
  pass(subject: Speaking | undefined): void {
    this.#passed = subject
  }

  heldAt(paragraph: number): Speaking | undefined {
    if (this.#passed !== undefined && paragraph - this.#passed.paragraph <= 1) return this.#passed
    return this.#speaking !== undefined && paragraph - this.#speaking.paragraph <= 2 ? this.#speaking : undefined
  }
}

/** Quotations that begin inside another; `all` is in order of beginnings. */
function innerQuotations(all: readonly Quotation[], outer: Quotation): readonly Quotation[] {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (all[middle]!.start <= outer.start) low = middle + 1
    else high = middle
  }
  const from = low
  while (low < all.length && all[low]!.start < outer.end) low++
  return all.slice(from, low).filter(({ end }) => end <= outer.end)
}
