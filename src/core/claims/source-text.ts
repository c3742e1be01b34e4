import type { Article, Hit, Mode, OutletId, Span } from '../../model.ts'
import { plainTokens } from '../sentiment/phrase-table.ts'
import type { ValenceList } from '../sentiment/valence-list.ts'
import { storyFeatures } from '../story/traits/features.ts'
import { sentences } from '../text/sentences.ts'
import type { LanguageData } from '../voice/language-data.ts'
import { findVoices, type Voices } from '../voice/voices.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { longestHit, longestSpeech, spansIn } from './spans-in.ts'

/** An article with what scoring found in it. */
export interface ReadArticle {
  readonly article: Article
  readonly hits: readonly Hit[]
}

/** What is known of languages: how they attribute, and which words are charged. */
export interface ClaimKnowledge {
  readonly languages: ReadonlyMap<string, LanguageData>
  readonly valence: ReadonlyMap<string, ValenceList>
}

export interface SourceSentence {
  readonly span: Span
  readonly evidence: Evidence
}

/** An article read for what claims can be held against. */
export interface SourceText extends ReadArticle {
  readonly outlet: OutletId
  readonly names: ReadonlyMap<string, string>
  readonly sentences: readonly SourceSentence[]
  readonly voices: Voices | undefined
  readonly list: ValenceList | undefined
}

/** Longer texts are read as far as this, in sentences: no article is longer. */
const mostSentences = 2000

/** Reads an article once, for all claims. */
export function readSource({ article, hits }: ReadArticle, { languages, valence }: ClaimKnowledge): SourceText {
  const { text, bodyStart, language } = article
  const data = language === undefined ? undefined : languages.get(language)
  const { names } = storyFeatures(article)
  const all = sentences(text, { language, abbreviations: data?.abbreviations ?? [] }).slice(0, mostSentences)
  const ordered = hits.toSorted((a, b) => a.start - b.start)
  return {
    article,
    hits: ordered,
    outlet: article.outlet,
    names,
    sentences: all.map((span) => ({ span, evidence: evidenceOf({ text, span, language, hits: ordered, names }) })),
    voices: data && findVoices(text, { language: data, bodyStart }),
    list: language === undefined ? undefined : valence.get(language),
  }
}

/** How a stretch of an article speaks: at the hits that count, those in its own voice before others, else as most of it does. */
export function standOf({ hits, voices }: SourceText, span: Span, counts: (hit: Hit) => boolean): Stand {
  const inside = spansIn(hits, span, longestHit).filter(counts)
  const hit = inside.find(({ voice }) => voice.kind === 'outlet') ?? inside[0]
  if (hit) return { mode: hit.mode, isOwnVoice: hit.voice.kind === 'unclear' ? undefined : hit.voice.kind === 'outlet' }
  if (voices === undefined) return { mode: 'asserted', isOwnVoice: undefined }
  const outer = spansIn(voices.spans, span, longestSpeech).filter(({ depth }) => depth === 0)
  const covered = (spans: readonly Span[]) =>
    spans.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)), 0)
  const attributed = covered(outer)
  // Who speaks, and the word for it, say nothing themselves.
  const naming = covered(distinct(outer.flatMap(({ speaker, cue }) => [speaker ?? [], cue ?? []].flat())))
  return { mode: voices.at(span).mode, isOwnVoice: attributed < span.end - span.start - attributed - naming }
}

interface Stand {
  readonly mode: Mode
  /** `undefined` where nobody can tell. */
  readonly isOwnVoice: boolean | undefined
}

/** The pieces of one attribution share a speaker and a cue. */
function distinct(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((span) => [span.start, span])).values()]
}

/** The strongest good or bad word of a stretch, 0 to 3; `undefined` for a language without a list. */
export function chargeOf({ article, list }: SourceText, { start, end }: Span): number | undefined {
  if (list === undefined) return undefined
  const tokens = plainTokens(article.text.slice(start, end))
  let strongest = 0
  for (let at = 0; at < tokens.length;) {
    const found = list.valences.find(tokens, at)
    strongest = Math.max(strongest, Math.abs(found?.value ?? 0))
    at += found?.length ?? 1
  }
  return strongest
}
