import { setTimeout as setTimer } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Extraction } from '../core/extract/extraction.ts'
import type { Declared } from '../core/extract/extract-text.ts'
import { PipelineError } from '../errors.ts'
import type { Settings } from './config/settings.ts'

/** What extraction says of a page; `declared` for text files only. */
export type ExtractedPage = Extraction & { readonly declared?: Declared }

export interface PageToExtract {
  /** The final address or file name. */
  readonly url: string | undefined
  readonly contentType: string | undefined
  readonly format: 'html' | 'text'
}

export interface ExtractTask extends PageToExtract {
  readonly bytes: Uint8Array
}

export type ExtractAnswer = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly read: ExtractedPage }

export interface ExtractPoolOptions {
  /** Threads, started when first needed. */
  readonly size: number
  /** Processor time for one page, from when a thread begins with it; five times that by the clock at most. */
  readonly deadlineMs: number
  /** Heap of one thread. */
  readonly memoryMb: number
}

export interface ExtractPool extends AsyncDisposable {
  /**
   * Decodes and extracts a page in a thread that can be ended. Throws `PipelineError` `parse-timeout` or `parse-memory` where the page needs
   * more than it may (retry never; the pool goes on), `parse-crash` where the thread fails, and the signal's reason where it is aborted.
   */
  extract(bytes: Uint8Array, page: PageToExtract, signal: AbortSignal): Promise<ExtractedPage>
}

/** The pool that the settings ask for. */
export function extractPoolFor({ parallel, parseDeadlineMs, parseMemoryMb }: Settings['compute']): ExtractPool {
  return createExtractPool({ size: parallel, deadlineMs: parseDeadlineMs, memoryMb: parseMemoryMb })
}

export function createExtractPool(options: ExtractPoolOptions): ExtractPool {
  return new ThreadPool(options)
}

interface Waiting {
  readonly task: ExtractTask
  readonly signal: AbortSignal
  readonly resolve: (read: ExtractedPage) => void
  readonly reject: (reason: unknown) => void
}

class ThreadPool implements ExtractPool {
  readonly #options: ExtractPoolOptions
  readonly #idle: Thread[] = []
  readonly #threads = new Set<Thread>()
  readonly #waiting: Waiting[] = []
  #closed = false

  constructor(options: ExtractPoolOptions) {
    this.#options = options
  }

  extract(bytes: Uint8Array, page: PageToExtract, signal: AbortSignal): Promise<ExtractedPage> {
    if (this.#closed)
      return Promise.reject(new PipelineError('pool-closed', 'Cannot extract a page: the pool is closed', { retry: 'later' }))
    if (signal.aborted) return Promise.reject(signal.reason)
    const { promise, resolve, reject } = Promise.withResolvers<ExtractedPage>()
    const { url, contentType, format } = page
    const waiting: Waiting = { task: { bytes, url, contentType, format }, signal, resolve, reject }
    const onAbort = (): void => {
      const at = this.#waiting.indexOf(waiting)
      if (at === -1) return
      this.#waiting.splice(at, 1)
      reject(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    this.#waiting.push(waiting)
    this.#serve()
    return promise.finally(() => signal.removeEventListener('abort', onAbort))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    for (const { reject } of this.#waiting.splice(0))
      reject(new PipelineError('pool-closed', 'The pool was closed before the page was read', { retry: 'later' }))
    await Promise.all(
      [...this.#threads].map((thread) =>
        thread.end(new PipelineError('pool-closed', 'The pool was closed while the page was read', { retry: 'later' })),
      ),
    )
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idle.pop() ?? this.#start(this.#waiting[0]?.task.format)
      const next = thread ? this.#waiting.shift() : undefined
      if (!thread || !next) return
      thread.run(next)
    }
  }

  #start(first: PageToExtract['format'] | undefined): Thread | undefined {
    if (this.#threads.size >= this.#options.size) return undefined
    const thread: Thread = new Thread(this.#options, first, {
      freed: () => {
        this.#idle.push(thread)
        this.#serve()
      },
      ended: () => {
        this.#threads.delete(thread)
        const at = this.#idle.indexOf(thread)
        if (at !== -1) this.#idle.splice(at, 1)
        if (!this.#closed) this.#serve()
      },
    })
    this.#threads.add(thread)
    return thread
  }
}

interface ThreadEvents {
  /** The thread has answered and can take the next page. */
  readonly freed: () => void
  /** The thread is gone, whether or not it had a page. */
  readonly ended: () => void
}

interface Current {
  readonly waiting: Waiting
  timer: NodeJS.Timeout | undefined
  readonly onAbort: () => void
}

interface Begun {
  readonly atMs: number
  readonly cpu: Promise<NodeJS.CpuUsage>
}

/** A deadline may be put off until the page has waited this many times as long. */
const patience = 5
/** A thread that does not say in this time what it has used is taken to be stuck. */
const answerMs = 250

async function cpuMsSince(worker: Worker, before: Promise<NodeJS.CpuUsage>): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage(await before)
    return (user + system) / 1_000
  } catch {
    return Infinity
  }
}

/** One worker thread with at most one page. It keeps the process alive only while it has one. */
class Thread {
  readonly #options: ExtractPoolOptions
  readonly #worker: Worker
  readonly #events: ThreadEvents
  #hasEnded = false
  #isReady = false
  #current: Current | undefined

  constructor(options: ExtractPoolOptions, first: PageToExtract['format'] | undefined, events: ThreadEvents) {
    this.#options = options
    this.#events = events
    this.#worker = new Worker(new URL('./extract-worker.ts', import.meta.url), {
      workerData: first,
      resourceLimits: {
        maxOldGenerationSizeMb: options.memoryMb,
        maxYoungGenerationSizeMb: Math.max(8, Math.ceil(options.memoryMb / 8)),
        stackSizeMb: 4,
      },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: ExtractAnswer) => this.#hear(answer))
    this.#worker.on('error', (error: unknown) => this.#fail(toPipelineError(error, options)))
    this.#worker.on('exit', (code) =>
      this.#fail(new PipelineError('parse-crash', `The parsing thread ended with exit code ${code}`, { retry: 'never' })),
    )
  }

  run(waiting: Waiting): void {
    const onAbort = (): void => void this.end(waiting.signal.reason)
    this.#current = { waiting, timer: undefined, onAbort }
    waiting.signal.addEventListener('abort', onAbort, { once: true })
    this.#worker.ref()
    // A thread still starting takes the page when it is ready: its start is not the page's fault.
    if (this.#isReady) this.#send()
  }

  /** Ends the thread at once; its page, if it has one, fails with the reason. */
  async end(reason: unknown): Promise<void> {
    this.#fail(reason)
    await this.#worker.terminate()
  }

  #hear(answer: ExtractAnswer): void {
    if (answer.kind === 'ready') {
      this.#isReady = true
      this.#send()
      return
    }
    const done = this.#release()
    if (!done) return
    done.waiting.resolve(answer.read)
    this.#events.freed()
  }

  #send(): void {
    const current = this.#current
    if (!current) return
    const begun = { atMs: performance.now(), cpu: this.#worker.cpuUsage() }
    // Asked of a thread that has ended meanwhile: the page fails by the thread's own events.
    begun.cpu.catch(() => undefined)
    current.timer = setTimeout(() => void this.#checkDeadline(current, begun), this.#options.deadlineMs)
    this.#worker.postMessage(current.waiting.task)
  }

  /** On a busy machine the time may be up before the page had its share of the processor: then it gets the rest, but never five times the deadline. */
  async #checkDeadline(current: Current, begun: Begun): Promise<void> {
    const { deadlineMs } = this.#options
    const usedMs = await Promise.race([cpuMsSince(this.#worker, begun.cpu), setTimer(answerMs, Infinity)])
    if (this.#current !== current) return
    const leftMs = deadlineMs - usedMs
    if (leftMs > 10 && performance.now() - begun.atMs < patience * deadlineMs) {
      current.timer = setTimeout(() => void this.#checkDeadline(current, begun), leftMs)
      return
    }
    await this.end(new PipelineError('parse-timeout', `The page was not parsed in ${deadlineMs} ms: ${this.#name()}`, { retry: 'never' }))
  }

  #fail(reason: unknown): void {
    this.#release()?.waiting.reject(reason)
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#events.ended()
  }

  #release() {
    const current = this.#current
    if (!current) return undefined
    this.#current = undefined
    clearTimeout(current.timer)
    current.waiting.signal.removeEventListener('abort', current.onAbort)
    this.#worker.unref()
    return current
  }

  #name(): string {
    return (this.#current?.waiting.task.url ?? 'a page without address').slice(0, 200)
  }
}

function toPipelineError(cause: unknown, { memoryMb }: ExtractPoolOptions): PipelineError {
  const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (isMemory) return new PipelineError('parse-memory', `The page needed more than ${memoryMb} MB to parse`, { retry: 'never', cause })
  return new PipelineError('parse-crash', `The parsing thread failed: ${cause instanceof Error ? cause.message : 'unknown'}`, {
    retry: 'never',
    cause,
  })
}
