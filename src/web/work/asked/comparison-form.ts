import type { z } from 'zod'
import { plainMistake } from '../../../io/config/plain-mistake.ts'
import { oneAnchor, type ComparisonInput, type comparisonInputSchema } from './comparison-input.ts'

/** The fields of the form for a comparison as a person left them, right or wrong, so that a page can show them again. */
export interface ComparisonForm {
  /** An address, or a whole text. */
  readonly anchor: string
  /** One address a line. */
  readonly urls: string
  /** Ids of the outlets that are asked; `undefined` while nobody has chosen. */
  readonly outlets: readonly string[] | undefined
  readonly alone: boolean
  readonly lexicon: string
  readonly windowDays: string
  readonly perOutlet: string
  readonly pairs: boolean
  readonly note: string
  /** Homepage of an outlet that is to be added. */
  readonly homepage: string
}

export const emptyForm: ComparisonForm = {
  anchor: '',
  urls: '',
  outlets: undefined,
  alone: false,
  lexicon: '',
  windowDays: '3',
  perOutlet: '5',
  pairs: false,
  note: '',
  homepage: '',
}

export function readComparisonForm(form: URLSearchParams): ComparisonForm {
  // A page that asks for less leaves the rest as usual.
  const text = (name: Exclude<keyof ComparisonForm, 'outlets' | 'alone' | 'pairs'>) => form.get(name) ?? emptyForm[name]
  return {
    anchor: text('anchor').trim(),
    urls: text('urls'),
    outlets: form.get('chosen') === null ? undefined : form.getAll('outlets'),
    alone: form.has('alone'),
    lexicon: text('lexicon'),
    windowDays: text('windowDays'),
    perOutlet: text('perOutlet'),
    pairs: form.has('pairs'),
    note: text('note'),
    homepage: text('homepage').trim(),
  }
}

/** Whether what was pasted is one address, and not a text. */
export function isAddress(anchor: string): boolean {
  return /^https?:\/\/\S+$/iu.test(anchor)
}

/** Throws a `ZodError` that names the fields that cannot be used. */
export function toInput(form: ComparisonForm): ComparisonInput {
  const anchor = isAddress(form.anchor) ? { url: form.anchor } : { text: form.anchor }
  return oneAnchor.parse({ ...wishesOf(form), ...anchor }, { error: plainMistake })
}

/** What was typed one a line, or between spaces. */
export function listed(typed: string): readonly string[] {
  return typed.split(/\s+/u).filter((entry) => entry !== '')
}

/** What stands in the form beside the anchor, still to be checked. */
export function wishesOf(form: ComparisonForm): Readonly<Partial<Record<keyof z.input<typeof comparisonInputSchema>, unknown>>> {
  const { urls, outlets, alone, lexicon, windowDays, perOutlet, pairs, note } = form
  return {
    urls: listed(urls),
    ...(outlets === undefined || alone ? {} : { outlets }),
    alone,
    ...(lexicon === '' ? {} : { lexicon }),
    windowDays: Number(windowDays),
    perOutlet: Number(perOutlet),
    pairs,
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }
}
