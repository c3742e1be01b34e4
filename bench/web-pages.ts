import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { us, type Bench, type Figures } from './running/bench.ts'
import { commandLine, endWithUs } from './running/child.ts'
import { largeLexicon } from './made-up/large-lexicon.ts'
import type { WebStore } from './made-up/web-store.ts'
import { temporaryFolder } from './running/temporary-folder.ts'

const stored = 10_000
/** How often each address is asked; the slowest counts. */
const asked = 7

const lexicon = 'international-relations'
const largeTerms = 50_000
const frame = 'frame=betrayal&language=en'

/** Every page and every question of the API that changes nothing. */
const addresses: readonly (readonly [key: string, path: (store: WebStore) => string])[] = [
  ['home', () => '/'],
  ['new comparison', () => '/new'],
  ['run', ({ run }) => `/runs/${run}`],
  ['reports', () => '/reports'],
  ['reports, searched', () => '/reports?q=betrayal&since=2026-01-01'],
  ['reports, last page', () => `/reports?page=${Math.ceil(stored / 8 / 25)}`],
  ['report', ({ run }) => `/reports/${run}`],
  ['articles of a report', ({ run }) => `/reports/${run}/articles`],
  ['an article with its hits', ({ run, article }) => `/reports/${run}/articles/${article}`],
  ['two reports compared', ({ run }) => `/reports/compare?before=${run}&after=${run}`],
  ['schedules', () => '/schedules'],
  ['new schedule', () => '/schedules/new'],
  ['lexicons', () => '/lexicons'],
  ['terms', () => `/lexicons/${lexicon}`],
  ['a term', () => `/lexicons/${lexicon}/terms/betray`],
  ['judge', () => `/lexicons/${lexicon}/judge`],
  ['precision', () => `/lexicons/${lexicon}/precision`],
  ['neighbours', () => `/lexicons/${lexicon}/split/betray`],
  ['suggestions', () => `/lexicons/${lexicon}/suggest?${frame}`],
  ['recall', () => `/lexicons/${lexicon}/recall?${frame}`],
  ['checks', () => `/lexicons/${lexicon}/lint`],
  ['history', () => `/lexicons/${lexicon}/history`],
  ['exchange', () => `/lexicons/${lexicon}/exchange?format=quanteda`],
  ['API: runs', () => '/api/runs'],
  ['API: reports', () => '/api/reports?q=betrayal'],
  ['API: report', ({ run }) => `/api/reports/${run}`],
  ['API: lexicon', () => `/api/lexicons/${lexicon}`],
  ['API: judge', () => `/api/lexicons/${lexicon}/judge`],
  ['API: precision', () => `/api/lexicons/${lexicon}/precision`],
  ['API: lint', () => `/api/lexicons/${lexicon}/lint`],
  ['API: description', () => '/api/openapi.json'],
]

/** The pages of one lexicon. */
const lexiconPages = (name: string, term: string, frameId: string): readonly string[] =>
  [
    '',
    `/terms/${term}`,
    '/judge',
    '/precision',
    `/split/${term}`,
    `/suggest?frame=${frameId}&language=en`,
    `/recall?frame=${frameId}&language=en`,
    '/lint',
    '/history',
    '/exchange?format=quanteda',
  ].map((end) => `/lexicons/${name}${end}`)

/**
 * What a visitor waits for, by the clock: from starting `serve` to its first answer, and each page with a large store, asked at once after the
 * start and again while what it shows is worked out and once it is. No other package shows these pages: the figures to hold are 1 s and 100 ms.
 */
export const webPages: Bench = {
  name: 'web',
  contenders: [us],
  metrics: [
    { key: 'startEmpty', name: 'serve until first answer: empty store', unit: 'ms', better: 'less' },
    { key: 'startStored', name: `serve until first answer: ${stored} articles`, unit: 'ms', better: 'less' },
    ...addresses.map(([key]) => ({ key, name: `page times of the web app: ${key}`, unit: 'ms', better: 'less' as const })),
    { key: 'edited', name: 'page times of the web app: slowest page of a lexicon right after an edit', unit: 'ms', better: 'less' },
    { key: 'large', name: `page times of the web app: slowest page of a lexicon of ${largeTerms} terms`, unit: 'ms', better: 'less' },
  ],
  sameIn: undefined,
  rounds: 1,
  needsPeers: false,
  missing: async () => undefined,
  measure: async () => {
    await using temporary = await temporaryFolder('web')
    const folder = temporary.path
    const { makeWebStore } = await import('./made-up/web-store.ts')
    const [empty, full] = [join(folder, 'empty'), join(folder, 'full')]
    await mkdir(empty)
    await mkdir(full)
    const store = await makeWebStore(full, stored)
    const [startEmpty, startStored] = [await startIn(empty), await startIn(full)]
    await using site = await serveIn(full)
    const slowest = new Map<string, number>()
    // Round by round, so that each page is asked while others are worked out.
    for (let round = 0; round < asked; round += 1) {
      for (const [key, path] of addresses) slowest.set(key, Math.max(slowest.get(key) ?? 0, await answered(site.url + path(store))))
    }
    const edited = await slowestAfterEdits(site, full)
    const large = await slowestOfLarge(site, full)
    return { startEmpty, startStored, ...Object.fromEntries(slowest), edited, large } satisfies Figures
  },
}

/** A term is taken out of a lexicon by its form before each round. */
async function slowestAfterEdits({ url }: Served, folder: string): Promise<number> {
  const shipped = await readFile(fileURLToPath(new URL(`../config/lexicons/${lexicon}.yaml`, import.meta.url)), 'utf8')
  await writeLexicon(folder, 'edited', shipped.replace(/^id: .*$/mu, 'id: edited'))
  const times: number[] = []
  for (const term of ['perfidy', 'traitor', 'renege', 'duplicity', 'disloyalty', 'freeloader', 'warmonger'].slice(0, asked)) {
    await removeTerm(`${url}/lexicons/edited/terms/${term}`)
    for (const path of lexiconPages('edited', 'betray', 'betrayal')) times.push(await answered(url + path))
  }
  return Math.max(...times)
}

async function removeTerm(address: string): Promise<void> {
  const page = await fetch(address)
  const text = await page.text()
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`, 'u').exec(text)?.[1] ?? ''
  const headers = {
    cookie: page.headers.getSetCookie()[0]?.split(';')[0] ?? '',
    origin: new URL(address).origin,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const body = new URLSearchParams({ form: hidden('form'), basedOn: hidden('basedOn'), step: 'remove' })
  const { status } = await fetch(address, { method: 'POST', headers, body, redirect: 'manual' })
  if (status !== 303) throw new Error(`${address} was not taken out: ${status}`)
}

/** Asked when it has been read; before that every page says so, without waiting. */
async function slowestOfLarge({ url }: Served, folder: string): Promise<number> {
  await writeLexicon(folder, 'large', largeLexicon(largeTerms))
  while (!(await fetch(`${url}/lexicons/large`)).ok) await sleep(500)
  const times: number[] = []
  for (let round = 0; round < asked; round += 1) {
    for (const path of lexiconPages('large', 't-7', 'f-7')) times.push(await answered(url + path))
  }
  return Math.max(...times)
}

async function writeLexicon(folder: string, name: string, text: string): Promise<void> {
  await mkdir(join(folder, 'config/lexicons'), { recursive: true })
  await writeFile(join(folder, `config/lexicons/${name}.yaml`), text)
}

/** The best of three starts: what else the machine does is not counted. */
async function startIn(folder: string): Promise<number> {
  const times: number[] = []
  for (let start = 0; start < 3; start += 1) {
    await using site = await serveIn(folder)
    times.push(site.startedMs)
  }
  return Math.min(...times)
}

interface Served extends AsyncDisposable {
  readonly url: string
  /** From starting the process to its first page. */
  readonly startedMs: number
}

async function serveIn(folder: string): Promise<Served> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...commandLine, 'serve', '--port', '0'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  endWithUs(child)
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let told = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const [, found] = /listens at (\S+)\/ /.exec(told) ?? []
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error(`serve ended: ${told.slice(-500)}`)))
  })
  await answered(`${url}/`)
  const startedMs = performance.now() - begun
  return {
    url,
    startedMs,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Milliseconds until the whole answer was there. */
async function answered(address: string): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(address)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return performance.now() - begun
}
