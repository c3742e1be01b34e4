import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { createAfinnScorer } from '../src/core/sentiment/afinn.ts'
import type { ScoreCard } from '../src/core/sentiment/score-card.ts'
import type { SentimentScorer } from '../src/core/sentiment/scorer.ts'
import { tones } from '../src/core/sentiment/target-model.ts'
import { createTargetScorer } from '../src/core/sentiment/target.ts'
import { createValenceScorer } from '../src/core/sentiment/valence.ts'
import { readLanguages } from '../src/io/config/languages.ts'
import { readTargetModels } from '../src/io/config/target-models.ts'
import { readValenceLists } from '../src/io/config/valence-lists.ts'
import { languageName } from '../src/core/report/wording.ts'
import { figuresOf, type Judged } from './score-cards/figures.ts'
import { scoreCardPage } from './score-cards/page.ts'

/**
 * `npm run score-cards [DATA]`: how good the sentiment models are on labelled news, by language, model and set. Writes
 * `config/models/score-cards.json`, which reports cite, and `docs/score-cards.md`. DATA holds `sentiment/`.
 */
const data = process.argv[2] ?? process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'

interface LabelledSet {
  readonly name: string
  readonly file: string
  readonly language: string
  /** Models that were fitted on it. */
  readonly seenBy: readonly string[]
}

const sets: readonly LabelledSet[] = [
  { name: 'NewsMTSC dev-rw', file: 'newsmtsc/dev-rw', language: 'en', seenBy: [] },
  { name: 'NewsMTSC dev-mt (several targets)', file: 'newsmtsc/dev-mt', language: 'en', seenBy: [] },
  { name: 'RuSentNE development part', file: 'rusentne/dev', language: 'ru', seenBy: ['target'] },
]

const rowSchema = z.object({ text: z.string(), target: z.object({ start: z.number(), end: z.number() }), label: z.enum(tones) })

const lists = await readValenceLists(['config'])
const languages = await readLanguages(['config'])
const models = await readTargetModels(['config'])
const target = createTargetScorer(models, lists)
const scorers: readonly SentimentScorer[] = [createAfinnScorer(), createValenceScorer(lists)]
const known: ReadonlyMap<string, readonly string[]> = new Map([
  ['afinn', ['en', 'es', 'pt']],
  ['valence', [...lists.keys()]],
  ['target', target.languages],
])

const cards: ScoreCard[] = []
for (const set of sets) {
  const lines = (await readFile(`${data}/sentiment/${set.file}.jsonl`, 'utf8')).split('\n').filter((line) => line !== '')
  const rows = lines.map((line) => rowSchema.parse(JSON.parse(line)))
  for (const [model, spoken] of known) {
    if (!spoken.includes(set.language)) continue
    const judged = rows.map((row) => judge(row, model, set.language))
    const split = set.seenBy.includes(model) ? 'in-sample' : 'held-out'
    cards.push({
      model: z.enum(['afinn', 'valence', 'target']).parse(model),
      language: set.language,
      set: set.name,
      split,
      ...figuresOf(judged),
    })
  }
}
for (const { card } of models.values()) {
  const { rows, macroF1, f1PosNeg, accuracy, calibrationError, surerHalfAccuracy } = card.crossValidated
  const figures = {
    rows,
    answered: 1,
    macroF1,
    macroF1Low: null,
    macroF1High: null,
    f1PosNeg,
    accuracy,
    calibrationError,
    surerHalfAccuracy,
  }
  const set = card.language === 'en' ? 'NewsMTSC training part' : 'RuSentNE development part'
  cards.push({ model: 'target', language: card.language, set, split: 'cross-validated', ...figures })
}
const order = ['afinn', 'valence', 'target']
const sorted = cards.toSorted(
  (a, b) => a.language.localeCompare(b.language) || a.set.localeCompare(b.set) || order.indexOf(a.model) - order.indexOf(b.model),
)
const unmeasured = [...known].flatMap(([model, spoken]) => {
  const missing = spoken.filter((language) => !cards.some((card) => card.model === model && card.language === language))
  return missing.length === 0 ? [] : [`${model} in ${missing.map(languageName).join(', ')}`]
})
await writeFile('config/models/score-cards.json', `${JSON.stringify(sorted, undefined, 2)}\n`)
await writeFile('docs/score-cards.md', scoreCardPage(sorted, unmeasured))
for (const { model, set, split, macroF1, f1PosNeg } of sorted)
  process.stdout.write(`${model} ${set} (${split}): macro F1 ${macroF1}, negative and positive ${f1PosNeg}\n`)

function judge({ text, target: span, label }: z.infer<typeof rowSchema>, model: string, language: string): Judged {
  const input = { text, target: span, language, words: languages.get(language) }
  if (model === 'target') {
    const reading = target.read(input)
    return { answer: label, guess: reading?.label, probabilities: reading?.probabilities }
  }
  const heard = scorers.find(({ name }) => name === model)?.score(input)
  return { answer: label, guess: heard?.label, probabilities: undefined }
}
