import type { Hit, Sentiment, SentimentModel, Voice } from '../../../model.ts'
import { modelsAgree } from '../views/tones.ts'
import { rounded } from './numbers.ts'
import type { ReportJson } from './report-schema.ts'

/** As reports and the `score` filter print it. */
export function hitJson(hit: Hit, models: readonly SentimentModel[]): Omit<ReportJson['hits'][number], 'checked'> {
  const { articleId, frame, term, concept, text, start, end, sentence, zone, mode, scareQuoted } = hit
  return {
    articleId,
    frame,
    term,
    concept,
    text,
    start,
    end,
    sentence,
    zone,
    voice: voiceJson(hit.voice, hit.voiceConfidence),
    mode,
    scareQuoted,
    sentiment: Object.fromEntries(models.map((model) => [model, sentimentOrNull(hit.sentiment[model])])),
    modelsAgree: modelsAgree(hit) ?? null,
  }
}

/** As reports and the `voices` filter print it: absent is `null`. */
export function voiceJson(voice: Voice, confidence: number): ReportJson['hits'][number]['voice'] {
  const chain = voice.kind === 'outlet' || voice.kind === 'unclear' ? [] : voice.chain
  return {
    kind: voice.kind,
    chain: chain.map(({ speaker, cue, speakerClass, stance }) => ({
      speaker: speaker ?? null,
      cue: cue ?? null,
      class: speakerClass ?? null,
      stance,
    })),
    confidence: rounded(confidence),
  }
}

function sentimentOrNull(heard: Sentiment | undefined): ReportJson['hits'][number]['sentiment'][SentimentModel] {
  return heard ? { label: heard.label, score: rounded(heard.score), towards: heard.towards ?? null } : null
}
