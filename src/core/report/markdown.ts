import type { Rate, SentimentSummary, StoryMember, Voice } from '../../model.ts'
import { gradeCounts, gradeWords, sourceWords } from './claim-words.ts'
import { methodsParagraph } from './methods-paragraph.ts'
import { citationOf, countsLine, doubtfulText, limitsText, methodsText } from './methods-text.ts'
import { outletOf, runCounts, type ReportBody, type ReportData, type ReportFrame } from './report-data.ts'
import { bullets, escaped, inline, linked, table } from './markdown-text.ts'
import { translationFinder } from './translations.ts'
import { claimsOf } from './views/claims.ts'
import { sharedTexts } from './views/copies.ts'
import { doubtfulArticles, withoutDoubtful } from './views/doubtful.ts'
import { foldVerdicts } from './views/folded-verdicts.ts'
import { rankedFrames, rateFinder } from './views/frames.ts'
import { ownWordsOf, type FrameCount } from './views/own-words.ts'
import { chainOf, passagesOf, type Passage } from './views/passages.ts'
import { shownStoryShifts } from './views/shifts.ts'
import { strongestPassages } from './views/strongest.ts'
import { modelsOf, toneRows } from './views/tones.ts'
import { agreeWords, meanWords, shareWords, toneLede } from './tone-words.ts'
import {
  counted,
  dayOf,
  grouped,
  languageName,
  classWords,
  modeWords,
  momentOf,
  percent,
  relationWords,
  shortNumber,
  signed,
  stanceWords,
  statusWords,
  voiceWords,
  warningWords,
  withLimits,
  zoneWords,
} from './wording.ts'

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

function framesPart(data: ReportData, passages: readonly Passage[]): readonly string[] {
  return rankedFrames(data).flatMap((frame) => {
    const own = passages.filter((passage) => passage.frame === frame.id)
    if (own.length === 0)
      return [`## ${escaped(frame.name)}`, escaped(frame.definition), 'Looked for and not found in any measured article.']
    const contrasts = data.comparison.contrasts.filter((contrast) => contrast.frame === frame.id)
    return [
      `## ${escaped(frame.name)}`,
      escaped(frame.definition),
      ...verdictsPart(data, contrasts),
      ratesTable(data, frame),
      ...shiftsPart(data, frame),
      `### Every sentence: ${escaped(frame.name)}`,
      ...own.map((passage) => quotation(data, passage)),
    ]
  })
}

function shiftsPart(data: ReportData, frame: ReportFrame): readonly string[] {
  return shownStoryShifts(data, frame.id).map(({ outlet, a, b, terms }) => {
    const parts = terms
      .slice(0, 8)
      .map((term) => `${escaped(term.term)} ${signed(term.a - term.b)} (${term.hitsA} against ${term.hitsB} hits)`)
    return `Terms that set ${escaped(outletOf(data, outlet).name)} apart from the other outlets in its language (${shortNumber(a)} against ${shortNumber(b)} in 1,000 words): ${parts.join(', ')}.`
  })
}

function verdictsPart(data: ReportData, contrasts: ReportData['comparison']['contrasts']): readonly string[] {
  const names = new Map<string, string>(data.outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  const { clear, unclear, untold } = foldVerdicts(contrasts, (id) => names.get(id) ?? id)
  return [
    ...clear.map((sentence) => `**${escaped(sentence)}**`),
    clear.length === 0 && contrasts.length > 0 ? 'No difference between outlets can be called in this frame.' : '',
    bullets([...unclear, ...untold].map(escaped)),
  ]
}

function ratesTable(data: ReportData, frame: ReportFrame): string {
  const rateOf = rateFinder(data)
  const rows = data.outlets.flatMap(({ outlet }) => {
    const own = rateOf(outlet.id, frame.id, 'body', 'outlet')
    const attributed = rateOf(outlet.id, frame.id, 'body', 'attributed')
    const headline = rateOf(outlet.id, frame.id, 'headline', 'all')
    if (!own) return []
    return [
      [
        escaped(outlet.name),
        String(own.articles),
        ...rateCells(own),
        ...rateCells(attributed),
        headline ? `${headline.articlesWithHit} of ${headline.articles}` : '',
      ],
    ]
  })
  return table(
    [
      'Outlet',
      'Articles',
      'Own voice: hits / words',
      'per 1,000 (interval)',
      'Attributed: hits / words',
      'per 1,000 (interval)',
      'In the headline',
    ],
    rows,
  )
}

function rateCells(rate: Rate | undefined): readonly [string, string] {
  if (!rate) return ['', '']
  const counts = `${rate.hits} / ${grouped(rate.tokens)}`
  if (!rate.perThousand) return [counts, 'no words to count']
  return [counts, rate.articles < 2 ? `${shortNumber(rate.perThousand.value)} (one article)` : withLimits(rate.perThousand)]
}

function ownWordsPart(data: ReportData): readonly string[] {
  const rows = ownWordsOf(data).map(({ outlet, tokens, itself, throughOthers, never }) => [
    escaped(outlet.name),
    grouped(tokens),
    countsOf(itself),
    countsOf(throughOthers),
    countsOf(never),
  ])
  return [
    '## What each outlet says instead',
    table(['Outlet', 'Words', 'Says itself', 'Lets others say', 'Never mentions (hits elsewhere)'], rows),
  ]
}

function countsOf(counts: readonly FrameCount[]): string {
  return counts.map(({ frame, hits }) => `${escaped(frame.name)} ${hits}`).join(', ') || 'nothing'
}

function claimChainPart(data: ReportData): readonly string[] {
  const { claims } = data
  if (claims.length === 0) return []
  const counts = gradeCounts(claims).map(([grade, count]) => `${count} ${gradeWords[grade].toLowerCase()}`)
  const items = claims.flatMap((claim) => {
    const { source, cue, through, words, grade, reason, match } = claim
    const chain = [source, ...through.map(({ speaker }) => speaker ?? 'someone not named')].map(escaped).join(' › ')
    const article = match && data.articles.find((entry) => entry.article.id === match.articleId)?.article
    const printed = article
      ? [
          `> ${inline(match.sentence)}\n>\n> ${linked(outletOf(data, article.outlet).name, article.url)}, ${languageName(article.language)}, ${sourceWords(match)}${match.shared.length > 0 ? `; both have: ${escaped(match.shared.join(', '))}` : ''}`,
        ]
      : []
    return [
      `**${gradeWords[grade]}.** ${chain}${cue === undefined ? '' : ` (“${escaped(cue)}”)`}: ${escaped(words)}`,
      `${escaped(reason)}.`,
      ...printed,
    ]
  })
  return ['## What it says others said', `${counts.join(', ')}.`, ...items]
}

function claimsPart(data: ReportData, all: readonly Passage[]): readonly string[] {
  const passages = data.claims.length === 0 ? all : all.filter(({ article }) => article.article.id !== data.anchor)
  const claims = claimsOf(data, passages)
  if (claims.length === 0) return []
  const check = (claim: (typeof claims)[number]): string => {
    if (!claim.source) return 'Its source could not be matched with an outlet of this report.'
    const { outlet, status } = claim.source.outlet
    if (claim.source.ownHits === undefined)
      return `${escaped(outlet.name)} is named. ${statusWords[status]}: nothing of it could be checked.`
    return `${escaped(outlet.name)} is named, and was read: ${claim.source.ownHits} in its own voice, ${claim.source.attributedHits} in the mouths of others.`
  }
  return ['## Claims passed on', ...claims.flatMap((claim) => [quotation(data, claim.passage), check(claim)])]
}

/** What the models hear, as a table. */
export function sentimentPart(data: ReportBody): readonly string[] {
  const rows = toneRows(data)
  if (rows.length === 0) return []
  const models = modelsOf(data)
  const cells = rows.map(({ frame, outlet, voice, hits, byModel, agree }) => [
    escaped(frame),
    escaped(outletOf(data, outlet).name),
    voice === 'outlet' ? 'own' : 'attributed',
    String(hits),
    ...models.map((model) => toneCell(byModel.get(model))),
    agreeWords(agree),
  ])
  return [
    '## How the words sound',
    toneLede(data, rows),
    table(['Frame', 'Outlet', 'Voice', 'Hits', ...models.map((model) => `${model}: mean; − / 0 / + / abstains`), 'Do they agree?'], cells),
  ]
}

function toneCell(summary: SentimentSummary | undefined): string {
  return summary ? `${meanWords(summary)}; ${shareWords(summary)}` : 'not asked'
}

function coveragePart(data: ReportData): readonly string[] {
  const counts = data.run.counts
  const name = (id: Parameters<typeof outletOf>[1]) => escaped(outletOf(data, id).name)
  const outlets = data.outlets.map(({ outlet, status, reason }) => [escaped(outlet.name), statusWords[status], escaped(reason ?? '')])
  const articles = data.articles.map(({ article, member, measured, voiceWarnings }) => [
    linked(article.title, article.url),
    name(article.outlet),
    article.publishedAt === undefined ? '' : dayOf(article.publishedAt),
    languageName(article.language),
    likenessOf(member),
    `${member.fetchedAt === undefined ? 'file' : momentOf(member.fetchedAt)}, ${article.page.slice(0, 12)}`,
    `${member.role}${member.doubtful ? ', may be other news: not compared' : ''}${member.pinned ? ', pinned' : ''}${measured ? '' : ', not measured'}${voiceWarnings.map((warning) => `; ${warningWords[warning]}`).join('')}`,
  ])
  const shared = sharedTexts(data).flatMap(({ original, copies }) =>
    copies.map(({ entry, agency, added }) => {
      const words = added.length === 0 ? 'no framing word added' : `added: ${added.map(({ text }) => escaped(text)).join(', ')}`
      return `${name(entry.article.outlet)} prints text of ${original ? name(original.article.outlet) : 'an article that is not in this report'} (${percent(entry.member.sharedShare ?? 0)} shared${entry.member.relation === undefined ? '' : `, ${relationWords[entry.member.relation]}`})${agency === undefined ? '' : `, marked as text of ${agency}`}; ${words}`
    }),
  )
  return [
    '## Who covered it, and who could not be seen',
    runCounts.map((key) => `${key} ${counts[key]}`).join(' → '),
    table(['Outlet', 'Coverage', 'Reason'], outlets),
    data.searches.length > 0 ? '### Search services asked' : '',
    bullets(
      data.searches.map(
        ({ service, language, items, kept, failure }) =>
          `${escaped(service)} (${languageName(language)}): ${counted(items, 'article')} named, ${kept} worth reading${failure === undefined ? '' : `; ${escaped(failure)}`}`,
      ),
    ),
    shared.length > 0 ? '## The same text in several outlets' : '',
    bullets(shared),
    ...doubtfulPart(data),
    '## Every article',
    table(['Headline', 'Outlet', 'Day', 'Language', 'Like the anchor', 'Read, page (SHA-256)', 'Role'], articles),
    '## What was left out',
    data.excluded.length === 0
      ? 'Nothing was left out.'
      : table(
          ['Address', 'Step', 'Reason'],
          data.excluded.map(({ url, stage, reason }) => [escaped(url), stage, escaped(reason)]),
        ),
  ]
}

function likenessOf({ role, similarity, evidence }: StoryMember): string {
  if (role === 'anchor') return 'the anchor'
  const shared = [...evidence.names, ...evidence.numbers].map(escaped).join(', ')
  return [similarity === undefined ? 'not comparable' : similarity.toFixed(2), ...(shared === '' ? [] : [shared])].join(': ')
}

function doubtfulPart(data: ReportData): readonly string[] {
  const found = doubtfulArticles(data)
  if (found.length === 0) return []
  const lines = found.map(
    ({ entry: { article }, hits }) =>
      `${escaped(outletOf(data, article.outlet).name)}: ${linked(article.title, article.url)} (${counted(hits, 'hit')}, id ${escaped(article.id)})`,
  )
  return ['## What may be other news', doubtfulText, bullets(lines)]
}

function methodPart(data: ReportData): readonly string[] {
  const { run, lexicon } = data
  const versions = Object.entries({ ...run.versions, [`lexicon ${lexicon.id}`]: `v${lexicon.version}`, ...run.hashes })
  return [
    '## How this was made',
    ...methodsText(data).map(([heading, text]) => `**${heading}.** ${escaped(text)}`),
    run.note === undefined ? '' : `**Note by the person who ran it.** ${escaped(run.note)}`,
    bullets(versions.map(([key, value]) => `${escaped(key)}: ${escaped(value)}`)),
    bullets(run.failures.map(({ stage, code, message }) => `failed in ${escaped(stage)}: ${escaped(code)}, ${escaped(message)}`)),
    '## Cite it, check it, run it again',
    escaped(citationOf(data)),
    `**Methods, to be copied.** ${escaped(methodsParagraph(data))}`,
  ]
}

/** A sentence, whose words it is in, and where it stands. */
export function quotation(data: ReportBody, { article, hits, segments, alsoIn, frame }: Passage): string {
  const hit = hits[0]!
  const words = segments
    .map(({ text, hit: marked }) => (marked ? `**${escaped(text)}**` : inline(text)))
    .join('')
    .trim()
  const notes = [
    voiceWords(hit.voice).toLowerCase(),
    escaped(frame),
    ...(hit.mode === 'asserted' ? [] : [modeWords[hit.mode]]),
    ...(hits.some(({ scareQuoted }) => scareQuoted) ? ['scare quotes'] : []),
    zoneWords[hit.zone],
    linked(article.article.title, article.article.url),
    ...alsoIn.map((copy) => `also in ${escaped(outletOf(data, copy.article.outlet).name)} (copied text)`),
  ]
  const translated = translationFinder(data.translations)(hit.sentence)
  const beside = translated ? `\n>\n> *Translation by ${escaped(translated.by)}:* ${escaped(translated.translation)}` : ''
  return `> ${words}${beside}\n>\n> ${chainLine(outletOf(data, article.article.outlet).name, hit.voice)}: ${notes.join('; ')}`
}

function chainLine(outlet: string, voice: Voice): string {
  const links = chainOf(voice).map(({ speaker, speakerClass, stance }) => {
    const bearing = [speaker === undefined ? undefined : speakerClass && classWords[speakerClass], stanceWords[stance]].filter(
      (word) => word !== undefined,
    )
    return `${speaker ?? 'someone not named'}${bearing.length === 0 ? '' : ` (${bearing.join(', ')})`}`
  })
  return [outlet, ...links].map(escaped).join(' › ')
}
