import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { extractJudged } from '../src/core/extract/extract.ts'
import type { ExtractedArticle } from '../src/core/extract/extraction.ts'
import { featureNames } from '../src/core/extract/describe/features.ts'
import { contextNames } from '../src/core/extract/judge/context-names.ts'
import { fitForest, judgeBlocks } from '../src/core/extract/judge/judge.ts'
import { seededRandom } from '../src/core/stats/seeded-random.ts'
import { compareFigures, figuresOf, type Comparison, type FigureName } from './score-extraction/figures.ts'
import { scoreMetadata, type Metadata } from './score-extraction/metadata-score.ts'
import { loadReadability } from '../bench/peers/readability-text.ts'
import { scoreText, type TextScore } from './score-extraction/text-score.ts'
import { foldModelsSchema, foldOf, outletOf } from './train-judge/folds.ts'
import { truthOf, type TruePage } from './score-extraction/truth.ts'

/**
 * `npm run score:extraction`: how good extraction is on outlets that the judge has not seen, beside Readability + linkedom on the same pages. Takes the
 * forests that `train-judge.ts --fold-models FILE` writes. The page goes to `docs/extraction.md`. `--worst N` lists the worst pages of each part instead.
 */
const modelsFile = argument('--fold-models')
if (modelsFile === undefined) {
  process.stderr.write(
    'Cannot score extraction: expected --fold-models FILE, as written by `node scripts/train-judge.ts --no-final --fold-models FILE`\n',
  )
  process.exit(2)
}
const columns = Array.from({ length: featureNames.length + contextNames.length }, (_, column) => column)
const judges = foldModelsSchema
  .parse(JSON.parse(readFileSync(modelsFile, 'utf8')))
  .map(({ first, second }) => ({ first: fitForest(first, columns), second: fitForest(second, columns) }))

const end = `
**Dates of fundus.** Two of 131 days differ from the reference, and on both pages the reference takes the day for the month. Neither declares a date that
a program could read. \`fundus-de-KlasseGegenKlasse_2026_01_07\` (German) prints "06.01.2026" under its headline; its pictures lie under \`/2026/01/\`, its text looks back on
3 January 2026, and it was saved on 7 January 2026; the reference says 1 June 2026. \`fundus-tr-AnadoluAjansi_2025_04_05\` (Turkish) prints "05.04.2025 - Güncelleme : 05.04.2025"
and is saved with pictures under \`/2025/04/05/\`; the reference says 4 May 2025. We read 6 January 2026 and 5 April 2025. Both languages write the day
first, so a rule that abstained here would abstain from every date printed in figures up to the twelfth of a month.

## What the worst pages teach

The pages of each part with the lowest figures were looked at by eye (\`--worst 10\` lists them).

- **naeb.** Of the ten worst, six have a reference that stops before the article does; nothing is to be gained there. Two showed the first paragraphs and kept the rest as
  nodes in a script, which is read now. One had more text in its privacy dialogue than in its article, one appeals for donations: the judge now sees words of both.
- **scrapinghub.** Lists of headlines above the article were kept, tables inside it lost: the judge now sees how a block stands to the core of the page.
- **fundus.** Boxes of facts and summaries inside the article are kept where the reference has none, or the other way round. Notices that stand in place of each
  picture or player until a reader consents are left out where a page has three of the same words.
- **wcxb.** The lowest are pages of other kinds: a catalogue, a landing page, price lists, a portfolio; captions and tables count there, and one reference stops
  halfway. One page carried its text a second time, hidden, as Markdown, and one ended in fifteen addresses of its sources: both are left out now. A catalogue and an
  overview, which declare no article, author or time, are read by what they mark as their main content. That rule is as old as the sight of these two pages:
  they are held out of the forests and not of the rule, and alone they lift the part by .010.
- **Russian, Chinese.** Templates of 2011: text that no paragraph holds, comment threads longer than the article, front pages filed as articles. One article stood whole in
  a link to its page for printing and was taken for a teaser: so long a link is no link now.

## What the confidence is worth

Mean page F1 of all pages above, by the confidence that extraction gave itself.

| confidence | pages | page F1 |
| --- | --- | --- |`

interface Part {
  readonly name: string
  readonly ids: (id: string) => boolean
  readonly file: string
  /** The figure by which this part is known. */
  readonly figure: FigureName
}

const parts: readonly Part[] = [
  { name: 'scrapinghub', file: 'scrapinghub', ids: () => true, figure: 'f1' },
  { name: 'naeb', file: 'naeb', ids: () => true, figure: 'pageF1' },
  { name: 'fundus', file: 'fundus', ids: () => true, figure: 'pageF1' },
  { name: 'wcxb', file: 'wcxb', ids: () => true, figure: 'wordF1' },
  { name: 'Russian (waddle)', file: 'waddle', ids: (id) => id.startsWith('waddle-ru'), figure: 'f1' },
  { name: 'Chinese (waddle)', file: 'waddle', ids: (id) => id.startsWith('waddle-zh'), figure: 'f1' },
]
const figureNames: Readonly<Record<FigureName, string>> = {
  f1: 'F1',
  pageF1: 'page F1',
  wordF1: 'word F1',
  precision: 'P',
  recall: 'R',
  emptyShare: 'empty',
}
/** Lower bounds of the classes of confidence. */
const classes = [0.95, 0.9, 0.8, 0.6, 0]
const resamples = 2000
const head = `# How good extraction is

Made by \`npm run score:extraction\` from pages with hand-checked text (\`FRAMESHIFT_BENCH_DATA\`/extraction; none of them is part of this repository).

**What is held out.** The judge that picks the blocks of an article is trained on these pages, so it is scored by cross-validation: outlets (registrable
domains) are dealt into five folds, and each page is judged by forests that saw no page of its outlet. Word lists, features and rules of metadata were
written with these pages in sight: for them the figures are of development pages, and unseen outlets may do a little worse. So is a setting of
the judge: the equal say of its two forests is one of five shares that were tried. The shipped judge is trained on all pages; scoring it on them would say nothing.

**Figures.** F1 is that of published comparisons: of mean precision and mean recall of runs of four words. Page F1 is the mean of each page's F1, where a page without
a text counts 0. Word F1 is that of single words. In brackets: 95 % intervals from 2,000 resamples of pages. The last difference is paired: every resample takes the same
pages for both. Where its interval is above 0, ours is better. Readability 0.6.0 runs on linkedom 0.18.15; its HTML is cut into lines by our own code.

| part | pages | figure | ours | P | R | Readability + linkedom | ours above it | without a text |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`
const middle = `
## What pages say of themselves

Only pages whose reference names the field. Title: the same text, case, quotes and dashes aside. Author: F1 of names over all pages. Date: the day, as written or in UTC.

| part | title | author F1 | date precision | date recall |
| --- | --- | --- | --- | --- |`
const level = 0.95

interface Answer {
  readonly id: string
  readonly page: TruePage
  readonly article: ExtractedArticle | undefined
  readonly ours: TextScore
  readonly peer: TextScore
}

const readability = await loadReadability()
const worst = Number(argument('--worst') ?? 0)
const textRows: string[] = []
const all: Answer[] = []
const metadataRows: string[] = []
for (const part of parts) {
  const answers = Object.entries(truthOf(part.file)).filter(([id]) => part.ids(id)).map(([id, page]) => answer(id, page)) // prettier-ignore
  if (worst > 0) listWorst(part, answers)
  all.push(...answers)
  textRows.push(textRow(part, answers))
  metadataRows.push(...metadataRow(part, answers))
}
const page = toPage(textRows, metadataRows, confidenceRows(all))
if (worst === 0) writeFileSync('docs/extraction.md', page)
if (worst === 0) process.stdout.write(page)

function answer(id: string, page: TruePage): Answer {
  const html = gunzipSync(readFileSync(page.file)).toString('utf8')
  const judge = judges[foldOf(outletOf(page.url), judges.length)]!
  const extraction = extractJudged(html, { url: page.url, judge: ({ features, kinship }) => judgeBlocks(judge, features.rows, kinship) })
  const article = extraction.kind === 'article' ? extraction.article : extraction.best
  return { id, page, article, ours: scoreText(page.text, article?.text ?? ''), peer: scoreText(page.text, readability(html)) }
}

function textRow({ name, figure }: Part, answers: readonly Answer[]): string {
  const ours = answers.map((each) => each.ours)
  const peer = answers.map((each) => each.peer)
  const random = seededRandom(1, name)
  const { ours: own, peer: theirs, difference }: Comparison = compareFigures(ours, peer, { figure, resamples, level, random })
  const { precision, recall, emptyShare } = figuresOf(ours)
  const range = ({ value, low, high }: Comparison['ours']): string => `${digits(value)} (${digits(low)} to ${digits(high)})`
  const cells = [name, answers.length, figureNames[figure], range(own), digits(precision), digits(recall), range(theirs), range(difference), `${answers.filter((each) => each.ours.isEmpty).length} (${digits(emptyShare)})`] // prettier-ignore
  return `| ${cells.join(' | ')} |`
}

function metadataRow({ name }: Part, answers: readonly Answer[]): readonly string[] {
  const figures = scoreMetadata(
    answers.map(({ page, article }) => ({ truth: page, found: { title: article?.title, authors: article?.byline ?? [], dates: article?.publishedAt === undefined ? [] : [article.publishedAt] } satisfies Metadata })), // prettier-ignore
  )
  const values = [figures.titleExact, figures.authorF1, figures.datePrecision, figures.dateRecall]
  if (values.every((value) => value === undefined)) return []
  return [`| ${[name, ...values.map((value) => (value === undefined ? '' : digits(value)))].join(' | ')} |`]
}

function confidenceRows(answers: readonly Answer[]): readonly string[] {
  return classes.map((from, index) => {
    const below = classes[index - 1] ?? Infinity
    const inside = answers.filter(({ article }) => (article?.confidence ?? 0) >= from && (article?.confidence ?? 0) < below)
    const cells = [
      `${digits(from)} or more`,
      inside.length,
      inside.length === 0 ? '' : digits(figuresOf(inside.map(({ ours }) => ours)).pageF1),
    ]
    return `| ${cells.join(' | ')} |`
  })
}

function listWorst({ name, figure }: Part, answers: readonly Answer[]): void {
  const key = figure === 'wordF1' ? 'wordF1' : 'pageF1'
  for (const { id, ours, peer } of answers.toSorted((a, b) => a.ours[key] - b.ours[key]).slice(0, worst))
    process.stdout.write(`${name} ${id}: ${digits(ours[key])}, precision ${digits(ours.precision ?? 0)}, recall ${digits(ours.recall)}, peer ${digits(peer[key])}\n`) // prettier-ignore
}

function digits(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.')
}

function toPage(text: readonly string[], metadata: readonly string[], confidence: readonly string[]): string {
  return `${[head, ...text, middle, ...metadata, end, ...confidence].join('\n')}\n`
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}
