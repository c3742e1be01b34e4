import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { concurrencyOf, openApp, type App } from '../app.ts'
import { PipelineError } from '../errors.ts'
import { firstWork, pipeline, type Ports } from '../pipeline.ts'
import { hearAgain } from '../io/models/hear-more.ts'
import type { Ledger } from '../runners/ledger.ts'
import { createLocalRunner } from '../runners/local.ts'
import { toRunnable, type RunnableStage, type Stages } from '../runners/runnable.ts'
import { discoverOutputSchema, discoverStage } from '../stages/discover.ts'
import { fetchOutputSchema, fetchStage } from '../stages/fetch.ts'
import { scoreOutputSchema, scoreStage } from '../stages/score.ts'
import type { BundleInputs } from './open.ts'
import { bundleNames, type BundleVersions, type Recorded } from './layout.ts'
import { reportFolder, type ReportFolder } from './make.ts'

/** What came of it, and the versions that ran. */
export type Replay = { readonly versions: BundleVersions } & (
  | { readonly kind: 'made'; readonly files: ReportFolder }
  | { readonly kind: 'failed'; readonly reason: string }
)

/**
 * Makes a report again from its bundle alone: in a store of its own, without a network, its jobs in the opposite order. What the network
 * answered is taken from the record; everything that is computed is computed anew. The versions of the first run are printed, so that
 * nothing but results can differ.
 */
export async function replay(folder: string, inputs: BundleInputs, signal: AbortSignal): Promise<Replay> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frameshift-verify-'))
  try {
    const configFolders = [resolve(folder, 'bundle/config')]
    const opening = await opened(() => openApp({ env: { FRAMESHIFT_DATA_DIR: dataDir }, cwd: dataDir, configFolders }))
    if (typeof opening === 'string') return { kind: 'failed', reason: opening, versions: inputs.versions }
    await using app = opening
    for (const { page, bytes } of inputs.pages) await app.store.pages.put(page, bytes)
    for (const kind of ['lexicon', 'article'] as const) {
      for (const [seen, at] of Object.entries(inputs.seen[kind])) await app.store.firstSeen.note(kind, [seen], at)
    }
    const { id, createdAt } = inputs.run
    await app.store.runs.create({
      id,
      fingerprint: id,
      settings: inputs.plan,
      state: 'open',
      createdAt,
      endedAt: undefined,
      failure: undefined,
    })
    const { frameshift, node, icu, hashes, seed } = inputs.versions
    const own = app.portsFor(inputs.plan)
    const bundled = new Map([...own.bundled, [bundleNames.versions, `${JSON.stringify(inputs.versions, undefined, 2)}\n`]])
    const ports: Ports = {
      ...own,
      versions: { frameshift, node, icu },
      hashes,
      bundled,
      method: { ...own.method, seed },
      checkedHits: async () => inputs.checked,
    }
    const versions: BundleVersions = { ...own.versions, hashes: own.hashes, seed: own.method.seed }
    const runner = createLocalRunner({
      ...app.execution(),
      stages: recordedStages(inputs.record, app),
      ledger: lastFirst(app.store.ledger),
      ports,
      concurrency: { ...concurrencyOf(app.settings), polls: 1, network: 1 },
      sleep: async (ms, stopped) => {
        await sleep(ms, undefined, { signal: stopped }).catch(() => {})
      },
    })
    const end = await runner.run(id, firstWork(inputs.plan), { signal, onProgress: () => {} })
    if (end.kind === 'done') return { kind: 'made', files: await reportFolder(id, app), versions }
    return { kind: 'failed', reason: end.kind === 'failed' ? end.message : 'it was stopped', versions }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The reason where the settings or word lists of the bundle cannot be worked with. */
async function opened(open: () => Promise<App>): Promise<App | string> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof PipelineError) return error.message
    throw error
  }
}

/** Whatever depends on the order of work comes to light. */
function lastFirst(ledger: Ledger): Ledger {
  return { ...ledger, ready: async (run, choice) => (await ledger.ready(run, choice)).toReversed() }
}

/** The pipeline with the outside world as it was. */
function recordedStages(record: readonly Recorded[], { languages }: Pick<App, 'languages'>): Stages<Ports> {
  const outcomes = new Map(record.map(({ key, outcome }) => [key, outcome]))
  const outputOf = (key: string): unknown => {
    const outcome = outcomes.get(key)
    if (outcome?.kind === 'done') return outcome.output
    throw asItFailed(outcome ?? { code: 'not-recorded', message: `The record of the bundle holds no answer for ${key}` })
  }
  const fetchAsRecorded = toRunnable({
    ...fetchStage,
    run: async (reading) => fetchOutputSchema.parse(outputOf(`fetch/${fetchStage.key(reading)}`)),
  })
  const discoverAsRecorded = toRunnable({
    ...discoverStage,
    run: async (input, ports: Ports, context) =>
      input.kind === 'story'
        ? discoverStage.run(input, ports, context)
        : discoverOutputSchema.parse(outputOf(`discover/${discoverStage.key(input)}`)),
  })
  const scoreAsAnswered = toRunnable({
    ...scoreStage,
    run: async (input, ports: Ports, context) => {
      const outcome = outcomes.get(`score/${scoreStage.key(input)}`)
      if (outcome?.kind === 'failed') throw asItFailed(outcome)
      const recorded = outcome ? (scoreOutputSchema.parse(outcome.output).answers ?? []) : []
      const hearMore: Ports['hearMore'] = async (scoring, article) => hearAgain(scoring, article, recorded, languages)
      return scoreStage.run(input, { ...ports, hearMore }, context)
    },
  })
  const again = [...pipeline.values()].map((stage): RunnableStage<Ports> => ({
    ...stage,
    run: async (input, ports, context) => {
      const outcome = outcomes.get(stage.key(input))
      if (outcome?.kind === 'failed') throw asItFailed(outcome)
      return stage.run(input, ports, context)
    },
  }))
  return new Map([...again, fetchAsRecorded, discoverAsRecorded, scoreAsAnswered].map((stage) => [stage.name, stage]))
}

function asItFailed({ code, message }: { readonly code: string; readonly message: string }): PipelineError {
  return new PipelineError(code, message, { retry: 'never' })
}
