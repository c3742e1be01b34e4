import type { StageProgress } from '../runners/ledger.ts'
import type { Progress } from '../runners/runner.ts'
import { stageNames } from '../stages/stage.ts'
import type { Output } from './output.ts'

export interface ProgressDisplay extends Disposable {
  show(progress: Progress): void
}

/** Shows how far a run is: a table that is redrawn in place on a terminal, and elsewhere a plain line whenever a stage has moved. */
export async function progressDisplay(output: Output): Promise<ProgressDisplay> {
  return output.interactive ? liveDisplay() : plainDisplay(output)
}

export interface CountDisplay extends Disposable {
  show(done: number, all: number): void
}

/** How far work on one list is: a line that is redrawn on a terminal, elsewhere one line at the end. */
export async function countDisplay(output: Output, what: string): Promise<CountDisplay> {
  const draw = output.interactive ? await drawing() : undefined
  let last = ''
  return {
    show: (done, all) => {
      last = `${what}: ${done} of ${all}`
      draw?.(`  ${last}`)
    },
    [Symbol.dispose]: () => {
      if (draw) draw.done()
      else if (last !== '') output.note(last)
      last = ''
    },
  }
}

/** Loaded where there is a terminal to draw on: a dozen packages come with it. */
async function drawing() {
  const { createLogUpdate } = await import('log-update')
  return createLogUpdate(process.stderr)
}

async function liveDisplay(): Promise<ProgressDisplay> {
  const draw = await drawing()
  return {
    show: ({ stages, notice }) => {
      const rows = inOrder(stages).map((stage) => `  ${stage.stage.padEnd(9)}${bar(stage)} ${tally(stage)}`)
      draw([...rows, ...(notice === undefined ? [] : [`  ${notice}`])].join('\n'))
    },
    [Symbol.dispose]: () => draw.done(),
  }
}

function plainDisplay(output: Output): ProgressDisplay {
  const shown = new Map<string, string>()
  return {
    show: ({ stages, notice }) => {
      const lines = new Map(inOrder(stages).map((stage) => [stage.stage, `${stage.stage}: ${tally(stage)}`] as const))
      const news = new Map<string, string>([...lines, ...(notice === undefined ? [] : [['notice', notice] as const])])
      for (const [key, line] of news) {
        if (shown.get(key) !== line) output.note(line)
        shown.set(key, line)
      }
    },
    [Symbol.dispose]: () => {},
  }
}

function inOrder(stages: readonly StageProgress[]): readonly StageProgress[] {
  return stages.toSorted((a, b) => stageNames.indexOf(a.stage) - stageNames.indexOf(b.stage))
}

function tally({ running, done, failed, ready, waiting }: StageProgress): string {
  const parts = [`${done} done`]
  if (running > 0) parts.push(`${running} running`)
  if (failed > 0) parts.push(`${failed} failed`)
  if (ready + waiting > 0) parts.push(`${ready + waiting} left`)
  return parts.join(', ')
}

const barWidth = 20

function bar({ running, done, failed, ready, waiting }: StageProgress): string {
  const all = running + done + failed + ready + waiting
  const filled = all === 0 ? 0 : Math.round((barWidth * (done + failed)) / all)
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled)
}
