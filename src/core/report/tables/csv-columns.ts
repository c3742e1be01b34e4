import {
  sentimentModels,
  type Article,
  type Estimate,
  type Hit,
  type Link,
  type Outlet,
  type OutletCoverage,
  type Rate,
} from '../../../model.ts'
import type { GradedClaim } from '../../claims/claim.ts'
import type { ReportArticle } from '../report-data.ts'
import { modelsAgree } from '../views/tones.ts'

export type Cell = string | number | boolean | undefined

/** One column of a table: what it is called, what it means, and how a row fills it. Text cells are guarded against formulas on the way out. */
export interface Column<Row> {
  readonly name: string
  readonly type: 'text' | 'number' | 'boolean'
  readonly meaning: string
  readonly value: (row: Row) => Cell
}

export const articleColumns: readonly Column<ReportArticle>[] = [
  text('article_id', 'Id of the article; joins with hits.csv', ({ article }) => article.id),
  text('outlet', 'Id of the outlet', ({ article }) => article.outlet),
  text('title', 'Headline as printed', ({ article }) => article.title),
  text('url', 'Canonical address, or the file name', ({ article }) => article.url),
  text('byline', 'Authors as printed, separated by semicolons', ({ article }) => article.byline.join('; ')),
  text('published_at', 'ISO 8601 with the offset as written, or a bare day', ({ article }) => article.publishedAt),
  text('language', 'BCP 47 primary subtag, detected from the text', ({ article }) => article.language),
  text('role', 'anchor, related, or copy of another article of the story', ({ member }) => member.role),
  text('copy_of', 'Id of the article whose text this one carries', ({ member }) => member.copyOf),
  number('shared_share', 'Share of its word sequences that stand in copy_of too, 0 to 1', ({ member }) => member.sharedShare),
  number(
    'similarity',
    'Similarity to the anchor, 0 to 1; empty for the anchor and where languages share no evidence',
    ({ member }) => member.similarity,
  ),
  text('relation', 'What became of the text of copy_of: same text, cut, extended, mixed', ({ member }) => member.relation),
  text('agency', 'The news agency whose marks it carries', ({ member }) => member.agency),
  text('shared_names', 'Names it shares with the anchor, separated by semicolons', ({ member }) => member.evidence.names.join('; ')),
  text('shared_numbers', 'Numbers it shares with the anchor, separated by semicolons', ({ member }) => member.evidence.numbers.join('; ')),
  flag('pinned', "Belongs to the story by the user's word", ({ member }) => member.pinned),
  flag(
    'doubtful',
    'Named by the user and unlike the anchor: may be other news, and part of no rate and no comparison',
    ({ member }) => member.doubtful,
  ),
  flag('measured', 'false: nothing was looked for, so silence means nothing', ({ measured }) => measured),
  number('words', 'Words of the body, in all voices; where a script has no spaces, as ICU cuts them', ({ words }) => words),
  text('voice_warnings', 'Why the voices in it are less sure, separated by semicolons', ({ voiceWarnings }) => voiceWarnings.join('; ')),
  number('confidence', 'How sure extraction is that the text is the article and nothing else, 0 to 1', ({ article }) => article.confidence),
  text('flags', 'paywalled, teaser, liveblog, separated by semicolons', ({ article }) => article.flags.join('; ')),
  text('fetched_at', 'When the page was read, UTC; empty for files', ({ member }) => member.fetchedAt),
  text('page_sha256', 'SHA-256 of the stored page', ({ article }) => article.page),
]

export interface OutletRow {
  readonly coverage: OutletCoverage
  /** Its articles in the report. */
  readonly articles: number
}

export const outletColumns: readonly Column<OutletRow>[] = [
  text('outlet', 'Id of the outlet; joins with the other tables', ({ coverage }) => coverage.outlet.id),
  text('name', 'Its name', ({ coverage }) => coverage.outlet.name),
  text('country', 'ISO 3166, two letters; empty where not configured', ({ coverage }) => coverage.outlet.country),
  text('language', 'BCP 47 primary subtag, as configured or declared', ({ coverage }) => coverage.outlet.language),
  text('groups', 'Groups of outlets.yaml as "key: value", separated by semicolons', ({ coverage }) => groupsOf(coverage.outlet)),
  text(
    'status',
    'covered; silent: its sources were read and hold nothing on the story; unseen: they could not be read',
    ({ coverage }) => coverage.status,
  ),
  text('reason', 'Why it is silent or unseen, in words', ({ coverage }) => coverage.reason),
  number('articles', 'Its articles in articles.csv', ({ articles }) => articles),
]

interface HitRow {
  readonly hit: Hit
  readonly article: Article | undefined
  readonly checked: 'right' | 'wrong' | undefined
}

export const hitColumns: readonly Column<HitRow>[] = [
  text('article_id', 'Id of the article; joins with articles.csv', ({ hit }) => hit.articleId),
  text('outlet', 'Id of the outlet', ({ article }) => article?.outlet),
  text('language', 'Language of the article', ({ article }) => article?.language),
  text('frame', 'Frame the term stands for', ({ hit }) => hit.frame),
  text('term', 'Term of the lexicon', ({ hit }) => hit.term),
  text('concept', 'What the term means; the same in every language', ({ hit }) => hit.concept),
  text('text', 'The words as printed', ({ hit }) => hit.text),
  number('start', 'Offset where the hit begins, UTF-16 units into headline, blank line, body', ({ hit }) => hit.start),
  number('end', 'Offset behind the hit', ({ hit }) => hit.end),
  text('sentence', 'The sentence round the hit as printed', ({ hit }) => hit.sentence),
  text('zone', 'headline, lead (first paragraph) or body', ({ hit }) => hit.zone),
  text('voice', 'Whose words: outlet (its own), quoted, reported, unclear', ({ hit }) => hit.voice.kind),
  text('chain', 'Who says that who says it, outermost first, separated by " > "; the outlet is left out', ({ hit }) =>
    'chain' in hit.voice ? chainOf(hit.voice.chain) : '',
  ),
  text(
    'speaker_class',
    'Kind of the innermost speaker: state, party, expert, media, anonymous, public; empty where no word tells',
    ({ hit }) => ('chain' in hit.voice ? hit.voice.chain.at(-1)?.speakerClass : undefined),
  ),
  text(
    'stances',
    'How each link stands to the claim it passes on, outermost first, separated by " > ": endorses, neutral, distances',
    ({ hit }) => ('chain' in hit.voice ? hit.voice.chain.map(({ stance }) => stance).join(' > ') : ''),
  ),
  number('voice_confidence', 'How sure the voice is, 0 to 1', ({ hit }) => hit.voiceConfidence),
  text('mode', 'asserted, negated, hedged or question', ({ hit }) => hit.mode),
  flag('scare_quoted', 'The words stand in scare quotes', ({ hit }) => hit.scareQuoted),
  ...sentimentModels.flatMap((model) => [
    text<HitRow>(
      `${model}_label`,
      `What the model ${model} says; empty where it abstains or was not asked`,
      ({ hit }) => hit.sentiment[model]?.label,
    ),
    number<HitRow>(`${model}_score`, 'From -1 (negative) to 1 (positive)', ({ hit }) => hit.sentiment[model]?.score),
  ]),
  text('towards', 'The one named next to the hit: whom the tone of target is towards', ({ hit }) => hit.sentiment.target?.towards),
  text('models_agree', 'yes or no; empty where fewer than two models say something', ({ hit }) => agreement(hit)),
  text('checked', 'right or wrong: whether people found that the hit means its frame; empty where nobody looked', ({ checked }) => checked),
]

export const claimColumns: readonly Column<GradedClaim>[] = [
  text('source', 'The press that the anchor says said it, as printed', ({ source }) => source),
  text('outlets', 'Ids of the outlets it may mean, separated by semicolons', ({ outlets }) => outlets.join('; ')),
  text('grade', 'verbatim, paraphrase, stronger, weaker, not-found, not-fetched', ({ grade }) => grade),
  text('reason', 'Why, in words', ({ reason }) => reason),
  text('cue', 'The words that bring the claim in', ({ cue }) => cue),
  text('words', 'What it is said to have said, as the anchor prints it', ({ words }) => words),
  text('through', 'Whom the press is said to quote in turn, separated by " > "', ({ through }) => chainOf(through)),
  number('start', 'Offset where the words begin in the anchor, UTF-16 units into headline, blank line, body', ({ start }) => start),
  number('end', 'Offset behind them', ({ end }) => end),
  text('match_article_id', 'Id of the article with the sentence that comes nearest', ({ match }) => match?.articleId),
  text('match_sentence', 'That sentence', ({ match }) => match?.sentence),
  number('match_start', 'Offset where the sentence begins in its article', ({ match }) => match?.span.start),
  number('match_end', 'Offset behind it', ({ match }) => match?.span.end),
  text('match_voice', 'own or others: whose words they are there', ({ match }) =>
    match ? (match.isOwnVoice ? 'own' : 'others') : undefined,
  ),
  text('match_shared', 'What both have, separated by semicolons', ({ match }) => match?.shared.join('; ')),
]

/** The report shows no interval for a single article; the table has it, and says what it is. */
const perThousandLimits =
  '; quasi-poisson-t: over articles; exact-poisson: over words, for a single article or no hit, and says nothing of other articles'

export const rateColumns: readonly Column<Rate>[] = [
  text('outlet', 'Id of the outlet', (rate) => rate.outlet),
  text('frame', 'Frame', (rate) => rate.frame),
  text('zone', 'body, or headline (share of articles only, no rate)', (rate) => rate.zone),
  text('voice', 'outlet (its own), attributed (quoted and reported), unclear, or all', (rate) => rate.voice),
  number('hits', 'Hits in that voice', (rate) => rate.hits),
  number('tokens', 'Words in that voice, counted as in articles.csv: what the rate divides by', (rate) => rate.tokens),
  number('articles', 'Articles measured', (rate) => rate.articles),
  number('articles_with_hit', 'Articles with at least one hit', (rate) => rate.articlesWithHit),
  ...estimate<Rate>('per_thousand', 'Hits per 1,000 words of that voice', (rate) => rate.perThousand, perThousandLimits),
  ...estimate<Rate>('share', 'Share of articles with a hit, 0 to 1', (rate) => rate.share),
]

export interface CodebookRow {
  readonly file: string
  readonly name: string
  readonly type: string
  readonly meaning: string
}

export const codebookColumns: readonly Column<CodebookRow>[] = [
  text('file', 'Table', ({ file }) => file),
  text('column', 'Column', ({ name }) => name),
  text('type', 'text, number or boolean', ({ type }) => type),
  text('meaning', 'Meaning, unit and range', ({ meaning }) => meaning),
]

export function text<Row>(name: string, meaning: string, value: (row: Row) => string | undefined): Column<Row> {
  return { name, type: 'text', meaning, value }
}

export function number<Row>(name: string, meaning: string, value: (row: Row) => number | undefined): Column<Row> {
  return { name, type: 'number', meaning, value }
}

function flag<Row>(name: string, meaning: string, value: (row: Row) => boolean): Column<Row> {
  return { name, type: 'boolean', meaning, value }
}

/** `limits` ends the sentence that says how the limits were found. */
export function estimate<Row>(
  prefix: string,
  meaning: string,
  of: (row: Row) => Estimate | undefined,
  limits = '',
): readonly Column<Row>[] {
  return [
    number<Row>(prefix, `${meaning}; empty where there is too little to say`, (row) => of(row)?.value),
    number<Row>(`${prefix}_low`, `Lower limit of ${prefix}`, (row) => of(row)?.low),
    number<Row>(`${prefix}_high`, `Upper limit of ${prefix}; "Infinity" where it has none`, (row) => of(row)?.high),
    number<Row>(`${prefix}_level`, `Level of the limits of ${prefix}, 0 to 1`, (row) => of(row)?.level),
    number<Row>(`${prefix}_n`, `Articles behind ${prefix}`, (row) => of(row)?.n),
    text<Row>(`${prefix}_method`, `How the limits of ${prefix} were found${limits}`, (row) => of(row)?.method),
  ]
}

function agreement(hit: Hit): string | undefined {
  const agree = modelsAgree(hit)
  if (agree === undefined) return undefined
  return agree ? 'yes' : 'no'
}

function groupsOf({ groups }: Outlet): string {
  return Object.entries(groups)
    .map(([key, value]) => `${key}: ${value}`)
    .join('; ')
}

function chainOf(links: readonly Link[]): string {
  return links.map(({ speaker }) => speaker ?? '(not named)').join(' > ')
}
