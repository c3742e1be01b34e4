import type { Span } from '../../model.ts'

/**
 * The words of a text, as they are counted. A run of letters, marks and digits is a word, with apostrophes inside; scripts that are written
 * without spaces are cut by the runtime's own dictionary (`Intl.Segmenter`). Punctuation and symbols are no words.
 */
export function words(text: string, language: string | undefined): readonly Span[] {
  const spans: Span[] = []
  for (const { 0: run, index } of text.matchAll(wordPattern)) {
    if (unspaced.test(run)) cutRun(run, index, language, spans)
    else spans.push({ start: index, end: index + run.length })
  }
  return spans
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['\u2019\u02bc][\p{L}\p{M}\p{N}]+)*/gu
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Longer runs are cut up first, as the dictionary search is not linear in all engines. */
const longestRun = 2000

function cutRun(run: string, offset: number, language: string | undefined, spans: Span[]): void {
  const segmenter = segmenterFor(language ?? 'und')
  for (let from = 0; from < run.length; from += longestRun) {
    for (const { segment, index, isWordLike } of segmenter.segment(run.slice(from, from + longestRun))) {
      if (isWordLike === true) spans.push({ start: offset + from + index, end: offset + from + index + segment.length })
    }
  }
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const made = new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, made)
  return made
}
