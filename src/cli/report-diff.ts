import { Command } from 'commander'
import { z } from 'zod'
import { comparableReportSchema, diffReports, type ComparableReport, type Move, type ReportDiff } from '../core/report/diff-reports.ts'
import { counted, shortNumber } from '../core/report/wording.ts'
import { PipelineError } from '../errors.ts'
import type { CliContext } from './context.ts'
import { reportText } from './report-text.ts'

/** `report diff`: what moved from one report to another. */
export function reportDiffCommand(context: CliContext): Command {
  return new Command('diff')
    .description(
      'Say what moved from one report to another: articles, hits, rates, verdicts, and the lexicon, settings and versions behind it.',
    )
    .argument('<before>', 'the folder of a report, or a run ("report list")')
    .argument('<after>', 'the folder of another report, or a run')
    .option('--json', 'print every difference as JSON')
    .addHelpText('after', '\nExit: 0 whether anything moved or not. Id and time of the runs are not looked at.')
    .action(async (before: string, after: string, options: { readonly json?: boolean }) => {
      const diff = diffReports(await readReport(before, context), await readReport(after, context))
      const text = options.json === true ? JSON.stringify(diff, undefined, 2) : describe(diff).join('\n')
      return context.output.data(`${text}\n`)
    })
}

async function readReport(name: string, context: CliContext): Promise<ComparableReport> {
  const text = await reportText(name, 'report.json', context)
  try {
    const report: unknown = JSON.parse(text)
    const kind = otherKindSchema.safeParse(report).data?.schema
    if (kind !== undefined) throw new TypeError(`expected the report of a comparison, found ${kind}`)
    return comparableReportSchema.parse(report)
  } catch (cause) {
    const why = cause instanceof TypeError ? ` is of another kind: ${cause.message}` : ' is not one of Frameshift’s'
    throw new PipelineError('report-invalid', `Cannot compare ${name}: its report.json${why}`, { retry: 'never', cause })
  }
}

/** Series and watches have reports too, of another form. */
const otherKindSchema = z.object({ schema: z.string().regex(/^frameshift\/(?!report@)[a-z]+@\d+$/) })

/** One line a difference, most telling first. */
function describe(diff: ReportDiff): readonly string[] {
  if (diff.same) return ['Nothing moved.']
  const { articles, hits } = diff
  const rateWords = ({ hits: count, tokens, perThousand }: NonNullable<ReportDiff['rates'][number]['before']>) =>
    `${typeof perThousand === 'number' ? shortNumber(perThousand) : 'no rate'} (${count} in ${tokens})`
  return [
    ...part('Finding', diff.finding ? [`- ${diff.finding.before}`, `+ ${diff.finding.after}`] : []),
    ...part('Verdicts', movesOf(diff.verdicts, String)),
    ...part(`Articles: ${articles.added.length} more, ${articles.removed.length} fewer, ${articles.edited.length} edited`, [
      ...articles.added.map((article) => `+ ${article.outlet}: ${short(article.title)}`),
      ...articles.removed.map((article) => `- ${article.outlet}: ${short(article.title)}`),
      ...articles.edited.map((article) => `~ ${article.outlet}: ${short(article.title)}`),
    ]),
    ...part(
      'Coverage',
      diff.outlets.map((move) => arrow(move, String)),
    ),
    ...part(`Hits: ${hits.gained.length} gained, ${hits.lost.length} lost, ${counted(hits.voiceChanged.length, 'other voice')}`, [
      ...hits.gained.map((hit) => `+ ${hit.frame}: “${hit.text}” (${hit.voice.kind}) ${short(hit.sentence)}`),
      ...hits.lost.map((hit) => `- ${hit.frame}: “${hit.text}” (${hit.voice.kind}) ${short(hit.sentence)}`),
      ...hits.voiceChanged.map((move) => arrow(move, String)),
    ]),
    ...part('Rates per 1,000 words (hits in words)', movesOf(diff.rates, rateWords)),
    ...part(
      'Made otherwise',
      diff.causes.map((move) => arrow(move, String)),
    ),
  ]
}

/** What both have and tell otherwise; what only one of them has is counted. */
function movesOf<Value>(moves: readonly Move<Value>[], words: (value: Value) => string): readonly string[] {
  const both = moves.filter(({ before, after }) => before !== null && after !== null)
  const [gone, come] = [moves.filter(({ after }) => after === null).length, moves.filter(({ before }) => before === null).length]
  const rest = gone + come === 0 ? [] : [`only in the first ${gone}, only in the second ${come} (--json lists them)`]
  return [...both.map((move) => arrow(move, words)), ...rest]
}

function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)]
}

function arrow<Value>({ what, before, after }: Move<Value>, words: (value: Value) => string): string {
  const said = (value: Value | null) => (value === null ? 'not there' : words(value))
  return `${what}: ${said(before)} → ${said(after)}`
}

function short(sentence: string): string {
  const line = sentence.replaceAll(/\s+/gu, ' ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
