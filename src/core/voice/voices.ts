import type { Mode, RateVoice, Span, SpeakerClass, Stance, Voice, VoiceLink, VoiceWarning } from '../../model.ts'
import type { Attribution } from './attribution.ts'
import { chainConfidence, ownConfidence } from './confidence.ts'
import { findAttributions } from './find-attributions.ts'
import type { LanguageData } from './language-data.ts'
import { isUnderCondition, modeIn } from './mode.ts'
import { speakerClassOf } from './speaker-class.ts'
import { stanceOf } from './stance.ts'
import { nest, type Stretch } from './nesting.ts'
import { readText } from './text/sentences.ts'
import { trustIn, type Trust } from './trust.ts'
import { vocabularyOf } from './text/vocabulary.ts'
import { byStart, lastStartingBefore, mergeSpans } from './text/spans.ts'
import type { Phrase } from './phrase/phrase.ts'

/** Words of the text that name a speaker or a cue. */
export interface NamedSpan extends Span {
  readonly text: string
}

/** A stretch that is someone else's words. `depth` is 0 under the outlet's own report, 1 inside such a stretch, and so on. */
export interface AttributedSpan extends Span {
  readonly kind: 'quoted' | 'reported'
  readonly depth: number
  readonly speaker: NamedSpan | undefined
  readonly cue: NamedSpan | undefined
  readonly speakerClass: SpeakerClass | undefined
  readonly stance: Stance
}

export interface HitVoice {
  readonly voice: Voice
  /** How sure the voice is, 0 to 1. */
  readonly confidence: number
  readonly mode: Mode
  /** In quotation marks, or called so-called, by an outlet that names no one who says it. */
  readonly scareQuoted: boolean
}

/** Whose words every place of one text is in. */
export interface Voices {
  /** In order of beginnings, an outer span before those inside it. */
  readonly spans: readonly AttributedSpan[]
  /** Why confidence is low in the whole text; empty where nothing speaks against it. */
  readonly warnings: readonly VoiceWarning[]
  /** The voice of a hit, by its first character. */
  at(place: Span): HitVoice
  /** The same for counting words: quoted and reported together, without the chain. */
  voiceAt(offset: number): Exclude<RateVoice, 'all'>
}

export interface VoiceOptions {
  /** `undefined`: nothing is known of the language, so nobody can say whose words these are, the outlet's least of all. */
  readonly language: LanguageData | undefined
  /** Where the headline ends; headlines have cues of their own. */
  readonly bodyStart: number
}

/**
 * Finds whose voice every word of a text is in, in one pass of five steps:
 * tokens and quotation marks, sentences, cues (who says what by which words), quotations that no cue governs, and nesting.
 * Everything it knows of a language is in that language's data file. Time is linear in the text.
 */
export function findVoices(text: string, { language, bodyStart }: VoiceOptions): Voices {
  if (language === undefined) return unknownVoices
  const reading = readText(text, vocabularyOf(language))
  const { all, phrases, denied } = findAttributions(text, reading, bodyStart)
  const stretches = nest(all, text)
  const quoted = mergeSpans(reading.quotations.filter(({ use }) => use === 'speech'))
  return new TextVoices(text, {
    stretches,
    quoted,
    unclosed: mergeSpans(reading.unclosed),
    phrases,
    denied: mergeSpans(denied.toSorted(byStart)),
    language,
    trust: trustIn(phrases, reading),
  })
}

const unclear: HitVoice = { voice: { kind: 'unclear' }, confidence: 0, mode: 'asserted', scareQuoted: false }

const unknownVoices: Voices = { spans: [], warnings: ['no-rules'], at: () => unclear, voiceAt: () => 'unclear' }

interface Found {
  readonly stretches: readonly Stretch[]
  /** Between quotation marks; disjoint, in order. */
  readonly quoted: readonly Span[]
  /** Behind a quotation mark that nothing closes. */
  readonly unclosed: readonly Span[]
  readonly phrases: readonly Phrase[]
  /** What a cue denies, a link or not; disjoint, in order. */
  readonly denied: readonly Span[]
  readonly language: LanguageData
  readonly trust: Trust
}

class TextVoices implements Voices {
  readonly #text: string
  readonly #found: Found
  /** Stretches of depth 0, which do not overlap. */
  readonly #outer: readonly Span[]
  readonly #phrases: readonly Phrase[]
  readonly spans: readonly AttributedSpan[]
  readonly warnings: readonly VoiceWarning[]

  constructor(text: string, found: Found) {
    this.warnings = found.trust.warnings
    this.#text = text
    this.#found = found
    this.#outer = found.stretches.filter(({ depth }) => depth === 0)
    this.#phrases = found.phrases.toSorted((a, b) => byStart(a.sentence, b.sentence))
    this.spans = found.stretches.flatMap((stretch) => this.#spansOf(stretch)).toSorted((a, b) => a.start - b.start || a.depth - b.depth)
  }

  voiceAt(offset: number): Exclude<RateVoice, 'all'> {
    if (holds(lastStartingBefore(this.#outer, offset), offset)) return 'attributed'
    return holds(lastStartingBefore(this.#found.unclosed, offset), offset) ? 'unclear' : 'outlet'
  }

  at(place: Span): HitVoice {
    const stretch = this.#innermostOf(place)
    const phrase = this.#phraseAt(place.start)
    const isQuoted = holds(lastStartingBefore(this.#found.quoted, place.start), place.start)
    const isDistanced = phrase !== undefined && isCalledSo(phrase, place)
    if (stretch === undefined) {
      const isUnclear = holds(lastStartingBefore(this.#found.unclosed, place.start), place.start)
      const mode = this.#isDenied(place) ? 'negated' : phrase === undefined ? 'asserted' : modeIn(phrase, place, 0)
      const confidence = ownConfidence({ isUnclear, isQuoted, nearCue: phrase !== undefined && this.#hasCue(phrase) }, this.#found.trust)
      return { voice: { kind: isUnclear ? 'unclear' : 'outlet' }, confidence, mode, scareQuoted: isQuoted || isDistanced }
    }
    const chain = chainOf(stretch).map((link) => this.#linkOf(link))
    return {
      voice: { kind: isQuoted ? 'quoted' : 'reported', chain },
      confidence: chainConfidence(chainOf(stretch), { isQuoted, trust: this.#found.trust }),
      mode: this.#modeOf(place, stretch, phrase),
      scareQuoted: isDistanced,
    }
  }

  /** A cue that denies or asks decides over all that it governs; otherwise the words around the hit do. */
  #modeOf(place: Span, stretch: Stretch, phrase: Phrase | undefined): Mode {
    const effects = chainOf(stretch).map(({ attribution }) => attribution.effect)
    if (effects.includes('denies') || this.#isDenied(place)) return 'negated'
    if (effects.includes('asks')) return 'question'
    const mode = phrase === undefined ? 'asserted' : modeIn(phrase, place, floorOf(stretch))
    return mode === 'asserted' && this.#isUnderCondition(stretch) ? 'hedged' : mode
  }

  #isUnderCondition(stretch: Stretch): boolean {
    return chainOf(stretch).some(({ attribution: { cue } }) => {
      const phrase = cue === undefined ? undefined : this.#phraseAt(cue.start)
      return cue !== undefined && phrase !== undefined && isUnderCondition(phrase, cue)
    })
  }

  #isDenied({ start }: Span): boolean {
    return holds(lastStartingBefore(this.#found.denied, start), start)
  }

  /** A place that holds its own cue, as in "feel betrayed", is in the voice that the cue brings in. */
  #innermostOf({ start, end }: Span): Stretch | undefined {
    const [first, last] = [this.#innermostAt(start), this.#innermostAt(end - 1)]
    return last !== undefined && last.depth > (first?.depth ?? -1) ? last : first
  }

  #innermostAt(offset: number): Stretch | undefined {
    let stretch = lastStartingBefore(this.#found.stretches, offset)
    while (stretch !== undefined && stretch.end <= offset) stretch = stretch.parent
    return stretch
  }

  /** The innermost sentence around a place: sentences inside a quotation begin behind the one that holds it. */
  #phraseAt(offset: number): Phrase | undefined {
    let index = lastIndexStartingBefore(this.#phrases, offset)
    for (let steps = 0; index >= 0 && steps < 40; index--, steps++) {
      const phrase = this.#phrases[index]!
      if (offset < phrase.sentence.end) return phrase
    }
    return undefined
  }

  #linkOf({ attribution }: Stretch): VoiceLink {
    const { speaker, cue } = attribution
    return { speaker: this.#named(speaker)?.text, cue: this.#named(cue)?.text, ...this.#bearingOf(attribution) }
  }

  /** What the words tell of the speaker, and of whoever passes the claim on. */
  #bearingOf({ speaker, cue, contents }: Attribution): Pick<VoiceLink, 'speakerClass' | 'stance'> {
    const { language } = this.#found
    const text = this.#text
    const opening = contents.find(({ start }) => cue !== undefined && start >= cue.end && start - cue.end < widestOpening)
    const stance =
      cue === undefined
        ? 'neutral'
        : stanceOf(text.slice(cue.start, cue.end), opening === undefined ? '' : text.slice(cue.end, opening.start + firstWords), language)
    if (speaker !== undefined) return { speakerClass: speakerClassOf(text.slice(speaker.start, speaker.end), language), stance }
    return { speakerClass: cue === undefined ? undefined : 'anonymous', stance }
  }

  #hasCue({ sentence }: Phrase): boolean {
    return overlapping(this.#outer, sentence.start, sentence.end).length > 0
  }

  #named(span: Span | undefined): NamedSpan | undefined {
    return span === undefined ? undefined : { text: this.#text.slice(span.start, span.end), start: span.start, end: span.end }
  }

  /** Cut where quotation marks open and close, so that each piece is either quoted or reported. */
  #spansOf({ start, end, depth, attribution }: Stretch): readonly AttributedSpan[] {
    const who = {
      depth,
      speaker: this.#named(attribution.speaker),
      cue: this.#named(attribution.cue),
      ...this.#bearingOf(attribution),
    }
    const pieces: AttributedSpan[] = []
    const push = (from: number, to: number, kind: AttributedSpan['kind']): void => {
      const piece = this.#text.slice(from, to)
      const trimmedStart = from + piece.length - piece.trimStart().length
      const trimmedEnd = to - (piece.length - piece.trimEnd().length)
      if (trimmedStart < trimmedEnd) pieces.push({ start: trimmedStart, end: trimmedEnd, kind, ...who })
    }
    let at = start
    for (const quotation of overlapping(this.#found.quoted, start, end)) {
      push(at, Math.max(at, quotation.start), 'reported')
      push(Math.max(at, quotation.start), Math.min(end, quotation.end), 'quoted')
      at = Math.min(end, quotation.end)
    }
    push(at, end, 'reported')
    return pieces
  }
}

/** "Could be seen as a betrayal": where nobody is named, what weakens the saying weakens what is said. */
function floorOf({ start, attribution, parent }: Stretch): number {
  if (attribution.speaker !== undefined || attribution.cue === undefined) return start
  return Math.min(start, parent?.start ?? 0)
}

/** How far behind the cue the claim begins whose first words may tell the stance, and how many characters these are: "сообщил, что якобы". */
const widestOpening = 24
const firstWords = 12

function holds(span: Span | undefined, offset: number): boolean {
  return span !== undefined && span.start <= offset && offset < span.end
}

/** From the outermost reporter to the innermost speaker. */
function chainOf(innermost: Stretch): readonly Stretch[] {
  const chain: Stretch[] = []
  for (let stretch: Stretch | undefined = innermost; stretch !== undefined; stretch = stretch.parent) chain.unshift(stretch)
  return chain
}

function lastIndexStartingBefore(phrases: readonly Phrase[], offset: number): number {
  let low = 0
  let high = phrases.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (phrases[middle]!.sentence.start <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

function overlapping(spans: readonly Span[], start: number, end: number): readonly Span[] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.end <= start) low = middle + 1
    else high = middle
  }
  const from = low
  while (low < spans.length && spans[low]!.start < end) low++
  return spans.slice(from, low)
}

/** "so-called", "alleged" just in front of the hit. */
function isCalledSo(phrase: Phrase, place: Span): boolean {
  const first = phrase.items.findIndex(({ end }) => end > place.start)
  for (let at = first - 1; at >= Math.max(0, first - 4); at--) {
    if (phrase.is(at, 'distancing')) return true
    if (phrase.isComma(at)) return false
  }
  return false
}
