import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { App } from './app.ts'
import { toId } from './core/ids.ts'
import { mergeLexicons } from './core/lexicon/merge.ts'
import { PipelineError } from './errors.ts'
import { readLexicon } from './io/config/lexicon-file.ts'
import { readOutlets } from './io/config/outlets.ts'
import { readAddressList, takeIn, takeOne, type Intake, type IntakeOptions } from './io/intake/sources.ts'
import type { Outlet, RunId } from './model.ts'
import { firstWork } from './pipeline.ts'
import type { RunEnd, RunOptions } from './runners/runner.ts'
import { textOrUndefined } from './stages/noun-schemas.ts'
import { planSchema, type Plan } from './stages/plan.ts'

/** What a user asks for: a comparison of the coverage of one story. */
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>

export const comparisonRequestSchema = z
  .strictObject({
    /** An address, a file, or `-`. */
    anchor: z.string(),
    /** Addresses, files and folders. */
    named: z.array(z.string()).readonly(),
    addressList: textOrUndefined,
    outletsFile: textOrUndefined,
    alone: z.boolean(),
    /** Names or files; none means the first lexicon. */
    lexicons: z.array(z.string()).readonly(),
    windowDays: z.number(),
    perOutlet: z.int(),
    pairs: z.boolean(),
    pins: z.array(z.string()).readonly(),
    excludes: z.array(z.string()).readonly(),
    note: textOrUndefined,
    allowPrivate: z.array(z.string()).readonly(),
    resolve: z.array(z.string()).readonly(),
    offline: z.boolean(),
  })
  .readonly()

/** Resolves a request into a plan that needs nothing of this machine any more. Throws for what makes the whole comparison impossible. */
export async function planComparison(
  request: ComparisonRequest,
  { app, stdin }: { readonly app: App; readonly stdin: () => Promise<Uint8Array> },
): Promise<Plan> {
  const { cwd, settings, store, configFolders } = app
  if (request.alone && (request.named.length > 0 || request.addressList !== undefined)) {
    throw new PipelineError('plan-contradictory', 'Coverage was named and --alone was given: leave out one of them', { retry: 'never' })
  }
  const lexicon = await lexiconOf(request.lexicons, configFolders)
  const outlets = await outletsOf(request, app)
  const intake: IntakeOptions = { pages: store.pages, cwd, now: app.now, maxBytes: settings.network.maxDecodedBytes }
  const anchor = await takeOne(request.anchor, { ...intake, stdin })
  const named = await takeIn(request.alone ? [] : request.named, intake)
  const listed: Intake =
    request.alone || request.addressList === undefined ? { sources: [], refused: [] } : await readAddressList(request.addressList, cwd)
  const { windowDays, perOutlet, pairs, pins, excludes, note, allowPrivate, resolve, offline } = request
  return planSchema.parse({
    anchor,
    named: [...named.sources, ...listed.sources],
    refused: [...named.refused, ...listed.refused],
    outlets,
    discover: asksOutlets(request),
    offline,
    windowDays,
    perOutlet,
    pairs,
    lexicon,
    pins,
    excludes,
    note,
    allowPrivate,
    resolve,
  })
}

export interface RunResult {
  readonly run: RunId
  readonly end: RunEnd
}

/** Runs a plan to its end, or goes on with the same work where it was stopped. */
export async function runPlan(plan: Plan, app: App, options: RunOptions): Promise<RunResult> {
  const { store } = app
  const fingerprint = fingerprintOf(plan, app.version)
  const createdAt = app.now().toISOString()
  const id = toId<'Run'>(`${createdAt.replace(/\D/g, '').slice(0, 14)}-${fingerprint.slice(0, 8)}`)
  await giveUpOld(fingerprint, app)
  const { id: run } = await store.runs.begin({
    id,
    fingerprint,
    settings: plan,
    state: 'open',
    createdAt,
    endedAt: undefined,
    failure: undefined,
  })
  const end = await (await app.runner(plan)).run(run, firstWork(plan), options)
  if (end.kind !== 'stopped') {
    const failure = end.kind === 'failed' ? { code: end.code, message: end.message } : undefined
    await store.runs.setState(run, end.kind, app.now().toISOString(), failure)
  }
  return { run, end }
}

/** What was found longer ago than this is not what is there now: such work is begun anew. */
const oldestResumedMs = 86_400_000

async function giveUpOld(fingerprint: string, { store, now }: App): Promise<void> {
  const open = await store.runs.findOpen(fingerprint)
  if (open && now().getTime() - Date.parse(open.createdAt) > oldestResumedMs)
    await store.runs.setState(open.id, 'cancelled', now().toISOString())
}

/** `reports/<date>-<title>`, by the anchor. */
export async function suggestFolder(run: RunId, { store }: App): Promise<string> {
  const story = await store.stories.get(run)
  const anchor = story && (await store.articles.get(story.anchor))
  const record = await store.runs.get(run)
  const day = (anchor?.publishedAt ?? record?.createdAt ?? '').slice(0, 10)
  const words = (anchor?.title ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const slug = words
    .join('-')
    .slice(0, 60)
    .replace(/-[^-]*$/, (end) => (words.join('-').length > 60 ? '' : end))
  return `reports/${day}-${slug || run}`
}

/** Named coverage is all there is unless outlets are named too, or nothing is. */
function asksOutlets({ alone, outletsFile, named, addressList }: ComparisonRequest): boolean {
  if (alone) return false
  return outletsFile !== undefined || (named.length === 0 && addressList === undefined)
}

async function outletsOf(request: ComparisonRequest, app: App): Promise<readonly Outlet[]> {
  if (request.outletsFile !== undefined) return (await readOutlets([app.resolvePath(request.outletsFile)])).outlets
  return (await readOutlets(app.configFolders.map((folder) => `${folder}/outlets.yaml`))).outlets
}

async function lexiconOf(names: readonly string[], folders: readonly string[]): Promise<Plan['lexicon']> {
  const files = []
  for (const name of names.length === 0 ? ['international-relations'] : names) files.push(await readLexicon(name, folders))
  const [only] = files
  if (only && files.length === 1) return { hash: only.hash, lexicon: only.lexicon }
  const hash = createHash('sha256').update(files.map((file) => file.hash).join('\n'))
  return { hash: toId<'Sha256'>(hash.digest('hex')), lexicon: mergeLexicons(files.map((file) => file.lexicon)) }
}

function fingerprintOf(plan: Plan, version: string): string {
  return createHash('sha256').update(JSON.stringify(plan)).update(version).digest('hex')
}
