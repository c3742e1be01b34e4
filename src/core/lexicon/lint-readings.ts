import { stem } from '../text/stem.ts'
import type { Term } from './lexicon.ts'
import type { LintFinding, Reading, ReadTerm } from './lint.ts'

/** Patterns that stand for what another pattern stands for. Each pair of terms is named once a rule. */
export function checkReadings(read: readonly ReadTerm[]): readonly LintFinding[] {
  const findings = new Map<string, LintFinding>()
  const exact = new Map<string, Owner[]>()
  const byStem = new Map<string, Owner>()
  for (const { term, patterns } of read) {
    if (term.match === 'lemma') for (const { sequence } of patterns) byStem.set(stemmedKey(term, sequence), { term, path: '' })
  }
  for (const { term, patterns, unless } of read) {
    const own = new Map(patterns.map(({ sequence, path }) => [JSON.stringify(sequence), path]))
    for (const { sequence, path } of unless) {
      const pattern = own.get(JSON.stringify(sequence))
      if (pattern !== undefined) note(findings, term, unlessOwnPattern(term, path))
    }
    for (const reading of patterns) {
      const key = `${term.language} ${JSON.stringify(reading.sequence)}`
      const owners = exact.get(key) ?? []
      exact.set(key, owners)
      for (const owner of owners) note(findings, owner.term, compare(owner, { term, path: reading.path }))
      if (!owners.some((owner) => owner.term === term)) owners.push({ term, path: reading.path })
      const lemma = term.match === 'phrase' ? byStem.get(stemmedKey(term, reading.sequence)) : undefined
      if (lemma) note(findings, lemma.term, shadowed(lemma.term, reading.path))
    }
  }
  return [...findings.values()]
}

interface Owner {
  readonly term: Term
  /** Of the pattern. */
  readonly path: string
}

/** What two equal patterns mean, by whose they are. */
function compare(owner: Owner, { term, path }: Owner): LintFinding | undefined {
  if (owner.term === term) {
    if (owner.path === path) return undefined
    return { severity: 'warning', path, rule: 'repeated-pattern', message: `${owner.path} stands for the same` }
  }
  if (owner.term.frame !== term.frame) {
    const message = `${owner.term.id} has the same pattern in another frame (${owner.term.frame}): both are hits at once`
    return { severity: 'warning', path, rule: 'shared-pattern', message }
  }
  if (owner.term.match !== term.match) return undefined
  return { severity: 'error', path, rule: 'same-pattern', message: `${owner.term.id} has the same pattern` }
}

function shadowed(lemma: Term, path: string): LintFinding {
  const message = `${lemma.id} finds the same words in all their forms, so that only one of the two is ever a hit`
  return { severity: 'warning', path, rule: 'shadowed-term', message }
}

function unlessOwnPattern({ match }: Term, path: string): LintFinding {
  if (match === 'phrase')
    return { severity: 'error', path, rule: 'unless-own-pattern', message: 'It is a pattern of the term itself, which it forbids' }
  return {
    severity: 'warning',
    path,
    rule: 'unless-own-pattern',
    message: 'It is a pattern of the term itself: only other forms remain hits',
  }
}

function note(findings: Map<string, LintFinding>, other: Term, finding: LintFinding | undefined): void {
  if (!finding) return
  const key = `${finding.rule} ${finding.path} ${other.id}`
  if (!findings.has(key)) findings.set(key, finding)
}

function stemmedKey({ language, frame }: Term, sequence: Reading['sequence']): string {
  const stemmed = sequence.map((unit) => (unit.kind === 'literal' && unit.isWord ? { ...unit, text: stem(unit.text, language) } : unit))
  return `${language} ${frame} ${JSON.stringify(stemmed)}`
}
