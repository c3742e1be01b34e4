import { z } from 'zod'
import { toId } from '../../../core/ids.ts'
import type { App } from '../../../app.ts'
import { translationFinder, type Translation } from '../../../core/report/translations.ts'
import { PipelineError } from '../../../errors.ts'
import { readReport } from './reports.ts'
import { modes, speakerClasses, stances, zones, type Article, type RunId, type Voice } from '../../../model.ts'

/** An article of a report as the list of evidence shows it. */
export interface EvidenceArticle {
  readonly id: string
  readonly title: string
  readonly outlet: string
  readonly url: string
  readonly language: string | undefined
  readonly publishedAt: string | undefined
  readonly isMeasured: boolean
  readonly hits: readonly EvidenceHit[]
}

export interface EvidenceHit {
  readonly frame: string
  readonly frameName: string
  readonly text: string
  readonly sentence: string
  /** What a person made of the sentence, where the report was given that. */
  readonly translation: Translation | undefined
  readonly start: number
  readonly end: number
  readonly zone: (typeof zones)[number]
  readonly voice: Voice
  readonly mode: (typeof modes)[number]
  readonly scareQuoted: boolean
}

export interface Evidence {
  readonly title: string
  readonly articles: readonly EvidenceArticle[]
}

/** What a report says of each of its articles. Throws `not-found` where there is no report. */
export async function readEvidence(run: RunId, app: Pick<App, 'store'>): Promise<Evidence> {
  const { title, articles, hits, outlets, lexicon, translations } = await readReport(run, reportSchema, app)
  const outletNames = new Map(outlets.map(({ id, name }) => [id, name]))
  const frameNames = new Map(lexicon.frames.map(({ id, name }) => [id, name]))
  const translationOf = translationFinder(translations)
  const ofArticle = Map.groupBy(hits, ({ articleId }) => articleId)
  return {
    title,
    articles: articles.map(({ id, outlet, measured, language, publishedAt, ...rest }) => ({
      ...rest,
      id,
      outlet: outletNames.get(outlet) ?? outlet,
      language: language ?? undefined,
      publishedAt: publishedAt ?? undefined,
      isMeasured: measured,
      hits: (ofArticle.get(id) ?? []).map((hit) => ({
        ...hit,
        frameName: frameNames.get(hit.frame) ?? hit.frame,
        translation: translationOf(hit.sentence),
      })),
    })),
  }
}

export interface ArticleEvidence {
  /** Of the report. */
  readonly title: string
  readonly found: EvidenceArticle
  readonly article: Article
  /** Whether the store has the page that it was read from. */
  readonly isPageKept: boolean
  /** Its neighbours in the list of evidence. */
  readonly before: ListedArticle | undefined
  readonly after: ListedArticle | undefined
}

/** One article with its whole text, and what the report found in it. Throws `not-found` for an article that is not in the report. */
export async function articleEvidence(id: string, { title, articles }: Evidence, { store }: Pick<App, 'store'>): Promise<ArticleEvidence> {
  const found = articles.find((article) => article.id === id)
  const article = found && (await store.articles.get(toId<'Article'>(found.id)))
  if (!found || !article) throw new PipelineError('not-found', 'There is no such article in this report', { retry: 'never' })
  const place = articles.indexOf(found)
  const [before, after] = [articles[place - 1], articles[place + 1]].map((other) => other && listed(other))
  return { title, found, article, isPageKept: await store.pages.has(article.page), before, after }
}

/** The articles of a report without their hits, which may be many. */
export interface EvidenceList {
  readonly title: string
  readonly articles: readonly ListedArticle[]
}

export interface ListedArticle extends Omit<EvidenceArticle, 'hits'> {
  readonly hitCount: number
  readonly ownHitCount: number
}

export function evidenceList({ title, articles }: Evidence): EvidenceList {
  return { title, articles: articles.map(listed) }
}

function listed({ hits, ...article }: EvidenceArticle): ListedArticle {
  return { ...article, hitCount: hits.length, ownHitCount: hits.filter(({ voice }) => voice.kind === 'outlet').length }
}

/** A stretch of text that stands in the same hits from its beginning to its end; numbers name hits, from 1. */
export interface MarkedStretch {
  readonly text: string
  readonly hits: readonly number[]
}

/** The text cut wherever a hit begins or ends: hits of different frames may lie over each other. */
export function markHits(text: string, hits: readonly Pick<EvidenceHit, 'start' | 'end'>[]): readonly MarkedStretch[] {
  const cuts = [...new Set([0, text.length, ...hits.flatMap(({ start, end }) => [start, end])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length
    return { text: text.slice(from, to), hits: hits.flatMap(({ start, end }, place) => (start <= from && end >= to ? [place + 1] : [])) }
  })
}

const absent = <Value>(value: Value | null | undefined) => value ?? undefined
const voiceSchema = z
  .object({
    kind: z.enum(['outlet', 'quoted', 'reported', 'unclear']),
    chain: z.array(
      z
        .object({
          speaker: z.string().nullable().transform(absent),
          cue: z.string().nullable().transform(absent),
          // Reports of earlier versions have neither.
          class: z.enum(speakerClasses).nullish().transform(absent),
          stance: z.enum(stances).default('neutral'),
        })
        .transform(({ class: speakerClass, ...link }) => ({ ...link, speakerClass })),
    ),
  })
  .transform(({ kind, chain }): Voice => (kind === 'quoted' || kind === 'reported' ? { kind, chain } : { kind }))

const reportSchema = z.object({
  title: z.string(),
  // Reports of earlier versions have none.
  translations: z.array(z.object({ sentence: z.string(), translation: z.string(), language: z.string(), by: z.string() })).default([]),
  outlets: z.array(z.object({ id: z.string(), name: z.string() })),
  lexicon: z.object({ frames: z.array(z.object({ id: z.string(), name: z.string() })) }),
  articles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      outlet: z.string(),
      url: z.string(),
      language: z.string().nullable(),
      publishedAt: z.string().nullable(),
      measured: z.boolean(),
    }),
  ),
  hits: z.array(
    z.object({
      articleId: z.string(),
      frame: z.string(),
      text: z.string(),
      sentence: z.string().default(''),
      start: z.number(),
      end: z.number(),
      zone: z.enum(zones),
      voice: voiceSchema,
      mode: z.enum(modes),
      scareQuoted: z.boolean(),
    }),
  ),
})
