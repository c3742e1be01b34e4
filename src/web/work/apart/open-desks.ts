import { EventEmitter, once } from 'node:events'
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { App } from '../../../app.ts'
import { PipelineError, unreachable } from '../../../errors.ts'
import type { Term } from '../../../core/lexicon/lexicon.ts'
import { readLexicon, summaryOf, type LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { LexiconFormat } from '../../../io/lexicon-formats/exchange.ts'
import { threadFault } from '../../../io/thread-fault.ts'
import type { Selection } from '../../../workbench/corpus/count-hits.ts'
import type { DraftDesk } from '../lexicons/draft-desk.ts'
import type { JudgingAsked, JudgingDesk } from '../lexicons/judging-desk.ts'
import type { SentencesAsked, SentenceDesk } from '../lexicons/sentence-desk.ts'
import { momentMs } from '../lexicons/long-answers.ts'
import type { ReportDesk } from '../report/report-desk.ts'
import type { SeriesAsked, SeriesDesk } from '../report/series-desk.ts'
import type { TuningDesk } from '../lexicons/tuning-desk.ts'
import { lexiconName, mostBytesAtOnce, type LexiconReader } from '../shelf.ts'
import type { Call, CallName, DeskAnswer, DeskCalls, DeskMessage, DeskThreadData, Fault, Named } from './desk-calls.ts'
import { keepLateAnswers } from './keep-late-answers.ts'

export interface Desks extends AsyncDisposable {
  readonly tuning: TuningDesk
  readonly judging: JudgingDesk
  readonly sentences: SentenceDesk
  readonly drafts: DraftDesk
  readonly reports: ReportDesk
  readonly series: SeriesDesk
  /** Makes new reports findable, and their articles searchable by terms. */
  takeInReports(signal: AbortSignal): Promise<void>
  /** Reads a lexicon of any size, some terms at a time. Throws what `readLexicon` throws. */
  readonly lexicons: LexiconReader
}

/** Work that is stopped has so long to end. */
const graceMs = 3000
const overload = { code: 'desk-memory', what: 'What was asked', instead: 'ask for one frame or one term' }

/**
 * The desks of lexicons and reports in a thread of their own: whatever is counted there, pages are served here. A thread that died, for example for want of
 * memory, fails the questions it had, and the next question starts another: nothing that people said is kept in it.
 */
export function openDesks({ surroundings, configFolders }: Pick<App, 'surroundings' | 'configFolders'>): Desks {
  let thread = startThread(surroundings)
  const ask = <Name extends CallName>(name: Name, args: Parameters<DeskCalls[Name]>, signal?: AbortSignal): Promise<Result<Name>> => {
    if (thread.isDead()) thread = startThread(surroundings)
    return thread.ask({ name, args }, signal)
  }
  const named = <Asked extends { readonly lexicon: LexiconFile }>(asked: Asked) => ({ ...asked, lexicon: lexiconName(asked.lexicon) })
  const measured = keepLateAnswers(([name, selection]: readonly [string, Selection], patienceMs) =>
    ask('measured', [name, selection, patienceMs]),
  )
  const recalled = keepLateAnswers((args: Parameters<DeskCalls['recalled']>) => ask('recalled', args))
  const split = keepLateAnswers((args: Parameters<DeskCalls['split']>) => ask('split', args))
  const suggested = keepLateAnswers((args: Parameters<DeskCalls['suggested']>) => ask('suggested', args))
  const checked = keepLateAnswers(([name]: readonly [string], patienceMs) => ask('checked', [name, patienceMs]))
  const history = keepLateAnswers((args: Parameters<DeskCalls['history']>) => ask('history', args))
  const exported = keepLateAnswers(([name, format]: readonly [string, LexiconFormat | undefined], patienceMs) =>
    ask('exported', [name, format, patienceMs]),
  )
  const judging = keepLateAnswers(([asked]: readonly [Named<JudgingAsked>], patienceMs) => ask('judging', [asked, patienceMs]))
  const sentence = keepLateAnswers(([asked]: readonly [Named<SentencesAsked>], patienceMs) => ask('sentence', [asked, patienceMs]))
  const series = keepLateAnswers(([asked, file]: readonly [SeriesAsked, string], patienceMs) => ask('series', [asked, file, patienceMs]))
  /** What was answered before somebody decided or saved is no longer true. */
  const change = <Done>(done: Promise<Done>): Promise<Done> => {
    const forget = () => {
      for (const answers of [measured, recalled, split, suggested, checked, history, exported, judging, sentence, series]) answers.forget()
    }
    forget()
    return done.finally(forget)
  }
  return {
    tuning: {
      measured: (file, selection, patienceMs) => measured.ask([lexiconName(file), selection], patienceMs),
      recalled: (file, asked) => recalled.ask([lexiconName(file), asked]),
      split: (file, term) => split.ask([lexiconName(file), term]),
      suggested: (file, asked) => suggested.ask([lexiconName(file), asked]),
      checked: (file, patienceMs) => checked.ask([lexiconName(file)], patienceMs),
      history: (file) => history.ask([lexiconName(file)]),
      exported: (file, format, patienceMs) => exported.ask([lexiconName(file), format], patienceMs),
    },
    judging: {
      state: (asked, patienceMs) => judging.ask([named(asked)], patienceMs),
      decide: (asked, item, decision) => change(ask('decide', [named(asked), item, decision])),
      undo: (asked) => change(ask('undo', [named(asked)])),
    },
    sentences: {
      state: (asked, patienceMs) => sentence.ask([named(asked)], patienceMs),
      decide: (asked, item, decision) => change(ask('decideSentence', [named(asked), item, decision])),
      undo: (asked) => change(ask('undoSentence', [named(asked)])),
    },
    drafts: {
      effect: (file, draft, asking) => ask('effect', [lexiconName(file), draft], asking),
      whatIfJson: (file, edits, asking) => ask('whatIfJson', [lexiconName(file), edits], asking),
      save: (file, draft, asked) => change(ask('save', [lexiconName(file), draft, asked])),
      fork: (file, id, author) => ask('fork', [lexiconName(file), id, author]),
      take: (foreign, author) => ask('take', [foreign, author]),
    },
    reports: {
      evidence: (...args) => ask('evidence', args),
      article: (...args) => ask('article', args),
      concordance: (...args) => ask('concordance', args),
      frameUse: (...args) => ask('frameUse', args),
      diff: (...args) => ask('diff', args),
      frames: (...args) => ask('frames', args),
    },
    series: { file: (asked, file, patienceMs) => series.ask([asked, file], patienceMs) },
    takeInReports: (signal) => ask('takeIn', [], signal),
    lexicons: {
      // A thread that is still starting would keep the first pages waiting.
      read: async (path) =>
        thread.isReady() || (await isLarge(path)) ? readApart(lexiconName({ path })) : readLexicon(path, configFolders),
      summarize: async (path) =>
        (await isLarge(path)) ? ask('lexiconSummary', [lexiconName({ path })]) : summaryOf(await readLexicon(path, configFolders)),
      patienceMs: momentMs,
    },
    [Symbol.asyncDispose]: () => thread.end(),
  }

  async function readApart(name: string): Promise<LexiconFile> {
    const { terms: count, lexicon, ...file } = await ask('lexiconHead', [name])
    const terms: Term[] = []
    while (terms.length < count) {
      const some = await ask('lexiconTerms', [name, file.hash, terms.length])
      // Somebody saved another version in between.
      if (some === undefined || some.length === 0) return readApart(name)
      terms.push(...some)
    }
    return { ...file, lexicon: { ...lexicon, terms } }
  }
}

/** A lexicon that takes long to parse comes from the thread. */
async function isLarge(path: string): Promise<boolean> {
  return ((await stat(path).catch(() => undefined))?.size ?? 0) > mostBytesAtOnce
}

interface DeskThread {
  isDead(): boolean
  /** It has answered before. */
  isReady(): boolean
  ask<Name extends CallName>(call: Call<Name>, signal?: AbortSignal): Promise<Result<Name>>
  end(): Promise<void>
}

type Result<Name extends CallName> = Awaited<ReturnType<DeskCalls[Name]>>

function startThread(surroundings: DeskThreadData['surroundings']): DeskThread {
  // The environment of a process is no plain object.
  const workerData: DeskThreadData = { surroundings: { ...surroundings, env: { ...surroundings.env } } }
  const worker = new Worker(new URL('./desk-thread.ts', import.meta.url), { workerData })
  const exited = once(worker, 'exit')
  /** Each answer under the number of its question. */
  const answers = new EventEmitter().setMaxListeners(0)
  let isDead = false
  let hasAnswered = false
  let asked = 0
  worker.on('message', (told: DeskAnswer) => {
    hasAnswered = true
    answers.emit(String(told.id), told)
  })
  worker.on('error', (error: unknown) => die(threadFault(error, overload)))
  worker.on('exit', () =>
    die(new PipelineError('desk-stopped', 'The thread that works on lexicons and reports was stopped; ask again', { retry: 'later' })),
  )
  // Told to who asks.
  exited.catch(() => {})
  return {
    isDead: () => isDead,
    isReady: () => hasAnswered && !isDead,
    ask: async (call, signal) => {
      signal?.throwIfAborted()
      asked += 1
      const id = asked
      const stop = () => send({ kind: 'stop', id })
      signal?.addEventListener('abort', stop, { once: true })
      try {
        const answer = once(answers, String(id))
        send({ kind: 'ask', id, call })
        const [told] = await answer
        if (told.kind === 'failed') throw errorOf(told.fault)
        return told.value
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },
    end: async () => {
      // One that is still starting has nothing open that has to be closed.
      if (hasAnswered && !isDead) {
        send({ kind: 'end' })
        await Promise.race([exited.catch(() => {}), sleep(graceMs, undefined, { ref: false })])
      }
      await worker.terminate()
    },
  }

  function send(message: DeskMessage): void {
    worker.postMessage(message)
  }

  /** Whoever waits is told why; all later questions go to another thread. */
  function die(reason: unknown): void {
    isDead = true
    if (answers.listenerCount('error') > 0) answers.emit('error', reason)
  }
}

function errorOf(fault: Fault): unknown {
  switch (fault.kind) {
    case 'known':
      return new PipelineError(fault.code, fault.message, { retry: fault.retry })
    case 'invalid':
      // The other class of zod is no `Error`, and who handles errors would not know it for one.
      return new z.ZodRealError(fault.issues)
    case 'unknown':
      return fault.error
    default:
      return unreachable(fault)
  }
}
