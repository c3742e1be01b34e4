import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { featureNames, type BlockFeatures } from '../src/core/extract/describe/features.ts'
import { contextNames } from '../src/core/extract/judge/context-names.ts'
import { writeContext } from '../src/core/extract/judge/context.ts'
import { blend, firstOpinion, fitForest, secondOpinion, type FittedForest, type Forest } from '../src/core/extract/judge/judge.ts'
import type { Kinship } from '../src/core/extract/judge/kinship.ts'
import { parsePage } from '../src/core/extract/page/parse-page.ts'
import { readPage } from '../src/core/extract/read-page.ts'
import { scanMarkup } from '../src/core/extract/scan-markup.ts'
import { alignBlocks } from './train-judge/align.ts'
import { foldModelsSchema, foldOf, outletOf } from './train-judge/folds.ts'
import { growForest, type ForestOptions } from './train-judge/grow-forest.ts'

/**
 * Trains the judge of extraction on labelled pages and writes `config/models/judge.json`. Figures in its score card are from cross-validation by
 * outlet: no page is judged by a forest that saw a page of the same domain. `--folds N` sets the folds, `--fold-models FILE` keeps
 * their forests for `score-extraction.ts`, `--reuse FILE` takes them from there, `--no-final` leaves the model as it is.
 */
const parts = ['scrapinghub', 'naeb', 'fundus', 'wcxb', 'waddle']
const dataFolder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'extraction')
const truthSchema = z.record(z.string(), z.object({ url: z.string(), html: z.string(), text: z.string(), title: z.string().optional() }))

interface TrainingPage {
  readonly id: string
  readonly part: string
  readonly outlet: string
  readonly rows: BlockFeatures['rows']
  readonly kinship: Kinship
  readonly labels: Float32Array
  readonly weights: Float32Array
}

const options: Omit<ForestOptions, 'columns'> = {
  trees: 230,
  depth: 5,
  rate: 0.085,
  rowShare: 0.6,
  columnShare: 0.25,
  minLeafWeight: 4,
  ridge: 2,
}

const allColumns = featureNames.length + contextNames.length
const sameColumns = Array.from({ length: allColumns }, (_, column) => column)
const folds = Number(argument('--folds') ?? 5)
const pages = parts.flatMap(readPart)
process.stdout.write(
  `${pages.length} pages, ${pages.reduce((sum, page) => sum + page.rows.length, 0)} blocks, ${featureNames.length} columns\n`,
)

const fits = new Map<Forest, FittedForest>()
const known =
  argument('--reuse') === undefined ? undefined : foldModelsSchema.parse(JSON.parse(readFileSync(argument('--reuse') ?? '', 'utf8')))
const firsts = known?.map(({ first }) => first) ?? trainFolds(featureNames.length)
const firstHeldOut = heldOut((page, fold) => firstOpinion(fitted(firsts[fold]!), page.rows))
for (const page of pages) writeContext(page.rows, firstHeldOut.get(page.id)!, page.kinship)
const seconds = known?.map(({ second }) => second) ?? trainFolds(allColumns)
const secondHeldOut = heldOut((page, fold) => secondOpinion(fitted(seconds[fold]!), page.rows, firstHeldOut.get(page.id)!))
const bothHeldOut = new Map([...secondHeldOut].map(([id, second]) => [id, blend(firstHeldOut.get(id)!, second)]))
const scores = [report('first', firstHeldOut), report('second', secondHeldOut), report('both', bothHeldOut)]
const foldsFile = argument('--fold-models')
if (foldsFile !== undefined) {
  const models = firsts.map((first, fold) => ({ first, second: seconds[fold]! }))
  writeFileSync(foldsFile, JSON.stringify(models))
}
if (process.argv.includes('--no-final')) process.exit()
const first = train(pages, featureNames.length, 1)
const second = train(pages, allColumns, 2)
const model = { featureNames: [...featureNames, ...contextNames], first, second }
writeFileSync('config/models/judge.json', `${JSON.stringify(model)}\n`)
const card = {
  about: 'Two forests of boosted trees that tell the blocks of an article from the rest of its page. Made by scripts/train-judge.ts.',
  trainedOn: {
    pages: pages.length,
    outlets: new Set(pages.map((page) => page.outlet)).size,
    blocks: pages.reduce((sum, page) => sum + page.rows.length, 0),
    parts,
  },
  options,
  heldOutByOutlet: { folds, scores },
  limits: 'News and article pages; English, German, Russian, Chinese, Polish and Greek make up most of the training pages.',
}
writeFileSync('config/models/judge-card.json', `${JSON.stringify(card, null, 2)}\n`)
process.stdout.write(`config/models/judge.json: ${JSON.stringify(model).length} bytes\n`)

function readPart(part: string): TrainingPage[] {
  const truth = truthSchema.parse(JSON.parse(gunzipSync(readFileSync(join(dataFolder, `truth-${part}.json.gz`))).toString('utf8')))
  return Object.entries(truth).map(([id, page]) => {
    const html = gunzipSync(readFileSync(join(dataFolder, page.html))).toString('utf8')
    const scan = scanMarkup(html)
    if (scan.kind === 'over') throw new RangeError(`${id} is past ${scan.limit}`)
    const reading = readPage(parsePage(html, scan).tree, page.url)
    const { blocks, features } = reading
    const labels = alignBlocks(blocks.map((block) => block.text), page.text) // prettier-ignore
    const words = features.traits.map((traits) => traits.words)
    const pageWords = words.reduce((sum, count, index) => sum + count * labels[index]!, 0)
    // A block matters by its share of its page; short blocks keep some weight, or headings would be left to chance.
    const weights = Float32Array.from(words, (count) => (40 * (count + 3)) / Math.max(150, pageWords))
    for (const [index, doubt] of doubts(features.group, blocks, { labels, words, prose: features.prose }).entries())
      weights[index]! *= doubt
    return { id, part, outlet: outletOf(page.url), rows: features.rows, kinship: reading.kinship, labels, weights }
  })
}

/**
 * How far a label is believed. A copy of a paragraph that is in the reference says nothing. Where much of what one template makes is in the
 * reference and much is not, the reference was most likely cut short: its negatives count a fifth.
 */
function doubts(
  group: readonly number[],
  blocks: readonly { readonly text: string }[],
  known: { readonly labels: Float32Array; readonly words: readonly number[]; readonly prose: readonly boolean[] },
): Float32Array {
  const { labels, words, prose } = known
  const all = new Map<number, { right: number; total: number }>()
  const found = new Set<string>()
  for (const [index, key] of group.entries()) {
    const sums = all.get(key) ?? { right: 0, total: 0 }
    sums.total += words[index]!
    sums.right += words[index]! * labels[index]!
    all.set(key, sums)
    if (labels[index]! >= 0.5 && words[index]! >= 8) found.add(blocks[index]!.text)
  }
  return Float32Array.from(group, (key, index) => {
    if (labels[index]! >= 0.5) return 1
    if (found.has(blocks[index]!.text)) return 0
    const { right, total } = all.get(key)!
    const share = right / Math.max(1, total)
    return prose[index] && total > 150 && share > 0.2 && share < 0.75 ? 0.2 : 1
  })
}

function train(chosen: readonly TrainingPage[], columns: number, seed: number) {
  const blocks = chosen.flatMap(({ rows, labels, weights }) =>
    rows.flatMap((row, index) => (row === undefined ? [] : [{ row, label: labels[index]!, weight: weights[index]! }])),
  )
  const rows = blocks.map(({ row }) => row)
  const labels = Float32Array.from(blocks, ({ label }) => label)
  const weights = Float32Array.from(blocks, ({ weight }) => weight)
  return growForest(rows, { labels, weights }, { ...options, columns, seed })
}

/** For each fold, a forest of the pages of all others. */
function trainFolds(columns: number): readonly Forest[] {
  return Array.from({ length: folds }, (_, fold) =>
    train(
      pages.filter((page) => foldOf(page.outlet, folds) !== fold),
      columns,
      fold + 10,
    ),
  )
}

/** What is said of each page by what saw no page of its outlet. */
function heldOut(judge: (page: TrainingPage, fold: number) => Float64Array): Map<string, Float64Array> {
  return new Map(pages.map((page) => [page.id, judge(page, foldOf(page.outlet, folds))]))
}

function fitted(forest: Forest): FittedForest {
  const known = fits.get(forest) ?? fitForest(forest, sameColumns)
  fits.set(forest, known)
  return known
}

/** Word-weighed precision and recall of blocks, mean over pages: a quick stand-in for the scorer's figures. */
function report(
  name: string,
  judged: ReadonlyMap<string, Float64Array>,
): { readonly forest: string; readonly blockF1: Readonly<Record<string, number>> } {
  const blockF1: Record<string, number> = {}
  for (const part of parts) {
    let sum = 0
    let count = 0
    for (const page of pages) {
      if (page.part !== part) continue
      let kept = 0
      let right = 0
      let wanted = 0
      for (const [index, value] of judged.get(page.id)!.entries()) {
        const words = page.kinship.words[index]!
        wanted += words * page.labels[index]!
        if (value < 0.5) continue
        kept += words
        right += words * page.labels[index]!
      }
      sum += kept + wanted === 0 ? 1 : (2 * right) / (kept + wanted)
      count += 1
    }
    blockF1[part] = Math.round((10_000 * sum) / count) / 10_000
    process.stdout.write(`${name} ${part}: block F1 ${(sum / count).toFixed(4)} over ${count} pages held out by outlet\n`)
  }
  return { forest: name, blockF1 }
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}
