// Past 300 lines: what Frameshift is made of is put together here and nowhere else.
import { createHash } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { configurationIn, type ConfigurationPlaces } from './configuration.ts'
import { traceClaims, type TraceKnowledge } from './core/claims/trace-claims.ts'
import { toId } from './core/ids.ts'
import { compileLexicon } from './core/hits/automaton/compile.ts'
import { scoreArticle, type Instruments } from './core/score/score-article.ts'
import type { AskedModel, Asking } from './core/sentiment/asked.ts'
import type { SentimentScorer } from './core/sentiment/scorer.ts'
import type { TargetScorer } from './core/sentiment/target.ts'
import type { ValenceLists } from './core/sentiment/valence-list.ts'
import type { ReportModel } from './core/report/report-data.ts'
import type { LanguageData } from './core/voice/language-data.ts'
import { PipelineError } from './errors.ts'
import { versionOf } from './io/code-version.ts'
import { readDataFiles, versionOfData } from './io/config/data-files.ts'
import { readPressWords } from './io/config/press-words.ts'
import { readScoreCards } from './io/config/score-cards.ts'
import type { Settings } from './io/config/settings.ts'
import { extractPoolFor, type ExtractPool } from './io/extract-pool.ts'
import { bundledFiles } from './io/bundle/bundled-files.ts'
import { readDocument, type DocumentSources } from './io/read-document.ts'
import { checkedHits } from './io/checked-hits.ts'
import { heardBefore, type HeardBefore } from './io/heard-before.ts'
import { readPage } from './io/read-page.ts'
import { storedCoverage } from './io/stored-coverage.ts'
import { openDatabase, openStore, type Store } from './io/store/store.ts'
import { askedModels, type AskedModels } from './io/models/asked-models.ts'
import { hearMore } from './io/models/hear-more.ts'
import type { Api } from './io/web/api.ts'
import { createWeb, type Web } from './io/web/web.ts'
import type { Article, RunId, Scoring, Sha256 } from './model.ts'
import { pipeline, type Ports } from './pipeline.ts'
import { createLocalRunner } from './runners/local.ts'
import type { Execution } from './runners/attempt.ts'
import type { Lane } from './runners/runnable.ts'
import type { Runner } from './runners/runner.ts'
import { planSchema, type Plan } from './stages/plan.ts'
import type { Heard } from './stages/score.ts'
import { frameshiftVersion } from './version.ts'

export interface Surroundings extends ConfigurationPlaces {
  readonly env: Readonly<Record<string, string | undefined>>
}

/** `HOST[:PORT]` or CIDR; `HOST=ADDRESS[:PORT]`. */
export interface WebAccess {
  readonly allowPrivate: readonly string[]
  readonly resolve: readonly string[]
}

/** Frameshift, put together: settings, store, languages, models, and what stages need for a run. */
export interface App extends AsyncDisposable {
  /** With which another thread opens the same. */
  readonly surroundings: Surroundings
  readonly settings: Settings
  /** Where configuration is looked up: the working folder's first, then what is shipped. */
  readonly configFolders: readonly string[]
  readonly dataDir: string
  readonly cwd: string
  readonly store: Store
  readonly languages: ReadonlyMap<string, LanguageData>
  readonly scorers: readonly SentimentScorer[]
  /** The one of them that says how sure it is. */
  readonly target: TargetScorer
  /** Models that the user brings. */
  readonly askedModels: AskedModels
  /** Changes with the code and the data that results depend on. */
  readonly version: string
  readonly now: () => Date
  resolvePath(path: string): string
  extractPool(): ExtractPool
  /** Who may reach what, as one run is allowed to. */
  webFor(access: WebAccess): Web & AsyncDisposable
  /** What reads addresses into the store, through one gate. */
  addressPorts(web: Web, how: { readonly offline: boolean; readonly freshForMs: number }): DocumentSources
  portsFor(plan: Plan): Ports
  /** The same for looking for an anchor: the run that follows in this process asks none of these sources again. */
  portsForQuery(plan: Plan): Ports
  /** How articles are scored with a lexicon, and the key under which the store keeps what was found. */
  scoringWith(lexicon: Plan['lexicon']): Pick<Ports, 'scoreArticle' | 'scoringKey'>
  /** What every report says of how it was made. */
  reporting(): Pick<Ports, 'method' | 'models' | 'versions' | 'hashes' | 'bundled' | 'resolvedSettings'>
  portsForRun(run: RunId): Promise<Ports>
  /** Runs jobs in this process, or on workers where `REDIS_URL` is set. */
  runner(plan: Plan): Promise<Runner>
  /** Asks whether a run can be handed over to workers now; within 1.2 s. Throws `redis-unreachable` and the like. */
  checkRunner(): Promise<void>
  execution(): Execution<Ports>
}

/** Composition root: settings and data are read, the store is opened. Throws `PipelineError` for what is wrong with any of them. */
export async function openApp({ env, cwd, configFolders: named }: Surroundings): Promise<App> {
  const configuration = configurationIn({ cwd, ...(named && { configFolders: named }) })
  const { folders: configFolders, modelFolders } = configuration
  const settings = await configuration.settings()
  const languages = await configuration.languages()
  const valence = await configuration.valence()
  const target = await configuration.target()
  const scorers = await configuration.scorers()
  const dataFiles = await readDataFiles(configFolders)
  const codeFolders = ['core', 'stages'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  const code = await versionOf([...codeFolders, ...modelFolders.map((folder) => `${folder}/models`)])
  const dataDir = resolve(cwd, env['FRAMESHIFT_DATA_DIR'] ?? '.frameshift')
  const now = () => new Date()
  const databaseUrl = env['DATABASE_URL']
  const clock = { now: () => now().getTime() }
  const store = databaseUrl === undefined ? await openStore(dataDir, clock) : await openDatabase(databaseUrl, clock)
  const cards = await readScoreCards(modelFolders)
  const models = reportModels(target, valence).map((model) => ({ ...model, cards: cards.filter((card) => card.model === model.name) }))
  const press = await readPressWords(configFolders)
  const knowledge: TraceKnowledge = { languages, valence, press }
  const parts: Parts = { env, cwd, settings, configFolders, knowledge, scorers, target, models, store, dataDir, now, code, dataFiles }
  return new OpenApp(parts)
}

interface Parts extends Surroundings {
  readonly settings: Settings
  readonly configFolders: readonly string[]
  readonly knowledge: TraceKnowledge
  readonly scorers: readonly SentimentScorer[]
  readonly target: TargetScorer
  readonly models: readonly ReportModel[]
  readonly store: Store & AsyncDisposable
  readonly dataDir: string
  readonly now: () => Date
  readonly code: string
  readonly dataFiles: ReadonlyMap<string, string>
}

class OpenApp implements App {
  readonly surroundings
  readonly settings
  readonly configFolders
  readonly dataDir
  readonly cwd
  readonly store
  readonly languages
  readonly scorers
  readonly target
  readonly askedModels
  readonly version
  readonly now
  readonly #parts: Parts
  readonly #data: string
  readonly #heard: HeardBefore
  /** Closed in the opposite order, each whatever becomes of the others. */
  readonly #opened = new AsyncDisposableStack()
  /** One gate for each set of rules, so that a worker that serves many runs keeps few. */
  readonly #webs = new Map<string, Web & Api & AsyncDisposable>()
  #pool: ExtractPool | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#opened.use(parts.store)
    this.surroundings = { env: parts.env, cwd: parts.cwd, configFolders: parts.configFolders }
    this.settings = parts.settings
    this.configFolders = parts.configFolders
    this.dataDir = parts.dataDir
    this.cwd = parts.cwd
    this.store = parts.store
    this.languages = parts.knowledge.languages
    this.scorers = parts.scorers
    this.target = parts.target
    this.askedModels = askedModels({
      settings: parts.settings.sentiment,
      resolvePath: (path) => this.resolvePath(path),
      openAiKey: parts.env['FRAMESHIFT_OPENAI_KEY'],
      api: (allowPrivate) => this.#gateFor({ allowPrivate, resolve: [] }),
    })
    this.now = parts.now
    this.#heard = heardBefore(() => this.now().getTime())
    this.#data = versionOfData(parts.dataFiles)
    this.version = digest(`${parts.code} ${this.#data}`)
  }

  resolvePath(path: string): string {
    return resolve(this.cwd, path)
  }

  extractPool(): ExtractPool {
    if (this.#pool) return this.#pool
    this.#pool = extractPoolFor(this.settings.compute)
    this.#opened.use(this.#pool)
    return this.#pool
  }

  webFor(access: WebAccess): Web & AsyncDisposable {
    return this.#gateFor(access)
  }

  #gateFor(access: WebAccess): Web & Api & AsyncDisposable {
    const { allowPrivate, resolve: rules } = access
    const key = accessKey(access)
    const known = this.#webs.get(key)
    if (known) return known
    const { network, contact } = this.settings
    const { hosts, robots } = this.store
    const web = createWeb({
      network,
      contact,
      version: frameshiftVersion,
      allowPrivate,
      resolve: rules,
      clock: hosts,
      robots,
      now: () => this.now().getTime(),
    })
    this.#webs.set(key, web)
    this.#opened.use(web)
    return web
  }

  addressPorts(web: Web, { offline, freshForMs }: { readonly offline: boolean; readonly freshForMs: number }): DocumentSources {
    return { web, pages: this.store.pages, digest: digestBytes, now: this.now, freshForMs, offline }
  }

  portsFor(plan: Plan): Ports {
    const { store, settings } = this
    const addresses = this.addressPorts(this.webFor(plan), { offline: plan.offline, freshForMs: settings.network.freshForMs })
    const { method, ...reporting } = this.reporting()
    return {
      plan,
      ...store,
      foundOutlets: store.outlets,
      outlets: plan.outlets,
      ...addresses,
      digestText: (text) => digestBytes(Buffer.from(text)),
      giveWay: breathe,
      readDocument: this.#heard.recalling(accessKey(plan), {
        ask: (url, accept, signal) => readDocument(url, { accept, signal }, addresses),
        fromStore: (url, accept, signal) => readDocument(url, { accept, signal }, { ...addresses, freshForMs: Infinity }),
      }),
      askService: (url, { anew, ...call }) =>
        readDocument(url, { accept: 'search', ...call }, anew === true ? { ...addresses, freshForMs: 0 } : addresses),
      secret: (variable) => this.#parts.env[variable]?.trim() || undefined,
      checkedHits: (lexicon) => checkedHits(lexicon, store),
      storedCoverage: (anchor, question) => storedCoverage(anchor, question, store),
      readPage: (page, signal) => readPage(page, { pool: this.extractPool(), store, extractor: this.version, signal }),
      confidenceFloor: settings.story.confidenceFloor,
      ...this.scoringWith(plan.lexicon),
      scorerUnder: (lexicon) => {
        const instruments: Instruments = { lexicon: compileLexicon(lexicon), languages: this.languages, scorers: [] }
        return (article) => scoreArticle(article, instruments)
      },
      hearMore: (scoring, article, signal) => this.#hearMore(scoring, article, { signal, offline: plan.offline }),
      traceClaims: (trace) => traceClaims(trace, this.#parts.knowledge),
      ...reporting,
      method: { ...method, ...plan.registration?.statistics },
    }
  }

  portsForQuery(plan: Plan): Ports {
    const addresses = this.addressPorts(this.webFor(plan), { offline: plan.offline, freshForMs: this.settings.network.freshForMs })
    return {
      ...this.portsFor(plan),
      readDocument: this.#heard.noting(accessKey(plan), (url, accept, signal) => readDocument(url, { accept, signal }, addresses)),
    }
  }

  scoringWith({ lexicon, hash }: Plan['lexicon']): Pick<Ports, 'scoreArticle' | 'scoringKey'> {
    const { languages, scorers } = this
    // Not compiled for those who want the key alone.
    let instruments: Instruments | undefined
    return {
      scoreArticle: (article) => scoreArticle(article, (instruments ??= { lexicon: compileLexicon(lexicon), languages, scorers })),
      scoringKey: digest(`${this.version} ${hash} ${JSON.stringify(this.settings.sentiment)}`),
    }
  }

  reporting(): Pick<Ports, 'method' | 'models' | 'versions' | 'hashes' | 'bundled' | 'resolvedSettings'> {
    const { settings } = this
    const { level, falseDiscoveryRate, draws } = settings.statistics
    const versions = { frameshift: frameshiftVersion, node: process.versions.node, icu: process.versions.icu ?? 'none' }
    const hashes = { code: this.#parts.code, data: this.#data }
    return {
      method: { level, falseDiscoveryRate, draws, seed },
      models: [...this.#parts.models, ...askedReportModels(settings.sentiment)],
      versions,
      hashes,
      bundled: bundledFiles({ settings, dataFiles: this.#parts.dataFiles, versions: { ...versions, hashes, seed } }),
      resolvedSettings: { confidenceFloor: settings.story.confidenceFloor, hostIntervalMs: settings.network.hostIntervalMs },
    }
  }

  async #hearMore(scoring: Scoring, article: Article, { signal, offline }: { signal: AbortSignal; offline: boolean }): Promise<Heard> {
    const { names } = this.askedModels
    if (names.length === 0) return { scoring, answers: [] }
    const read = await Promise.all(names.map(async (name) => this.askedModels.get(name).catch((error: unknown) => unreadable(name, error))))
    const models = offline ? read.map((model) => (model.name === 'openai' ? silentOffline(model) : model)) : read
    return hearMore(scoring, article, { models, languages: this.languages, answers: this.store.answers, signal })
  }

  async portsForRun(run: RunId): Promise<Ports> {
    const record = await this.store.runs.get(run)
    if (!record) throw new PipelineError('run-missing', `Cannot work on run ${run}: it is not in the store`, { retry: 'never' })
    const plan = planSchema.safeParse(record.settings)
    if (plan.success) return this.portsFor(plan.data)
    const message = `Cannot work on run ${run}: its plan was written by another version; start the comparison again`
    throw new PipelineError('plan-broken', message, { retry: 'never', cause: plan.error })
  }

  execution(): Execution<Ports> {
    const { store, settings, now } = this
    return {
      stages: pipeline,
      ledger: store.ledger,
      retry: settings.retry,
      now: () => now().getTime(),
      random: Math.random,
      onInternalError: (error, job) => {
        process.stderr.write(`Internal error in ${job.key}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      },
    }
  }

  async runner(plan: Plan): Promise<Runner> {
    const redisUrl = this.#parts.env['REDIS_URL']
    if (redisUrl !== undefined) {
      const { createBullRunner } = await import('./runners/bullmq.ts')
      return createBullRunner({ redisUrl, execution: this.execution() })
    }
    const wait = async (ms: number, signal: AbortSignal) => {
      await sleep(ms, undefined, { signal }).catch(() => {})
    }
    return createLocalRunner({ ...this.execution(), ports: this.portsFor(plan), concurrency: concurrencyOf(this.settings), sleep: wait })
  }

  async checkRunner(): Promise<void> {
    const redisUrl = this.#parts.env['REDIS_URL']
    if (redisUrl === undefined) return
    const { checkRedis } = await import('./runners/redis/check-redis.ts')
    await checkRedis(redisUrl, { withinMs: 1200 })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#opened.disposeAsync()
  }
}

function accessKey({ allowPrivate, resolve: rules }: WebAccess): string {
  return JSON.stringify([allowPrivate, rules])
}

/** A model knows a language when it has words of it. */
function reportModels(target: TargetScorer, valence: ValenceLists): readonly Omit<ReportModel, 'cards'>[] {
  return [
    { name: 'afinn', description: 'Mean valence of the words of the AFINN list', languages: ['en', 'es', 'pt'] },
    {
      name: 'valence',
      description: 'Rules over word lists: negation, intensity, contrast, and distance from the term',
      languages: [...valence.keys()],
    },
    {
      name: 'target',
      description: 'Linear model, trained on news sentences, of the tone towards the one named next to the term',
      languages: target.languages,
    },
  ]
}

/** Jobs at the same time in one process, by lane. */
export function concurrencyOf({ network, compute }: Settings): Readonly<Record<Lane, number>> {
  return { polls: network.pollsParallel, network: network.parallel, compute: compute.parallel, reports: compute.reportsParallel }
}

/** A language model is called one, with its name and where it was asked. */
function askedReportModels({ onnx, openai }: Settings['sentiment']): readonly ReportModel[] {
  const models: ReportModel[] = []
  if (onnx.folder !== '') {
    const description = `Text classifier of the user’s (${basename(onnx.folder)}), asked about the sentence${onnx.pair ? ' and the one named next to the term' : ''}`
    models.push({ name: 'onnx', description, languages: [], cards: [] })
  }
  if (openai.url !== '') {
    const description = `Language model ${openai.model} at ${URL.parse(openai.url)?.host ?? 'an API'}, asked for the tone towards the one named next to the term; no accuracy is known of it here`
    models.push({ name: 'openai', description, languages: [], cards: [] })
  }
  return models
}

/** Answers from the store alone: an offline run asks nobody. */
function silentOffline(model: Asking): Asking {
  const message = 'Not asked before, and the run is offline'
  return { ...model, ask: async (questions) => questions.map(() => ({ kind: 'failed', code: 'offline', message })) }
}

/** A model that cannot be read answers nothing, and the report says why; the other models are not held up. */
function unreadable(name: AskedModel, error: unknown): Asking {
  if (!(error instanceof PipelineError)) throw error
  const { code, message } = error
  return { name, version: 'unreadable', ask: async (questions) => questions.map(() => ({ kind: 'failed', code, message })) }
}

/** Seed of every resampling; printed in the report. */
const seed = 20_260_101

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function digestBytes(bytes: Uint8Array): Sha256 {
  return toId<'Sha256'>(createHash('sha256').update(bytes).digest('hex'))
}
