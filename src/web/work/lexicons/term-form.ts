import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { lexiconSchema, termSchema, type Lexicon, type Term } from '../../../core/lexicon/lexicon.ts'
import { plainMistake } from '../../../io/config/plain-mistake.ts'

/** The fields of the form for a term as a person left them, lists one entry a line. */
export interface TermForm {
  readonly id: string
  readonly frame: string
  readonly concept: string
  readonly language: string
  readonly patterns: string
  readonly match: string
  readonly scope: string
  readonly weight: string
  readonly unless: string
  readonly examples: string
  readonly counterexamples: string
  readonly note: string
  readonly source: string
}

export function toTermForm(term: Term): TermForm {
  const { id, frame, concept, language, match, scope } = term
  const lines = (list: readonly string[]) => list.join('\n')
  return {
    id,
    frame,
    concept,
    language,
    match,
    scope,
    weight: String(term.weight),
    patterns: lines(term.patterns),
    unless: lines(term.unless),
    examples: lines(term.examples),
    counterexamples: lines(term.counterexamples),
    note: term.note ?? '',
    source: term.source ?? '',
  }
}

/** A form for a term that is not there yet, with what is known of it. */
export function freshTermForm(known: Partial<TermForm>): TermForm {
  const empty = {
    id: '',
    frame: '',
    concept: '',
    language: '',
    patterns: '',
    match: 'phrase',
    scope: 'any',
    weight: '1',
    unless: '',
    examples: '',
    counterexamples: '',
    note: '',
    source: '',
  }
  return { ...empty, ...known }
}

export function readTermForm(form: URLSearchParams): TermForm {
  const text = (name: keyof TermForm) => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim()
  return {
    id: text('id'),
    frame: text('frame'),
    concept: text('concept') || text('id'),
    language: text('language'),
    patterns: text('patterns'),
    match: text('match'),
    scope: text('scope'),
    weight: text('weight'),
    unless: text('unless'),
    examples: text('examples'),
    counterexamples: text('counterexamples'),
    note: text('note'),
    source: text('source'),
  }
}

/** The lexicon with this term in place of the one of that id, or at the end. Throws a `ZodError` for what no term can be. */
export function withTerm(lexicon: Lexicon, form: TermForm, replaced: string | undefined): Lexicon {
  const { note, source, weight, patterns, unless, examples, counterexamples, ...names } = form
  const term = {
    ...names,
    weight: Number(weight === '' ? '1' : weight),
    patterns: linesOf(patterns),
    unless: linesOf(unless),
    examples: linesOf(examples),
    counterexamples: linesOf(counterexamples),
    ...(note === '' ? {} : { note }),
    ...(source === '' ? {} : { source }),
  }
  const twin = replaced === undefined ? lexicon.terms.find(({ id }) => id === term.id) : undefined
  // The very same again, as by a double click, is no second one.
  if (twin && isDeepStrictEqual(termSchema.parse(term, { error: plainMistake }), twin)) return lexicon
  const isThere = lexicon.terms.some(({ id }) => id === replaced)
  const terms: readonly unknown[] = isThere
    ? lexicon.terms.map((other) => (other.id === replaced ? term : other))
    : [...lexicon.terms, term]
  return lexiconSchema.parse({ ...lexicon, terms }, { error: plainMistake })
}

/** What is wrong with a term that was typed, each field by the words that stand beside it. */
export function termMistakes({ issues }: z.ZodError): readonly string[] {
  const told = issues.map(({ path, message }) => {
    const field = String(path[path[0] === 'terms' ? 2 : 0] ?? '')
    return `${termFieldName(field)}: ${message}`
  })
  return [...new Set(told)]
}

/** What the fields are called on the page. */
export const termFieldWords: Readonly<Record<keyof TermForm, string>> = {
  id: 'Id',
  frame: 'Frame',
  language: 'Language',
  concept: 'Concept',
  patterns: 'Patterns',
  unless: 'Unless',
  examples: 'Must match',
  counterexamples: 'Must not match',
  match: 'Finds',
  scope: 'Counts',
  weight: 'Weight',
  source: 'Source',
  note: 'Note',
}

/** The same for a field by its key in the file; the key where there is no such field. */
export function termFieldName(key: string): string {
  return new Map(Object.entries(termFieldWords)).get(key) ?? key
}

export function withoutTerm(lexicon: Lexicon, id: string): Lexicon {
  return { ...lexicon, terms: lexicon.terms.filter((term) => term.id !== id) }
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
