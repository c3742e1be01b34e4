import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { toId } from '../../src/core/ids.ts'
import { PipelineError } from '../../src/errors.ts'
import type { Store } from '../../src/io/store/store.ts'
import type { Article } from '../../src/model.ts'
import type { Ledger } from '../../src/runners/ledger.ts'
import { toRunnable, type Stages } from '../../src/runners/runnable.ts'
import type { Job, Stage, StageName } from '../../src/stages/stage.ts'

/** A pipeline that stores an article a job, and can be made to die, stand still or fail at a chosen point. */

export const crashPoints = ['after-fetch', 'before-store', 'after-store', 'before-ack'] as const
export type CrashPoint = (typeof crashPoints)[number]

const inputSchema = z.strictObject({
  name: z.string(),
  /** How long the work takes. */
  ms: z.number().default(0),
  /** `poison` kills its process every time; `block` keeps the event loop busy for that long; `refuse` fails for good. */
  act: z.enum(['work', 'poison', 'block', 'refuse']).default('work'),
})
type Input = z.infer<typeof inputSchema>

export interface FaultPorts {
  readonly folder: string
  readonly store: Pick<Store, 'articles'>
  /** Where this process kills itself, once for each job. */
  readonly crashAt: CrashPoint | undefined
}

export interface Note {
  readonly name: string
  readonly event: 'start' | 'end'
  readonly pid: number
}

export const faultPipeline: Stages<FaultPorts> = new Map(
  (['fetch', 'group'] as const).map((name) => {
    const stage = faulty(name)
    return [stage.name, toRunnable(stage)]
  }),
)

export function jobOf(name: string, more: Partial<Omit<Input, 'name'>> = {}, stage: StageName = 'fetch'): Job {
  return { stage, input: { name, ...more } }
}

/** The ledger of a process that dies when it has written down an end, before the queue hears of it. */
export function crashingLedger(ledger: Ledger, ports: FaultPorts): Ledger {
  return {
    ...ledger,
    finish: async (claim, end) => {
      const followUp = await ledger.finish(claim, end)
      crash('before-ack', claim.key.replace('/', '-'), ports)
      return followUp
    },
  }
}

function faulty(name: 'fetch' | 'group'): Stage<Input, { readonly name: string }, FaultPorts> {
  return {
    name,
    lane: name === 'fetch' ? 'network' : 'compute',
    input: inputSchema,
    key: (input) => input.name,
    run: async (input, ports, { signal }) => {
      note({ name: input.name, event: 'start', pid: process.pid }, ports)
      if (input.act === 'poison') process.kill(process.pid, 'SIGKILL')
      if (input.act === 'refuse') throw new PipelineError('refused', `Refused ${input.name}`, { retry: 'never' })
      if (input.act === 'block') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, input.ms)
      else if (input.ms > 0) await sleep(input.ms, undefined, { signal })
      crash('after-fetch', input.name, ports)
      const article = articleOf(input.name)
      crash('before-store', input.name, ports)
      await ports.store.articles.put(article)
      crash('after-store', input.name, ports)
      note({ name: input.name, event: 'end', pid: process.pid }, ports)
      return { name: input.name }
    },
    next: () => ({ each: [] }),
  }
}

export function articleOf(name: string): Article {
  const text = `${name}\n\nIts body.`
  return {
    id: toId(createHash('sha256').update(text).digest('hex')),
    url: `https://a.example/${name}`,
    outlet: toId('a.example'),
    title: name,
    text,
    bodyStart: name.length + 2,
    byline: [],
    publishedAt: undefined,
    language: 'en',
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId('0'.repeat(64)),
  }
}

function crash(point: CrashPoint, name: string, { folder, crashAt }: FaultPorts): void {
  if (crashAt !== point) return
  try {
    closeSync(openSync(join(folder, `crashed-${point}-${name}`), 'wx'))
  } catch {
    return
  }
  process.kill(process.pid, 'SIGKILL')
}

function note(entry: Note, { folder }: FaultPorts): void {
  appendFileSync(join(folder, 'notes'), `${JSON.stringify(entry)}\n`)
}
