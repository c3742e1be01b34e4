import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { App } from './app.ts'
import { toId } from './core/ids.ts'
import { mergeLexicons } from './core/lexicon/merge.ts'
import { PipelineError } from './errors.ts'
import { readLexicon, type LexiconFile } from './io/config/lexicon-file.ts'
import type { ReadPlan } from './io/config/plan-file.ts'
import { chosenSpecs, readSearchSpecs } from './io/config/sources.ts'
import { readTranslations } from './io/config/translations.ts'
import { readOutlets } from './io/config/outlets.ts'
import { readAddressList, takeIn, takeOne, type Intake, type IntakeOptions } from './io/intake/sources.ts'
import type { Exclusion, Outlet, RunId, Source } from './model.ts'
import { firstWork } from './pipeline.ts'
import type { RunEnd, RunOptions } from './runners/runner.ts'
import { textOrUndefined } from './stages/noun-schemas.ts'
import { planSchema, type Plan } from './stages/plan.ts'

/** What a user asks for: a comparison of the coverage of one story. */
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>

export const comparisonRequestSchema = z
  .strictObject({
    /** An address, a file, or `-`; with a query, its words. */
    anchor: z.string(),
    /** The anchor is looked for by these words when the comparison is made: see `withLead`. */
    query: z.string().optional(),
    /** Addresses, files and folders. */
    named: z.array(z.string()).readonly(),
    addressList: textOrUndefined,
    outletsFile: textOrUndefined,
    /** Which of the outlets are asked; all where it is missing. */
    outletIds: z.array(z.string()).readonly().optional(),
    /** Ids of search services to ask too. */
    searches: z.array(z.string()).readonly().default([]),
    alone: z.boolean(),
    /** Names or files; none means the first lexicon. */
    lexicons: z.array(z.string()).readonly(),
    windowDays: z.number(),
    perOutlet: z.int(),
    pairs: z.boolean(),
    sweep: z.boolean().default(false),
    pins: z.array(z.string()).readonly(),
    excludes: z.array(z.string()).readonly(),
    note: textOrUndefined,
    /** A file of sentences that a person translated. */
    translations: z.string().optional(),
    allowPrivate: z.array(z.string()).readonly(),
    resolve: z.array(z.string()).readonly(),
    offline: z.boolean(),
  })
  .readonly()

/** A plan file, read; and what the command line has otherwise. */
export interface Planned extends ReadPlan {
  readonly deviations: readonly string[]
}

export interface PlanSurroundings {
  readonly app: App
  readonly stdin: () => Promise<Uint8Array>
  /** Reads a lexicon by its name or file; from the configuration's folders where it is missing. */
  readonly lexiconFile?: (name: string) => Promise<LexiconFile>
  readonly planned?: Planned
}

/** Resolves a request into a plan that needs nothing of this machine any more. Throws for what makes the whole comparison impossible. */
export async function planComparison(
  request: ComparisonRequest,
  { app, stdin, planned, lexiconFile = (name) => readLexicon(name, app.configFolders) }: PlanSurroundings,
): Promise<Plan> {
  const { cwd, settings, store, configFolders } = app
  if (request.alone && (request.named.length > 0 || request.addressList !== undefined || request.searches.length > 0)) {
    throw new PipelineError('plan-contradictory', 'Coverage was named and --alone was given: leave out one of them', { retry: 'never' })
  }
  const lexicon = await lexiconOf(request.lexicons, lexiconFile)
  const outlets = await outletsOf(request, app)
  const beside = request.alone ? [] : request.named
  const intake: IntakeOptions = { pages: store.pages, cwd, now: app.now, maxBytes: settings.network.maxDecodedBytes, beside }
  const searches = chosenSpecs(await readSearchSpecs(configFolders), request.searches, asksOutlets(request))
  const anchor = request.query === undefined ? await takeOne(request.anchor, { ...intake, stdin }) : notLookedForYet
  const named = await takeIn(beside, intake)
  const listed: Intake =
    request.alone || request.addressList === undefined ? { sources: [], refused: [] } : await readAddressList(request.addressList, cwd)
  const sources = [...named.sources, ...listed.sources]
  const refused = [...named.refused, ...listed.refused]
  if (sources.length === 0 && !request.alone) refuseWithoutCoverage(request, refused)
  const { windowDays, perOutlet, pairs, sweep, pins, excludes, note, allowPrivate, resolve, offline } = request
  return planSchema.parse({
    anchor,
    named: sources,
    refused,
    outlets,
    discover: asksOutlets(request),
    searches,
    offline,
    windowDays,
    perOutlet,
    pairs,
    sweep,
    lexicon,
    pins,
    excludes,
    note,
    translations: request.translations === undefined ? [] : await readTranslations(app.resolvePath(request.translations)),
    registration: planned && (await registrationOf(planned, lexicon.hash, app)),
    allowPrivate,
    resolve,
  })
}

/** A report without any of what was named would not be what was asked for. Throws `no-coverage`. */
function refuseWithoutCoverage({ named, addressList }: ComparisonRequest, refused: readonly Exclusion[]): void {
  if (named.length === 0 && addressList === undefined) return
  const [first, ...more] = refused
  const reason = first?.reason ?? `there is no address in ${addressList ?? named.join(', ')}`
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`
  throw new PipelineError('no-coverage', `Nothing of the coverage that was named can be taken in: ${reason}${rest}`, { retry: 'never' })
}

/** Stands for the anchor of a query until it is looked for; no such name can exist. */
const notLookedForYet: Source = { kind: 'url', url: 'https://query.invalid/' }

/** The plan counts as registered when the store first saw it in this form: with this run at the latest. */
async function registrationOf({ plan, hash, deviations }: Planned, lexicon: string, { store, now }: App): Promise<Plan['registration']> {
  await store.firstSeen.note('plan', [hash], now().toISOString())
  const registeredAt = (await store.firstSeen.of('plan', [hash])).get(hash) ?? now().toISOString()
  const isOther = plan.lexiconHash !== undefined && plan.lexiconHash !== lexicon
  const other = isOther ? [`Lexicon: SHA-256 ${lexicon}, planned was ${plan.lexiconHash}`] : []
  return { hash, question: plan.question, registeredAt, deviations: [...deviations, ...other], statistics: plan.statistics }
}

export interface RunResult {
  readonly run: RunId
  readonly end: RunEnd
}

/** Runs a plan to its end, or goes on with the same work where it was stopped. */
export async function runPlan(plan: Plan, app: App, options: RunOptions): Promise<RunResult> {
  const run = await beginRun(plan, app)
  return { run, end: await workOnRun(run, plan, app, options) }
}

/** Writes down that a plan is to be run: a new run, or the open one of the same work. */
export async function beginRun(plan: Plan, app: Pick<App, 'store' | 'now' | 'version'>): Promise<RunId> {
  const { store } = app
  const fingerprint = fingerprintOf(plan, app.version)
  const createdAt = app.now().toISOString()
  const id = toId<'Run'>(`${createdAt.replace(/\D/g, '').slice(0, 14)}-${fingerprint.slice(0, 8)}`)
  await giveUpOld(fingerprint, app)
  const { id: run, createdAt: begunAt } = await store.runs.begin({
    id,
    fingerprint,
    settings: plan,
    state: 'open',
    createdAt,
    endedAt: undefined,
    failure: undefined,
  })
  await store.firstSeen.note('lexicon', [plan.lexicon.hash], begunAt)
  return run
}

/** Works on a run that was begun until it ends or is stopped, and writes down how it ended. */
export async function workOnRun(run: RunId, plan: Plan, app: Pick<App, 'store' | 'now' | 'runner'>, options: RunOptions): Promise<RunEnd> {
  const { store } = app
  const end = await (await app.runner(plan)).run(run, firstWork(plan), options)
  if (end.kind !== 'stopped') {
    const failure = end.kind === 'failed' ? { code: end.code, message: end.message } : undefined
    await store.runs.setState(run, end.kind, app.now().toISOString(), failure)
  }
  return end
}

/**
 * Runs jobs of a run again that were given up, and all that was built on their failure. Throws `run-missing`, `plan-broken`, and
 * `nothing-to-replay` when none of the jobs has failed.
 */
export async function replayJobs(
  run: RunId,
  keys: readonly string[],
  { app, ...options }: RunOptions & { readonly app: App },
): Promise<RunEnd> {
  const { store, now } = app
  const record = await store.runs.get(run)
  if (!record) throw new PipelineError('run-missing', `Cannot replay run ${run}: it is not in the store`, { retry: 'never' })
  const plan = planSchema.safeParse(record.settings)
  if (!plan.success) {
    const message = `Cannot replay run ${run}: its plan was written by another version; start the comparison again`
    throw new PipelineError('plan-broken', message, { retry: 'never', cause: plan.error })
  }
  if ((await store.ledger.reopen(run, keys, now().getTime())).length === 0) {
    throw new PipelineError('nothing-to-replay', `Cannot replay run ${run}: none of these jobs has failed`, { retry: 'never' })
  }
  await store.runs.setState(run, 'open', now().toISOString())
  return workOnRun(run, plan.data, app, options)
}

/** What was found longer ago than this is not what is there now: such work is begun anew, unless somebody is at it. */
const oldestResumedMs = 86_400_000

async function giveUpOld(fingerprint: string, { store, now }: Pick<App, 'store' | 'now'>): Promise<void> {
  const open = await store.runs.findOpen(fingerprint)
  const at = now().getTime()
  if (!open || at - Date.parse(open.createdAt) <= oldestResumedMs) return
  // Whose lease is over is nobody.
  await store.ledger.recover(open.id, { at, gone: [], except: undefined })
  if ((await store.ledger.owners(open.id)).length === 0) await store.runs.setState(open.id, 'cancelled', now().toISOString())
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
function asksOutlets({ alone, outletsFile, outletIds, named, addressList }: ComparisonRequest): boolean {
  if (alone) return false
  return outletsFile !== undefined || outletIds !== undefined || (named.length === 0 && addressList === undefined)
}

async function outletsOf({ outletsFile, outletIds }: ComparisonRequest, app: App): Promise<readonly Outlet[]> {
  const { outlets } = await readOutlets(outletsFile === undefined ? outletFiles(app) : [app.resolvePath(outletsFile)])
  const unknown = outletIds?.find((asked) => !outlets.some(({ id }) => id === asked))
  if (unknown !== undefined) {
    throw new PipelineError('outlet-unknown', `No outlet is called ${unknown}: "outlets list" names them`, { retry: 'never' })
  }
  return outletIds === undefined ? outlets : outlets.filter(({ id }) => outletIds.includes(id))
}

/** Where outlets are looked up: the first file that is there. */
export function outletFiles({ configFolders }: Pick<App, 'configFolders'>): readonly string[] {
  return configFolders.map((folder) => `${folder}/outlets.yaml`)
}

/** What is counted by where no lexicon is named. */
export const usualLexicon = 'international-relations'

/** One lexicon, or several as one. */
export async function lexiconOf(names: readonly string[], read: (name: string) => Promise<LexiconFile>): Promise<Plan['lexicon']> {
  const files = []
  for (const name of names.length === 0 ? [usualLexicon] : names) files.push(await read(name))
  const [only] = files
  if (only && files.length === 1) return { hash: only.hash, lexicon: only.lexicon }
  const hash = createHash('sha256').update(files.map((file) => file.hash).join('\n'))
  return { hash: toId<'Sha256'>(hash.digest('hex')), lexicon: mergeLexicons(files.map((file) => file.lexicon)) }
}

function fingerprintOf(plan: Plan, version: string): string {
  return createHash('sha256').update(JSON.stringify(plan)).update(version).digest('hex')
}
