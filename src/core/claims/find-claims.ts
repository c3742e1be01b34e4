import { unreachable } from '../../errors.ts'
import type { Article, Link, Outlet, OutletId, Span } from '../../model.ts'
import { sentences } from '../text/sentences.ts'
import type { LanguageData } from '../voice/language-data.ts'
import { findVoices, type AttributedSpan } from '../voice/voices.ts'
import type { Claim } from './claim.ts'
import { lastPressPhrase, nameOutlets, type Named } from './name-outlets.ts'
import type { PressWords } from './press-words.ts'

/** A claim with the outlets of the run that it may mean. */
export interface NamedClaim extends Claim {
  readonly outlets: readonly OutletId[]
}

export interface ClaimSearch {
  readonly outlets: readonly Outlet[]
  readonly language: LanguageData
  readonly press: PressWords
}

/** No article passes on more than this; a text that seems to is damaged, and its rest is not searched. */
const mostClaims = 100

/** Every place where an article gives words to the press: an outlet, the press of a country, "the paper". Its own outlet is left out. */
export function findClaims(article: Article, { outlets, language, press }: ClaimSearch): readonly NamedClaim[] {
  const { text, bodyStart } = article
  const spans = findVoices(text, { language, bodyStart }).spans
  const all = sentences(text, { language: language.code, abbreviations: language.abbreviations })
  const claims: NamedClaim[] = []
  let last: readonly OutletId[] = []
  for (const pieces of attributionsOf(spans)) {
    if (claims.length >= mostClaims) break
    const [first] = pieces
    if (first?.speaker === undefined) continue
    const named = nameOutlets(first.speaker.text, outlets, press)
    if (named === undefined) continue
    const { start, end } = around(pieces)
    const ids = idsOf(named, { last, before: beforeIn(text, all, first.speaker), outlets, press })
    if (ids.length > 0) last = ids
    const others = ids.filter((id) => id !== article.outlet)
    if (ids.length > 0 && others.length === 0) continue
    claims.push({
      start,
      end,
      source: first.speaker.text,
      cue: first.cue?.text,
      words: text.slice(start, end),
      quotations: pieces.flatMap((piece) => (piece.kind === 'quoted' ? [unquoted(text.slice(piece.start, piece.end))] : [])),
      through: throughOf(spans, { start, end }, first.depth),
      sentence: sentenceOf(text, all, { start, end }),
      outlets: others,
    })
  }
  return claims
}

interface Surroundings {
  readonly last: readonly OutletId[]
  /** What stands before the speaker in its sentence. */
  readonly before: string
  readonly outlets: readonly Outlet[]
  readonly press: PressWords
}

/** "In the Jinghe press, where one leading newspaper wrote": a newspaper that is not named may be placed just before. */
function idsOf(named: Named, { last, before, outlets, press }: Surroundings): readonly OutletId[] {
  switch (named.kind) {
    case 'outlets':
    case 'country':
      return named.ids
    case 'pointing-back':
      return last
    case 'unknown': {
      const phrase = lastPressPhrase(before, press)
      const placed = phrase === undefined ? undefined : nameOutlets(phrase, outlets, press)
      return placed?.kind === 'outlets' || placed?.kind === 'country' ? placed.ids : []
    }
    default:
      return unreachable(named)
  }
}

/** Further back, another clause speaks of something else. */
const farthestBack = 60

function beforeIn(text: string, all: readonly Span[], { start }: Span): string {
  const sentence = all.findLast((one) => one.start <= start)
  return text.slice(Math.max(sentence?.start ?? 0, start - farthestBack), start)
}

/** Pieces of one attribution: the same speaker and cue, cut by quotation marks or by the cue itself. In order. */
function attributionsOf(spans: readonly AttributedSpan[]): readonly (readonly AttributedSpan[])[] {
  const groups = new Map<string, AttributedSpan[]>()
  for (const span of spans) {
    const key = `${span.depth} ${span.speaker?.start} ${span.cue?.start}`
    const group = groups.get(key)
    if (group) group.push(span)
    else groups.set(key, [span])
  }
  return [...groups.values()]
}

function around(pieces: readonly Span[]): Span {
  return { start: Math.min(...pieces.map(({ start }) => start)), end: Math.max(...pieces.map(({ end }) => end)) }
}

/** Those whose own words make up most of a claim, one inside the other. */
function throughOf(spans: readonly AttributedSpan[], { start, end }: Span, depth: number): readonly Link[] {
  const inner = attributionsOf(spans.filter((span) => span.depth > depth && span.start >= start && span.end <= end))
  return inner
    .filter((pieces) => pieces[0]?.speaker !== undefined && 2 * (around(pieces).end - around(pieces).start) >= end - start)
    .toSorted((a, b) => (a[0]?.depth ?? 0) - (b[0]?.depth ?? 0))
    .map(([first]) => ({ speaker: first?.speaker?.text, cue: first?.cue?.text }))
}

const quoteMarks =
  /^["'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\u300c\u300d\u300e\u300f]+|["'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\u300c\u300d\u300e\u300f]+$/gu

function unquoted(words: string): string {
  return words.replaceAll(quoteMarks, '').replace(/[,.]$/u, '').trim()
}

/** From the sentence in which the claim begins to the one in which it ends. */
function sentenceOf(text: string, all: readonly Span[], { start, end }: Span): string {
  const touched = all.filter((sentence) => sentence.start < end && start < sentence.end)
  return text.slice(touched[0]?.start ?? start, touched.at(-1)?.end ?? end)
}
