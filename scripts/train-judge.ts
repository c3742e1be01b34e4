import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { getDomain } from 'tldts'
import { z } from 'zod'
import { featureNames } from '../src/core/extract/judge/features.ts'
import { blend, contextNames, contextRows, probability, type Kinship } from '../src/core/extract/judge/judge.ts'
import { parsePage } from '../src/core/extract/page/parse-page.ts'
import { readPage } from '../src/core/extract/read-page.ts'
import { kinshipOf } from '../src/core/extract/select-text.ts'
import { alignBlocks } from './train-judge/align.ts'
import { growForest, type ForestOptions } from './train-judge/grow-forest.ts'

/**
 * Trains the judge of extraction on labelled pages and writes `config/models/judge.json`. Figures in its score card are from cross-validation by
 * outlet: no page is judged by a forest that saw a page of the same domain. `--folds N` sets the folds, `--dump FILE` keeps the held-out judgements.
 */
const parts = ['scrapinghub', 'naeb', 'fundus', 'wcxb', 'waddle']
const dataFolder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'extraction')
const truthSchema = z.record(z.string(), z.object({ url: z.string(), html: z.string(), text: z.string(), title: z.string().optional() }))

interface TrainingPage {
  readonly id: string
  readonly part: string
  readonly outlet: string
  readonly rows: readonly Float32Array[]
  readonly kinship: Kinship
  readonly labels: Float32Array
  readonly weights: Float32Array
}

const options: ForestOptions = { trees: 230, depth: 5, rate: 0.085, rowShare: 0.6, columnShare: 0.25, minLeafWeight: 4, ridge: 2 }

const folds = Number(argument('--folds') ?? 5)
const pages = parts.flatMap(readPart)
process.stdout.write(
  `${pages.length} pages, ${pages.reduce((sum, page) => sum + page.rows.length, 0)} blocks, ${featureNames.length} columns\n`,
)

const firstHeldOut = heldOut(pages, (page) => page.rows)
const withContext = new Map(pages.map((page) => [page.id, join2(page, firstHeldOut.get(page.id)!)]))
const scores = [report('first', firstHeldOut)]
if (!process.argv.includes('--final-only')) {
  const secondHeldOut = heldOut(pages, (page) => withContext.get(page.id)!)
  scores.push(report('second', secondHeldOut))
  const bothHeldOut = new Map([...secondHeldOut].map(([id, second]) => [id, blend(firstHeldOut.get(id)!, second)]))
  scores.push(report('both', bothHeldOut))
  const dump = argument('--dump')
  if (dump)
    writeFileSync(
      dump,
      JSON.stringify(
        Object.fromEntries([...bothHeldOut].map(([id, values]) => [id, [...values].map((value) => Math.round(value * 1_000) / 1_000)])),
      ),
    )
}
const first = train(pages, (page) => page.rows, 1)
const second = train(pages, (page) => withContext.get(page.id)!, 2)
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
    const reading = readPage(parsePage(html, { mayReparse: true }).tree, page.url)
    const { blocks, features } = reading
    const labels = alignBlocks(blocks.map((block) => block.text), page.text) // prettier-ignore
    const words = features.traits.map((traits) => traits.words)
    const pageWords = words.reduce((sum, count, index) => sum + count * labels[index]!, 0)
    // A block matters by its share of its page; short blocks keep some weight, or headings would be left to chance.
    const weights = Float32Array.from(words, (count) => (40 * (count + 3)) / Math.max(150, pageWords))
    for (const [index, doubt] of doubts(features.group, blocks, { labels, words, prose: features.prose }).entries())
      weights[index]! *= doubt
    return { id, part, outlet: getDomain(page.url) ?? page.url, rows: features.rows, kinship: kinshipOf(reading), labels, weights }
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

function join2(page: TrainingPage, firstOpinion: Float64Array): readonly Float32Array[] {
  const context = contextRows(firstOpinion, page.kinship)
  return page.rows.map((row, index) => Float32Array.from([...row, ...context[index]!]))
}

function train(chosen: readonly TrainingPage[], rowsOf: (page: TrainingPage) => readonly Float32Array[], seed: number) {
  const rows = chosen.flatMap(rowsOf)
  const labels = Float32Array.from(chosen.flatMap((page) => [...page.labels]))
  const weights = Float32Array.from(chosen.flatMap((page) => [...page.weights]))
  return growForest(rows, { labels, weights }, { ...options, seed })
}

function heldOut(all: readonly TrainingPage[], rowsOf: (page: TrainingPage) => readonly Float32Array[]): Map<string, Float64Array> {
  const judged = new Map<string, Float64Array>()
  for (let fold = 0; fold < folds; fold++) {
    const forest = train(
      all.filter((page) => foldOf(page.outlet) !== fold),
      rowsOf,
      fold + 10,
    )
    for (const page of all)
      if (foldOf(page.outlet) === fold)
        judged.set(
          page.id,
          Float64Array.from(rowsOf(page), (row) => probability(forest, row)),
        )
  }
  return judged
}

function foldOf(outlet: string): number {
  let hash = 7
  for (const letter of outlet) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003
  return hash % folds
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
