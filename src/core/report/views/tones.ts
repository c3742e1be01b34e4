import { sentimentModels, type Hit, type Sentiment, type SentimentModel, type SentimentSummary } from '../../../model.ts'
import type { ReportBody } from '../report-data.ts'

/** The models of a run, in the order in which they are shown. */
export function modelsOf({ method }: { readonly method: Pick<ReportBody['method'], 'models'> }): readonly SentimentModel[] {
  const names = new Set(method.models.map(({ name }) => name))
  return sentimentModels.filter((model) => names.has(model))
}

/** Whether all models that say something of a hit say the same; `undefined` where fewer than two do. */
export function modelsAgree({ sentiment }: Hit): boolean | undefined {
  const labels = sentimentModels.flatMap((model) => sentiment[model]?.label ?? [])
  return labels.length < 2 ? undefined : new Set(labels).size === 1
}

/** What every model hears round the hits of one outlet, frame and voice. */
export interface ToneRow {
  readonly outlet: SentimentSummary['outlet']
  readonly frame: string
  readonly voice: 'outlet' | 'attributed'
  readonly hits: number
  readonly byModel: ReadonlyMap<SentimentModel, SentimentSummary>
  /** `undefined` where fewer than two models have a mean. */
  readonly agree: boolean | undefined
}

/** In the order of the summaries, own and attributed words only. */
export function toneRows({ comparison }: ReportBody): readonly ToneRow[] {
  const rows = new Map<string, Map<SentimentModel, SentimentSummary>>()
  for (const summary of comparison.sentiments) {
    const { outlet, frame, voice, model, n } = summary
    if (n === 0 || (voice !== 'outlet' && voice !== 'attributed')) continue
    const key = JSON.stringify([outlet, frame, voice])
    const row = rows.get(key)
    if (row) row.set(model, summary)
    else rows.set(key, new Map([[model, summary]]))
  }
  return [...rows.values()].flatMap((byModel): readonly ToneRow[] => {
    const [first] = byModel.values()
    if (!first || (first.voice !== 'outlet' && first.voice !== 'attributed')) return []
    const tones = new Set([...byModel.values()].flatMap(({ mean }) => (mean ? toneOf(mean.value) : [])))
    const heard = [...byModel.values()].filter(({ mean }) => mean !== undefined).length
    const { outlet, frame, voice, n } = first
    return [{ outlet, frame, voice, hits: n, byModel, agree: heard < 2 ? undefined : tones.size === 1 }]
  })
}

/** Means nearer to zero than this are called neutral. */
export const neutralBand = 0.1

function toneOf(mean: number): Sentiment['label'] {
  if (mean > neutralBand) return 'positive'
  return mean < -neutralBand ? 'negative' : 'neutral'
}
