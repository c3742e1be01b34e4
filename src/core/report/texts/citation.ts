import type { ReportData } from '../report-data.ts'
import { printable } from '../safe-link.ts'

/** `CITATION.cff`: how to cite the report, in the form that archives and code hosts read (Citation File Format 1.2.0). */
export function toCff({ storyTitle, run, lexicon, finding }: ReportData): string {
  // A JSON string is a YAML string: nothing in a headline can end it.
  const text = (value: string) => JSON.stringify(oneLine(value))
  const identifiers = [
    ['SHA-256 of the lexicon', lexicon.hash],
    ...Object.entries(run.hashes)
      .filter(([what]) => what !== 'lexicon')
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, hash]) => [`SHA-256 of the ${what}`, hash] as const),
  ] as const
  return `${[
    '# Made by Frameshift. Whoever publishes the report puts their name under authors, and a DOI under identifiers.',
    'cff-version: 1.2.0',
    'message: Cite this report as below.',
    'type: dataset',
    `title: ${text(titleOf(storyTitle))}`,
    'authors:',
    `  - name: ${text(`Frameshift ${run.versions.frameshift}`)}`,
    `version: ${text(run.id)}`,
    `date-released: ${dayOf(run.createdAt)}`,
    `abstract: ${text(finding)}`,
    'keywords:',
    ...['framing', 'news', `lexicon ${lexicon.id}`].map((word) => `  - ${text(word)}`),
    'identifiers:',
    ...identifiers.flatMap(([what, value]) => ['  - type: other', `    value: ${text(value)}`, `    description: ${text(what ?? '')}`]),
  ].join('\n')}\n`
}

/** `citation.bib`: one BibTeX entry. */
export function toBibtex({ storyTitle, run, lexicon }: ReportData): string {
  const day = dayOf(run.createdAt)
  const note = `Run ${run.id}; lexicon ${lexicon.id} version ${lexicon.version}, SHA-256 ${lexicon.hash}; made with Frameshift ${run.versions.frameshift}`
  return `${[
    `@misc{frameshift-${run.id.replaceAll(/[^\w-]/g, '-')},`,
    `  title = {{${escaped(titleOf(storyTitle))}}},`,
    '  author = {{Frameshift}},',
    `  year = {${day.slice(0, 4)}},`,
    `  month = {${Number(day.slice(5, 7))}},`,
    `  note = {${escaped(note)}}`,
    '}',
  ].join('\n')}\n`
}

function titleOf(storyTitle: string): string {
  return `Framing report: “${oneLine(storyTitle)}”`
}

function dayOf(time: string): string {
  return time.slice(0, 10)
}

function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/gu, ' ').trim()
}

/** Characters that BibTeX or LaTeX would read, as words or with a backslash. */
function escaped(text: string): string {
  return oneLine(text).replaceAll(/[\\{}~^%$&#_"]/gu, (character) => special.get(character) ?? `\\${character}`)
}

const special = new Map([
  ['\\', '\\textbackslash{}'],
  ['{', '\\textbraceleft{}'],
  ['}', '\\textbraceright{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['"', '\\textquotedbl{}'],
])
