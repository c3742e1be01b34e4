import { setTimeout as sleep } from 'node:timers/promises'
import { toId } from '../../../core/ids.ts'
import { words } from '../../../core/text/words.ts'
import { PipelineError } from '../../../errors.ts'
import { extractInputSchema, extractStage } from '../../../stages/extract.ts'
import { fetchStage } from '../../../stages/fetch.ts'
import type { StageContext } from '../../../stages/stage.ts'
import type { SiteParts } from '../../site-parts.ts'
import { planFor, type ComparisonInput } from './comparison-input.ts'

/** What a person checks before they let a comparison start: is this the article that was meant. */
export interface RecognisedArticle {
  readonly title: string
  readonly outlet: string
  readonly url: string
  readonly publishedAt: string | null
  readonly language: string | null
  readonly words: number
  readonly confidence: number
  readonly flags: readonly string[]
  /** The first paragraphs. */
  readonly beginning: string
}

/** The longest wait for the turn of a host. */
const longestWaitMs = 10_000
const beginningLength = 420

/** Reads the anchor as a run would, by the same two stages; the page stays in the store, so that the run does not ask for it again. Throws why there is no article. */
export async function recognise(
  input: ComparisonInput,
  parts: Pick<SiteParts, 'app' | 'shelf' | 'access'>,
  signal: AbortSignal,
): Promise<RecognisedArticle> {
  const { app } = parts
  const plan = await planFor({ ...input, alone: true }, parts)
  const ports = app.portsFor(plan)
  const context: StageContext = { run: toId<'Run'>('recognise'), signal, joined: [] }
  const reading = { source: plan.anchor, role: 'anchor', named: true, outlet: undefined } as const
  const fetched = await patiently(() => fetchStage.run(reading, ports, context), signal)
  if (fetched.kind === 'excluded') throw new PipelineError(fetched.exclusion.code, fetched.exclusion.reason, { retry: 'never' })
  const next = fetchStage.next(fetched, reading)
  const job = 'each' in next ? next.each[0] : undefined
  const read = await extractStage.run(extractInputSchema.parse(job?.input), ports, context)
  if (read.kind === 'excluded') throw new PipelineError(read.exclusion.code, read.exclusion.reason, { retry: 'never' })
  const article = await app.store.articles.get(toId<'Article'>(read.article))
  if (!article) throw new PipelineError('article-missing', 'The article was read and is not in the store', { retry: 'never' })
  const outlet = plan.outlets.find(({ id }) => id === article.outlet) ?? (await app.store.outlets.get(article.outlet))
  const body = article.text.slice(article.bodyStart)
  return {
    title: article.title,
    outlet: outlet?.name ?? article.outlet,
    url: article.url,
    publishedAt: article.publishedAt ?? null,
    language: article.language ?? null,
    words: words(body, article.language).length,
    confidence: Math.round(100 * article.confidence) / 100,
    flags: article.flags,
    beginning: body.length > beginningLength ? `${body.slice(0, beginningLength).toWellFormed()} …` : body,
  }
}

/** A host that was asked a moment ago is waited for, as a run would; once. */
async function patiently<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const waitMs = error instanceof PipelineError && typeof error.retry === 'object' ? error.retry.afterMs : undefined
    if (waitMs === undefined || waitMs > longestWaitMs) throw error
    await sleep(waitMs, undefined, { signal })
    return work()
  }
}
