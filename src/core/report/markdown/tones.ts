import type { SentimentSummary } from '../../../model.ts'
import { outletOf, type ReportBody } from '../report-data.ts'
import { agreeWords, meanWords, shareWords, toneLede } from '../texts/tone-words.ts'
import { modelsOf, toneRows } from '../views/tones.ts'
import { escaped, table } from './markdown-text.ts'

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
