import { appendFile } from 'node:fs/promises'
import { z } from 'zod'
import { PipelineError } from '../../src/errors.ts'
import { toRunnable, type Stages } from '../../src/runners/runnable.ts'
import type { Ended, Job, Next, Stage, StageName } from '../../src/stages/stage.ts'

/** A pipeline whose jobs do what their input says, and write down that they did. */

const inputSchema = z.strictObject({
  name: z.string(),
  /** Each start takes the next of these; the last stays. */
  acts: z.array(z.enum(['work', 'fail', 'later', 'wait', 'bug', 'hang', 'die'])).default(['work']),
  next: z.custom<Next>().optional(),
})
type Input = z.infer<typeof inputSchema>

export interface Note {
  readonly name: string
  readonly event: 'start' | 'end'
  readonly joined: readonly Ended[]
}

export interface SmallPorts {
  /** How often the job had been started, in all processes. */
  starts(name: string): Promise<number>
  note(note: Note): Promise<void>
}

export const smallPipeline: Stages<SmallPorts> = new Map(
  [small('fetch', 'network'), small('extract', 'compute'), small('group', 'compute')].map((stage) => [stage.name, toRunnable(stage)]),
)

export function job(stage: StageName, name: string, more: { acts?: readonly string[]; next?: Next } = {}): Job {
  return { stage, input: { name, ...more } }
}

/** Notes as lines of a file, so that several processes can share them and none is lost when one is killed. */
export function notesIn(path: string, read: () => Promise<readonly Note[]>): SmallPorts {
  return {
    starts: async (name) => (await read()).filter((note) => note.name === name && note.event === 'start').length,
    note: (note) => appendFile(path, `${JSON.stringify(note)}\n`),
  }
}

function small(name: StageName, lane: 'network' | 'compute'): Stage<Input, { readonly name: string }, SmallPorts> {
  return {
    name,
    lane,
    input: inputSchema,
    key: (input) => input.name,
    run: async (input, ports, { signal, joined }) => {
      const start = await ports.starts(input.name)
      await ports.note({ name: input.name, event: 'start', joined })
      await act(input.acts[Math.min(start, input.acts.length - 1)] ?? 'work', input.name, signal)
      await ports.note({ name: input.name, event: 'end', joined: [] })
      return { name: input.name }
    },
    next: (_output, input) => input.next ?? { each: [] },
  }
}

async function act(what: Input['acts'][number], name: string, signal: AbortSignal): Promise<void> {
  switch (what) {
    case 'work':
      return
    case 'fail':
      throw new PipelineError('refused', `Refused ${name}`, { retry: 'never' })
    case 'later':
      throw new PipelineError('passing', `Not now: ${name}`, { retry: 'later' })
    case 'wait':
      throw new PipelineError('busy', `Busy: ${name}`, { retry: { afterMs: 30 } })
    case 'bug':
      throw new RangeError(`secret of ${name}`)
    case 'hang':
      await new Promise((_resolve, reject) => {
        if (signal.aborted) reject(new Error('stopped'))
        signal.addEventListener('abort', () => reject(new Error('stopped')))
      })
      return
    case 'die':
      process.kill(process.pid, 'SIGKILL')
  }
}
