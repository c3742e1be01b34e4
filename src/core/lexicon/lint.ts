import { PipelineError } from '../../errors.ts'
import type { Lexicon, Term } from './lexicon.ts'
import { parsePattern, type Sequence } from './pattern.ts'

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
  const owners = new Map<string, Term>()
  for (const [index, term] of lexicon.terms.entries()) {
    const at = `terms[${index}] (${term.id})`
    const sequences = readPatterns(term, at, findings)
    checkSentences(term, sequences, at, findings)
    for (const sequence of sequences) {
      const key = `${term.language} ${term.frame} ${term.match} ${JSON.stringify(sequence)}`
      const owner = owners.get(key)
      if (owner && owner !== term)
        findings.push({ severity: 'error', path: at, rule: 'same-pattern', message: `${owner.id} has the same pattern` })
      owners.set(key, term)
    }
  }
  for (const [index, frame] of lexicon.frames.entries()) {
    if (lexicon.terms.some((term) => term.frame === frame.id)) continue
    findings.push({ severity: 'warning', path: `frames[${index}] (${frame.id})`, rule: 'empty-frame', message: 'The frame has no terms' })
  }
  return [...findings, ...missingLanguages(lexicon)]
}

function readPatterns(term: Term, at: string, findings: LintFinding[]): readonly Sequence[] {
  const sequences: Sequence[] = []
  for (const [kind, patterns] of [
    ['patterns', term.patterns],
    ['unless', term.unless],
  ] as const) {
    for (const [index, pattern] of patterns.entries()) {
      try {
        const parsed = parsePattern(pattern)
        if (kind === 'patterns') sequences.push(...parsed)
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error
        findings.push({ severity: 'error', path: `${at}.${kind}[${index}]`, rule: error.code, message: error.message })
      }
    }
  }
  return sequences
}

/** Every term shows what it finds; one that could find something else shows that too. */
function checkSentences(term: Term, sequences: readonly Sequence[], at: string, findings: LintFinding[]): void {
  if (term.examples.length === 0)
    findings.push({ severity: 'error', path: `${at}.examples`, rule: 'no-example', message: 'Expected at least one example' })
  if (term.counterexamples.length > 0) return
  const why = whyAmbiguous(sequences)
  if (why !== undefined) {
    findings.push({
      severity: 'warning',
      path: `${at}.counterexamples`,
      rule: 'no-counterexample',
      message: `Expected a counterexample, because ${why}`,
    })
  }
}

function whyAmbiguous(sequences: readonly Sequence[]): string | undefined {
  if (sequences.some((sequence) => sequence.some(({ kind }) => kind !== 'literal'))) return 'a "*" stands for many words'
  if (sequences.some((sequence) => sequence.length === 1)) return 'a single word often has a second sense'
  return undefined
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
