import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, type App } from '../../src/app.ts'
import { isReportFile } from '../../src/bundle/layout.ts'
import { reportFolder } from '../../src/bundle/make.ts'
import { verifyReport } from '../../src/bundle/verify.ts'
import { planComparison, runPlan, type ComparisonRequest } from '../../src/comparison-run.ts'
import { publishReport } from '../../src/io/publish.ts'
import { lanes } from '../../src/runners/runnable.ts'
import { startWorker } from '../../workers/worker.ts'
import { startOwnRedis, whyNoRedis } from '../servers.ts'

const corpus = resolve('examples/press/articles')
const request: ComparisonRequest = {
  anchor: join(corpus, 'courier/anchor.md'),
  named: [join(corpus, 'courier'), join(corpus, 'steppe-post'), join(corpus, 'severia-today')],
  addressList: undefined,
  outletsFile: undefined,
  searches: [],
  alone: false,
  lexicons: [resolve('tests/fixtures/small-lexicon.yaml')],
  windowDays: 3,
  perOutlet: 5,
  pairs: true,
  sweep: false,
  pins: [],
  excludes: [],
  note: undefined,
  allowPrivate: [],
  resolve: [],
  offline: true,
}

const missing = whyNoRedis()
test.skipIf(missing !== undefined)(
  `a report made by workers has the bytes of one made in this process but for id and time, and verifies here${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  async () => {
    await using redis = await startOwnRedis()
    const dataDir = await mkdtemp(join(tmpdir(), 'team-'))
    const env = { FRAMESHIFT_DATA_DIR: dataDir }
    const stop = new AbortController()
    await using worker = await openApp({ env, cwd: dataDir })
    const working = startWorker(worker, { redisUrl: redis.url, signal: stop.signal, lanes })
    await using team = await openApp({ env: { ...env, REDIS_URL: redis.url }, cwd: dataDir })
    const byTeam = await compare(team)
    stop.abort()
    await working
    // Another machine, which has seen none of it before.
    const elsewhere = await mkdtemp(join(tmpdir(), 'laptop-'))
    await using laptop = await openApp({ env: { FRAMESHIFT_DATA_DIR: elsewhere }, cwd: elsewhere })
    const byLaptop = await compare(laptop)
    expect(byTeam.id).not.toBe(byLaptop.id)
    expect(byTeam.files).toEqual(byLaptop.files)
    await publishReport(byTeam.folder, join(dataDir, 'report'))
    expect(await verifyReport(join(dataDir, 'report'), AbortSignal.timeout(60_000))).toMatchObject({
      same: true,
      mistakes: [],
      versions: [],
    })
  },
)

/** The report with the two things taken out that say which run it was. */
async function compare(app: App) {
  const plan = await planComparison(request, { app, stdin: () => Promise.resolve(new Uint8Array()) })
  const { run: id, end } = await runPlan(plan, app, { signal: AbortSignal.timeout(60_000), onProgress: () => {} })
  expect(end).toEqual({ kind: 'done' })
  const folder = await reportFolder(id, app)
  const createdAt = (await app.store.runs.get(id))?.createdAt ?? ''
  const files = [...folder].filter(([name]) => isReportFile(name))
  return {
    id,
    folder,
    files: files.map(([name, content]) => [name, String(content).replaceAll(id, 'RUN').replaceAll(createdAt, 'TIME')] as const),
  }
}
