import { z } from 'zod'
import { PipelineError } from '../../../errors.ts'
import { unlessCorrupt } from '../../../io/store/json.ts'
import type { RunHead } from '../../../io/store/runs.ts'
import type { RunId } from '../../../model.ts'
import type { StageProgress } from '../../../runners/ledger.ts'
import { stageNames } from '../../../stages/stage.ts'
import type { SiteParts } from '../../site-parts.ts'

/** A run as a person who watches it wants to see it. */
export interface RunView {
  readonly record: RunHead
  /** The headline of the anchor, once it has been read; its address before. */
  readonly title: string | undefined
  /** `elsewhere`: another process works on it. `interrupted`: it is open, and nobody does. */
  readonly work: 'queued' | 'running' | 'elsewhere' | 'interrupted' | 'over'
  /** In the order of the pipeline. */
  readonly stages: readonly StageProgress[]
  readonly waiting: readonly WaitingView[]
  readonly failures: readonly FailureView[]
  readonly notice: string | undefined
  readonly hasReport: boolean
}

/** A host, or another piece of work, that has its turn later. */
export interface WaitingView {
  readonly what: string
  readonly seconds: number
  readonly isRetry: boolean
}

export interface FailureView {
  readonly what: string
  readonly code: string
  readonly message: string
}

/** Throws `run-missing`. */
export async function readRun(run: RunId, parts: Pick<SiteParts, 'app' | 'desk'>): Promise<RunView> {
  const { store, now } = parts.app
  const record = await store.runs.head(run)
  if (!record) throw new PipelineError('run-missing', 'No run has this name', { retry: 'never' })
  const at = now().getTime()
  const desk = parts.desk.state(run)
  const [stages, failed, title] = [await store.ledger.progress(run), await store.work.failed(run, 20), await titleOf(record, parts)]
  const waiting = record.state === 'open' ? await store.work.waiting(run, { at, limit: 20 }) : []
  return {
    record,
    title,
    work: await workOf(record, parts),
    stages: stages.toSorted((a, b) => stageNames.indexOf(a.stage) - stageNames.indexOf(b.stage)),
    waiting: waiting.map(({ key, until, attempts }) => ({
      what: nameOf(key),
      seconds: Math.ceil((until - at) / 1000),
      isRetry: attempts > 0,
    })),
    failures: failed.map(({ key, code, message }) => ({ what: nameOf(key), code, message })),
    notice: desk?.kind === 'running' ? desk.progress?.notice : undefined,
    hasReport: record.state === 'done' && (await store.files.list(run)).includes('report.html'),
  }
}

async function workOf({ id, state }: RunHead, { app, desk }: Pick<SiteParts, 'app' | 'desk'>): Promise<RunView['work']> {
  if (state !== 'open') return 'over'
  const here = desk.state(id)
  if (here) return here.kind
  return (await app.store.ledger.owners(id)).length > 0 ? 'elsewhere' : 'interrupted'
}

/** What a run is called: the headline of its anchor, or where that is to be found. */
async function titleOf(record: RunHead, { app: { store } }: Pick<SiteParts, 'app'>): Promise<string | undefined> {
  const card = await store.reportCards.get(record.id).catch(unlessCorrupt)
  if (card && card.title !== '') return card.title
  const story = await store.stories.get(record.id).catch(unlessCorrupt)
  const anchor = story && (await store.articles.get(story.anchor).catch(unlessCorrupt))
  if (anchor && anchor.title !== '') return anchor.title
  const run = await store.runs.get(record.id).catch(unlessCorrupt)
  const anchored = anchorSchema.safeParse(run?.settings)
  if (!anchored.success) return undefined
  return anchored.data.anchor.url ?? anchored.data.anchor.name
}

/** As much of a plan as its anchor; checking the patterns of its lexicon would take longer than the page. */
const anchorSchema = z.object({ anchor: z.object({ url: z.string().optional(), name: z.string().optional() }) })

/** The host of an address that is waited for; otherwise the job's own name, without what is for machines. */
function nameOf(key: string): string {
  const [stage = '', ...rest] = key.split('/')
  const subject = rest.join('/')
  const host = URL.parse(subject)?.host
  return host === undefined || host === ''
    ? `${stage} ${/^[0-9a-f]{64}/u.test(subject) ? subject.slice(65) : subject}`.trim()
    : `${stage} ${host}`
}
