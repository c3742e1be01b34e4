import { setImmediate as breathe } from 'node:timers/promises'
import type { App } from '../../app.ts'
import { compileLexicon } from '../../core/hits/automaton/compile.ts'
import { findTermHits } from '../../core/hits/find-term-hits.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { parsePattern } from '../../core/lexicon/pattern.ts'
import { fold } from '../../core/text/fold.ts'
import { sentences } from '../../core/text/sentences.ts'
import { words } from '../../core/text/words.ts'
import { isRight } from '../../core/tuning/judgement.ts'
import { suggestTermsInSteps, type Suggestion } from '../../core/tuning/suggest.ts'
import { inSteps } from '../../stages/in-steps.ts'
import { drawArticles, readArticles, type Work } from '../corpus/search-corpus.ts'

export interface SuggestionRequest extends Work {
  readonly frame: string
  readonly language: string
  readonly seed: number
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[]
  /** Sentences of the frame: judged right, or found and not judged wrong; and other sentences they were compared with. */
  readonly sentences: number
  readonly others: number
}

/** Articles that are read, drawn by the seed. */
const mostArticles = 2000

/**
 * Words, pairs of words and word forms that may belong to a frame, from sentences in which the lexicon finds it against the other sentences of
 * the same articles. Hits that people called wrong are left out.
 */
export async function suggestions(lexicon: Lexicon, { frame, language, seed, ...work }: SuggestionRequest, app: App): Promise<Suggestions> {
  const compiled = compileLexicon({ ...lexicon, terms: lexicon.terms.filter((term) => term.frame === frame && term.language === language) })
  const judgements = await app.store.judgements.list(lexicon.id)
  const wrong = new Set(
    judgements.flatMap((one) => (one.kind === 'hit' && one.frame === frame && isRight(one.decision) === false ? [one.sentence] : [])),
  )
  const told = judgements.flatMap((one) =>
    one.kind === 'sentence' && one.frame === frame && one.decision === 'frame' ? [one.sentence] : [],
  )
  const own = new Set<string>(told)
  const others = new Set<string>()
  const { known, terms } = wordsOf(lexicon, language)
  const { corpus } = app.store
  const abbreviations = app.languages.get(language)?.abbreviations ?? []
  const { numbers } = await drawArticles(language, { corpus, most: mostArticles, seed })
  for await (const { article } of readArticles(numbers, { corpus, ...work })) {
    const { text, bodyStart } = article
    const hits = findTermHits(text, { language, lexicon: compiled, bodyStart })
    // What `betray*` finds, or another form of a lemma, is in no pattern and yet no news.
    for (const hit of hits) if (words(hit.text, language).length === 1) known.add(fold(hit.text))
    for (const { start, end } of sentences(text, { language, abbreviations })) {
      const sentence = text.slice(start, end)
      const holds = hits.some((hit) => hit.start >= start && hit.start < end)
      if (holds && !wrong.has(sentence)) own.add(sentence)
      else if (!holds && !own.has(sentence)) others.add(sentence)
    }
  }
  const steps = suggestTermsInSteps({ frame: [...own], others: [...others], language, known, terms })
  const found = await inSteps(steps, { giveWay: breathe }, work.signal)
  return { suggestions: found, sentences: own.size, others: others.size }
}

/** The words of all patterns of a language, and those that are a pattern alone. */
function wordsOf(lexicon: Lexicon, language: string): { readonly known: Set<string>; readonly terms: ReadonlySet<string> } {
  const known = new Set<string>()
  const terms = new Set<string>()
  for (const term of lexicon.terms) {
    if (term.language !== language) continue
    for (const sequence of term.patterns.flatMap(parsePattern)) {
      for (const unit of sequence) {
        if (unit.kind !== 'literal' || !unit.isWord) continue
        known.add(unit.text)
        if (sequence.length === 1) terms.add(unit.text)
      }
    }
  }
  return { known, terms }
}
