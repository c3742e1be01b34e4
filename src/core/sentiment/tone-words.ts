import { PhraseTable } from './phrase-table.ts'
import type { LanguageWords } from './scorer.ts'

/** What a small word does to the tone of others. */
export type ToneWord =
  /** Denies what follows, or what stands before it. */
  | { readonly kind: 'negator'; readonly side: 'after' | 'before' }
  /** Strengthens or weakens the next charged word. */
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'hedge' }
  /** The weightier clause begins. */
  | { readonly kind: 'contrast' }
  /** The lighter clause begins. */
  | { readonly kind: 'concession' }
  /** Looks like a negator and denies nothing: "not only". */
  | { readonly kind: 'affirming' }

/** Makes the small words of a language findable; without a language none is found. */
export function compileToneWords(words: LanguageWords | undefined): PhraseTable<ToneWord> {
  return new PhraseTable(words === undefined ? [] : toneWordsOf(words))
}

function* toneWordsOf(words: LanguageWords): Generator<readonly [string, ToneWord]> {
  for (const word of words.grammar.affirming) yield [word, { kind: 'affirming' }]
  for (const word of words.grammar.negatorsAfter) yield [word, { kind: 'negator', side: 'before' }]
  for (const word of words.negators) yield [word, { kind: 'negator', side: 'after' }]
  for (const [word, factor] of words.intensifiers) yield [word, { kind: 'factor', factor }]
  for (const [word, factor] of words.diminishers) yield [word, { kind: 'factor', factor }]
  for (const word of words.contrast) yield [word, { kind: 'contrast' }]
  for (const word of words.concession) yield [word, { kind: 'concession' }]
  for (const word of words.hedges) yield [word, { kind: 'hedge' }]
}
