import { hasStemmer } from '../text/stem.ts'
import type { Lexicon, Term } from './lexicon.ts'
import { checkReadings } from './lint-readings.ts'

import { parsePattern, patternMistake, type Sequence } from './pattern.ts'

export interface LintFinding {
  readonly severity: 'error' | 'warning'
  /** Place in the file: `terms[12].patterns[0]`. */
  readonly path: string
  /** Stable, kebab-case. */
  readonly rule: string
  readonly message: string
}

/** Mistakes (errors) and weak spots (warnings) of a lexicon, in the order of its terms. */
export function lintLexicon(lexicon: Lexicon): readonly LintFinding[] {
  const findings: LintFinding[] = []
  const read = lexicon.terms.map((term, index) => readTerm(term, `terms[${index}] (${term.id})`, findings))
  for (const term of read) checkTerm(term, findings)
  findings.push(...checkReadings(read), ...checkConcepts(read))
  for (const [index, frame] of lexicon.frames.entries()) {
    if (lexicon.terms.some((term) => term.frame === frame.id)) continue
    findings.push({ severity: 'warning', path: `frames[${index}] (${frame.id})`, rule: 'empty-frame', message: 'The frame has no terms' })
  }
  return [...findings, ...missingLanguages(lexicon)]
}

/** A term with what its patterns stand for. */
export interface ReadTerm {
  readonly term: Term
  readonly at: string
  readonly patterns: readonly Reading[]
  readonly unless: readonly Reading[]
}

export interface Reading {
  readonly sequence: Sequence
  /** Of the pattern. */
  readonly path: string
}

function readTerm(term: Term, at: string, findings: LintFinding[]): ReadTerm {
  const readingsOf = (kind: 'patterns' | 'unless') =>
    term[kind].flatMap((pattern, index): readonly Reading[] => {
      const path = `${at}.${kind}[${index}]`
      const mistake = patternMistake(pattern)
      if (mistake === undefined) return parsePattern(pattern).map((sequence) => ({ sequence, path }))
      findings.push({ severity: 'error', path, rule: 'pattern-invalid', message: `The pattern cannot be used, ${mistake}` })
      return []
    })
  return { term, at, patterns: readingsOf('patterns'), unless: readingsOf('unless') }
}

/** Every term shows what it finds; one that could find something else shows that too. */
function checkTerm({ term, at, patterns }: ReadTerm, findings: LintFinding[]): void {
  if (term.examples.length === 0)
    findings.push({ severity: 'error', path: `${at}.examples`, rule: 'no-example', message: 'Expected at least one example' })
  if (term.match === 'lemma' && !hasStemmer(term.language)) {
    const message = `There are no rules for word forms of "${term.language}": the term is found as it stands only; write its forms with "{a,b}" or "*"`
    findings.push({ severity: 'warning', path: `${at}.match`, rule: 'no-stemmer', message })
  }
  if (term.counterexamples.length > 0) return
  const why = whyAmbiguous(patterns)
  if (why !== undefined) {
    findings.push({
      severity: 'warning',
      path: `${at}.counterexamples`,
      rule: 'no-counterexample',
      message: `Expected a counterexample, because ${why}`,
    })
  }
}

function whyAmbiguous(readings: readonly Reading[]): string | undefined {
  if (readings.some(({ sequence }) => sequence.some(({ kind }) => kind !== 'literal'))) return 'a "*" stands for many words'
  if (readings.some(({ sequence }) => sequence.length === 1)) return 'a single word often has a second sense'
  return undefined
}

/** A concept is one idea, and an idea belongs to one frame. */
function checkConcepts(read: readonly ReadTerm[]): readonly LintFinding[] {
  const owners = new Map<string, Term>()
  return read.flatMap(({ term, at }): readonly LintFinding[] => {
    const owner = owners.get(term.concept)
    if (!owner) owners.set(term.concept, term)
    if (!owner || owner.frame === term.frame) return []
    const message = `${owner.id} has the same concept "${term.concept}" in another frame (${owner.frame})`
    return [{ severity: 'warning', path: `${at}.concept`, rule: 'concept-in-two-frames', message }]
  })
}

/** A frame that has terms in some of the lexicon's languages only is silent in the others. */
function missingLanguages({ frames, terms }: Lexicon): readonly LintFinding[] {
  const languages = new Set(terms.map(({ language }) => language))
  return frames.flatMap((frame, index) => {
    const own = new Set(terms.filter((term) => term.frame === frame.id).map(({ language }) => language))
    const missing = [...languages].filter((language) => !own.has(language))
    if (own.size === 0 || missing.length === 0) return []
    return [
      {
        severity: 'warning' as const,
        path: `frames[${index}] (${frame.id})`,
        rule: 'missing-language',
        message: `No term in ${missing.join(', ')}`,
      },
    ]
  })
}
