import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { openApp } from '../../../app.ts'
import { PipelineError } from '../../../errors.ts'
import { summaryOf } from '../../../io/config/lexicon-file.ts'
import { createDraftDesk } from '../lexicons/draft-desk.ts'
import { createJudgingDesk } from '../lexicons/judging-desk.ts'
import { createSentenceDesk } from '../lexicons/sentence-desk.ts'
import { createTuningDesk } from '../lexicons/tuning-desk.ts'
import { createReportDesk } from '../report/report-desk.ts'
import { createSeriesDesk } from '../report/series-desk.ts'
import { takeInReports } from '../report/take-in-reports.ts'
import { openShelf } from '../shelf.ts'
import type { Call, CallName, DeskAnswer, DeskCalls, DeskMessage, DeskThreadData, Fault } from './desk-calls.ts'

/** The thread in which lexicons are tuned and reports are looked into: it has the store open for itself, works on several questions in turn, and ends when it is told to. */
const { surroundings }: DeskThreadData = workerData
const app = await openApp(surroundings)
const shelf = openShelf(app)
const tuning = createTuningDesk(app)
const judging = createJudgingDesk(app, tuning)
const sentences = createSentenceDesk(app, tuning)
const drafts = createDraftDesk(app)
const reports = createReportDesk(app)
const series = createSeriesDesk(app, shelf)
const stops = new Map<number, AbortController>()

/** Some thousandths of a second for who takes them in. */
const termsAtATime = 1000

type Handlers = {
  readonly [Name in CallName]: (signal: AbortSignal, ...args: Parameters<DeskCalls[Name]>) => ReturnType<DeskCalls[Name]>
}

const handlers: Handlers = {
  takeIn: (signal) => takeInReports(app, signal),
  lexiconSummary: async (_, name) => summaryOf(await shelf.lexicon(name)),
  lexiconHead: async (_, name) => {
    const { lexicon, ...file } = await shelf.lexicon(name)
    return { ...file, lexicon: { ...lexicon, terms: [] }, terms: lexicon.terms.length }
  },
  lexiconTerms: async (_, name, hash, from) => {
    const { lexicon, hash: current } = await shelf.lexicon(name)
    return current === hash ? lexicon.terms.slice(from, from + termsAtATime) : undefined
  },
  measured: async (_, lexicon, ...rest) => tuning.measured(await shelf.lexicon(lexicon), ...rest),
  recalled: async (_, lexicon, asked) => tuning.recalled(await shelf.lexicon(lexicon), asked),
  split: async (_, lexicon, term) => tuning.split(await shelf.lexicon(lexicon), term),
  suggested: async (_, lexicon, asked) => tuning.suggested(await shelf.lexicon(lexicon), asked),
  checked: async (_, lexicon, patienceMs) => tuning.checked(await shelf.lexicon(lexicon), patienceMs),
  history: async (_, lexicon) => tuning.history(await shelf.lexicon(lexicon)),
  exported: async (_, lexicon, ...rest) => tuning.exported(await shelf.lexicon(lexicon), ...rest),
  judging: async (_, asked, patienceMs) => judging.state(await whole(asked), patienceMs),
  decide: async (_, asked, item, decision) => judging.decide(await whole(asked), item, decision),
  undo: async (_, asked) => judging.undo(await whole(asked)),
  sentence: async (_, asked, patienceMs) => sentences.state(await whole(asked), patienceMs),
  decideSentence: async (_, asked, item, decision) => sentences.decide(await whole(asked), item, decision),
  undoSentence: async (_, asked) => sentences.undo(await whole(asked)),
  effect: async (signal, lexicon, draft) => drafts.effect(await shelf.lexicon(lexicon), draft, signal),
  whatIfJson: async (signal, lexicon, edits) => drafts.whatIfJson(await shelf.lexicon(lexicon), edits, signal),
  save: async (_, lexicon, draft, asked) => drafts.save(await shelf.lexicon(lexicon), draft, asked),
  fork: async (_, lexicon, ...rest) => drafts.fork(await shelf.lexicon(lexicon), ...rest),
  take: (_, ...rest) => drafts.take(...rest),
  evidence: (_, ...rest) => reports.evidence(...rest),
  article: (_, ...rest) => reports.article(...rest),
  concordance: (_, ...rest) => reports.concordance(...rest),
  frameUse: (_, ...rest) => reports.frameUse(...rest),
  diff: (_, ...rest) => reports.diff(...rest),
  frames: (_, ...rest) => reports.frames(...rest),
  series: (_, ...rest) => series.file(...rest),
}

parentPort?.on('message', (message: DeskMessage) => {
  switch (message.kind) {
    case 'ask':
      return void answer(message.id, message.call)
    case 'stop':
      return stops.get(message.id)?.abort()
    case 'end':
      return void end()
  }
})

async function whole<Asked extends { readonly lexicon: string }>(asked: Asked) {
  return { ...asked, lexicon: await shelf.lexicon(asked.lexicon) }
}

async function answer<Name extends CallName>(id: number, { name, args }: Call<Name>): Promise<void> {
  const stop = new AbortController()
  stops.set(id, stop)
  try {
    const value: unknown = await handlers[name](stop.signal, ...args)
    tell({ id, kind: 'done', value })
  } catch (error) {
    tell({ id, kind: 'failed', fault: faultOf(error) })
  } finally {
    stops.delete(id)
  }
}

function tell(told: DeskAnswer): void {
  parentPort?.postMessage(told)
}

function faultOf(error: unknown): Fault {
  if (error instanceof PipelineError) return { kind: 'known', code: error.code, message: error.message, retry: error.retry }
  if (error instanceof z.ZodError) return { kind: 'invalid', issues: error.issues }
  return { kind: 'unknown', error }
}

async function end(): Promise<void> {
  for (const stop of stops.values()) stop.abort()
  await tuning[Symbol.asyncDispose]()
  await series[Symbol.asyncDispose]()
  await app[Symbol.asyncDispose]()
  parentPort?.close()
}
