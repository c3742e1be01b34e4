import { bullets, escaped, linked, table } from '../markdown/markdown-text.ts'
import { quotation } from '../markdown/quotation.ts'
import { sentimentPart } from '../markdown/tones.ts'
import { hitWords } from '../texts/hit-words.ts'
import { limitsText } from '../texts/methods-text.ts'
import type { ReportFrame } from '../report-data.ts'
import { deniedFinder } from '../views/denied.ts'
import { foldVerdicts } from '../views/folded-verdicts.ts'
import { rateFinder } from '../views/frames.ts'
import { passagesOf, type Passage } from '../views/passages.ts'
import { grouped } from '../../grouped.ts'
import { counted, dayOf, languageName, shortNumber, signed, withLimits, versionOf } from '../wording.ts'
import type { DescribedSeriesContrast, SeriesData } from './series-data.ts'
import {
  isClear,
  languageOf,
  partyName,
  seriesCitation,
  seriesCounts,
  seriesFrames,
  seriesMethod,
  seriesTitle,
  shownShifts,
  silences,
  storyTitle,
} from './series-views.ts'

/** Sentences of one outlet in one frame; more are in hits.csv. */
const perOutlet = 2

/** `report.md` of a series: the same as `report.html`, as text. */
export function toSeriesMarkdown(data: SeriesData): string {
  const passages = passagesOf(data)
  const blocks = [
    ...firstPart(data),
    ...seriesFrames(data).flatMap((frame) => framePart(data, frame, passages)),
    ...wordsPart(data),
    ...sentimentPart(data),
    ...coveragePart(data),
    ...methodPart(data),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function firstPart(data: SeriesData): readonly string[] {
  const clear = data.comparison.contrasts.filter(
    (contrast) => isClear(contrast) && contrast.by === 'outlet' && !data.finding.startsWith(contrast.sentence),
  )
  return [
    `# ${escaped(seriesTitle(data))}`,
    `${escaped(seriesCounts(data))}.`,
    `**${escaped(data.finding)}**`,
    clear.length === 0 ? '' : 'Also clear:',
    bullets(clear.map(({ sentence }) => escaped(sentence))),
    `*What this is not.* ${limitsText}`,
  ]
}

function framePart(data: SeriesData, frame: ReportFrame, passages: readonly Passage[]): readonly string[] {
  const own = passages.filter((passage) => passage.frame === frame.id)
  if (own.length === 0) return [`## ${escaped(frame.name)}`, escaped(frame.definition), 'Looked for and not found in any measured article.']
  const contrasts = data.comparison.contrasts.filter((contrast) => contrast.frame === frame.id)
  const byGroup = contrasts.filter(({ by }) => by === 'group')
  return [
    `## ${escaped(frame.name)}`,
    escaped(frame.definition),
    ...verdictsOf(
      data,
      contrasts.filter(({ by }) => by === 'outlet'),
    ),
    ratioTable(data, frame, contrasts),
    ...shiftsPart(data, frame),
    ...timePart(data, frame),
    ...(byGroup.length === 0 ? [] : [`### Groups by ${escaped(data.groups?.key ?? '')}`, ...verdictsOf(data, byGroup)]),
    `### Sentences: ${escaped(frame.name)}`,
    ...sentencesOf(data, own),
  ]
}

function verdictsOf(data: SeriesData, contrasts: readonly DescribedSeriesContrast[]): readonly string[] {
  const by = contrasts[0]?.by ?? 'outlet'
  const { clear, unclear, untold } = foldVerdicts(contrasts, (id) => partyName(data, by, id))
  return [
    ...clear.map((sentence) => `**${escaped(sentence)}**`),
    clear.length === 0 ? 'No difference can be called in this frame.' : '',
    bullets([...unclear, ...untold].map(escaped)),
  ]
}

function ratioTable(data: SeriesData, frame: ReportFrame, contrasts: readonly DescribedSeriesContrast[]): string {
  const rateOf = rateFinder(data)
  const deniedIn = deniedFinder(data)
  const rows = data.outlets.flatMap(({ outlet }) => {
    const rate = rateOf(outlet.id, frame.id, 'body', 'outlet')
    const attributed = rateOf(outlet.id, frame.id, 'body', 'attributed')
    const contrast = contrasts.find(({ by, a, b }) => by === 'outlet' && a === outlet.id && b === 'others')
    if (!rate) return []
    return [
      [
        escaped(outlet.name),
        languageName(languageOf(data, outlet.id)),
        String(rate.articles),
        `${rate.hits}${hitWords({ hits: rate.hits, inHeadlines: 0, denied: deniedIn(outlet.id, frame.id, 'body') })} / ${grouped(rate.tokens)}`,
        rate.perThousand ? withLimits(rate.perThousand) : 'no words',
        attributed ? `${attributed.hits} / ${grouped(attributed.tokens)}` : '',
        contrast?.ratio ? `${withLimits(contrast.ratio)}, ${counted(contrast.stories, 'story', 'stories')}` : 'none',
      ],
    ]
  })
  const head = [
    'Outlet',
    'Language',
    'Articles',
    'Own voice: hits / words',
    'per 1,000 (interval)',
    'Attributed: hits / words',
    'Times as often as the others, inside stories',
  ]
  return table(head, rows)
}

function shiftsPart(data: SeriesData, frame: ReportFrame): readonly string[] {
  return shownShifts(data, frame.id, 2).map(({ by, outlet, a, b, terms }) => {
    const parts = terms
      .slice(0, 8)
      .map((term) => `${escaped(term.term)} ${signed(term.a - term.b)} (${term.hitsA} against ${term.hitsB} hits)`)
    return `Terms that set ${escaped(partyName(data, by, outlet))} apart from the others (${shortNumber(a)} against ${shortNumber(b)} in 1,000 words): ${parts.join(', ')}.`
  })
}

function timePart(data: SeriesData, frame: ReportFrame): readonly string[] {
  const points = data.comparison.timeline.filter((point) => point.frame === frame.id)
  const outlets = [...new Set(points.map(({ outlet }) => outlet))]
  if (outlets.length === 0) return []
  const rows = data.stories.map(({ id, day, title }) => [
    dayOf(day),
    escaped(title),
    ...outlets.map((outlet) => {
      const point = points.find((one) => one.outlet === outlet && one.story === id)
      return point ? `${point.hits} / ${point.tokens}` : ''
    }),
  ])
  const names = outlets.map((outlet) => escaped(partyName(data, 'outlet', outlet)))
  return [`### Story by story: ${escaped(frame.name)}`, table(['Day', 'Story', ...names.map((name) => `${name}: hits / words`)], rows)]
}

function sentencesOf(data: SeriesData, passages: readonly Passage[]): readonly string[] {
  const outlets = [...new Set(passages.map(({ article }) => article.article.outlet))]
  const shown = outlets.flatMap((outlet) => passages.filter(({ article }) => article.article.outlet === outlet).slice(0, perOutlet))
  const left = passages.length - shown.length
  return [...shown.map((passage) => quotation(data, passage)), left > 0 ? `${counted(left, 'more sentence')} in hits.csv.` : '']
}

function wordsPart(data: SeriesData): readonly string[] {
  const found = data.comparison.typicalWords.filter(({ words }) => words.length > 0)
  if (found.length === 0) return []
  const rows = found.map(({ outlet, stories, words }) => [
    escaped(partyName(data, 'outlet', outlet)),
    String(stories),
    words.map(({ word, count, countOthers }) => `${escaped(word)} ${count} (${countOthers})`).join(', '),
  ])
  return [
    '## Words typical of an outlet',
    'Words outside quotation marks, ranked by log-odds with a prior against the other outlets of the language on the same stories: a ranking, no test. Behind each word: times written, and times by the others.',
    table(['Outlet', 'Stories', 'The most typical first'], rows),
  ]
}

function coveragePart(data: SeriesData): readonly string[] {
  const rows = silences(data).map(({ outlet: { outlet, covered, silent, unseen, notAsked }, read }) => [
    escaped(outlet.name),
    String(covered.length),
    `${silent.length} of ${read}`,
    silent.map((id) => escaped(storyTitle(data, id))).join('; '),
    String(unseen.length),
    String(notAsked.length),
  ])
  const names = (ids: readonly string[]) => ids.map((id) => escaped(partyName(data, 'outlet', id))).join(', ')
  const groups = data.groups
  return [
    '## Who told which story, and who was silent',
    'Silence is only said of an outlet whose sources were read.',
    table(['Outlet', 'Told', 'Silent on', 'Which', 'Not seen', 'Not asked'], rows),
    groups ? `## Groups by ${escaped(groups.key)}` : '',
    groups
      ? bullets([
          ...groups.groups.map(({ value, outlets }) => `${escaped(value)}: ${names(outlets)}`),
          ...(groups.without.length > 0 ? [`not given: ${names(groups.without)}`] : []),
        ])
      : '',
    '## Every story',
    table(
      ['Day', 'Story', 'Articles', 'Outlets', 'Run'],
      data.stories.map(({ id, day, title, url, articles, outlets }) => [
        dayOf(day),
        linked(title, url),
        String(articles),
        String(outlets),
        escaped(id),
      ]),
    ),
    bullets(data.run.leftOut.map(({ run, reason }) => `left out: run ${escaped(run)}, ${escaped(reason)}`)),
  ]
}

function methodPart(data: SeriesData): readonly string[] {
  const { run, lexicon } = data
  const versions = Object.entries({ ...run.versions, [`lexicon ${lexicon.id}`]: versionOf(lexicon), ...run.hashes })
  return [
    '## How this was made',
    ...seriesMethod(data).map(([heading, text]) => `**${heading}.** ${text}`),
    bullets(versions.map(([key, value]) => `${escaped(key)}: ${escaped(value)}`)),
    '## Cite it',
    escaped(seriesCitation(data)),
  ]
}
