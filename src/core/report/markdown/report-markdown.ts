import { methodsParagraph } from '../texts/methods-paragraph.ts'
import { citationOf, countsLine, limitsText, methodsText } from '../texts/methods-text.ts'
import { outletOf, type ReportData } from '../report-data.ts'
import { withoutDoubtful } from '../views/doubtful.ts'
import { passagesOf, type Passage } from '../views/passages.ts'
import { strongestPassages } from '../views/strongest.ts'
import { accuracyHeads, accuracyRows } from '../texts/tone-words.ts'
import { dayOf, versionOf } from '../wording.ts'
import { claimChainPart, claimsPart } from './claims.ts'
import { coveragePart } from './coverage.ts'
import { framesPart, ownWordsPart } from './frames.ts'
import { bullets, escaped, linked, table } from './markdown-text.ts'
import { quotation } from './quotation.ts'
import { sentimentPart } from './tones.ts'

/** `report.md`: the report as text, in the order of `report.html`. Outside text is escaped so that it cannot become markup or a link. */
export function toReportMarkdown(data: ReportData): string {
  const story = withoutDoubtful(data)
  const passages = passagesOf(story)
  const sections = [
    firstPart(story, passages),
    claimChainPart(data),
    framesPart(story, passages),
    ownWordsPart(story),
    claimsPart(story, passages),
    sentimentPart(story),
    coveragePart(data),
    methodPart(data),
  ]
  return `${sections
    .flat()
    .filter((block) => block !== '')
    .join('\n\n')}\n`
}

function firstPart(data: ReportData, passages: readonly Passage[]): readonly string[] {
  const anchor = data.articles.find(({ article }) => article.id === data.anchor)?.article
  const begins = anchor
    ? `Begins with ${linked(outletOf(data, anchor.outlet).name, anchor.url)}${anchor.publishedAt === undefined ? '' : `, ${dayOf(anchor.publishedAt)}`}. `
    : ''
  return [
    `# ${escaped(data.storyTitle)}`,
    `${begins}${countsLine(data)}.`,
    `**${escaped(data.finding)}**`,
    ...strongestPassages(data, passages, 3).map((passage) => quotation(data, passage)),
    `*What this is not.* ${limitsText}`,
  ]
}

function methodPart(data: ReportData): readonly string[] {
  const { run, lexicon } = data
  const versions = Object.entries({ ...run.versions, [`lexicon ${lexicon.id}`]: versionOf(lexicon), ...run.hashes })
  return [
    '## How this was made',
    ...methodsText(data).map(([heading, text]) => `**${heading}.** ${escaped(text)}`),
    '**How good the sentiment models are**, of three tones (docs/score-cards.md).',
    table(
      [...accuracyHeads],
      accuracyRows(data).map(({ model, language, macroF1, measuredOn }) => [model, language, macroF1, escaped(measuredOn)]),
    ),
    run.note === undefined ? '' : `**Note by the person who ran it.** ${escaped(run.note)}`,
    bullets(versions.map(([key, value]) => `${escaped(key)}: ${escaped(value)}`)),
    bullets(run.failures.map(({ stage, code, message }) => `failed in ${escaped(stage)}: ${escaped(code)}, ${escaped(message)}`)),
    '## Cite it, check it, run it again',
    escaped(citationOf(data)),
    `**Methods, to be copied.** ${escaped(methodsParagraph(data))}`,
  ]
}
