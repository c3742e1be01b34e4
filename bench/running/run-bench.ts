import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Bench, Figures, Metric, Scale } from './bench.ts'
import { median } from './median.ts'
import type { BenchRow } from './record.ts'
import { isSteady } from './steady.ts'

/** Runs every contender in a process of its own, round by round, and sets them side by side. `say` hears of progress and of what failed. */
export async function runBench(bench: Bench, scale: Scale, say: (line: string) => void): Promise<readonly BenchRow[]> {
  const rounds = new Map<string, Figures[]>(bench.contenders.map((contender) => [contender, []]))
  for (let round = 1; round <= bench.rounds; round++) {
    for (const [contender, figures] of rounds) {
      say(`${bench.name}, round ${round} of ${bench.rounds}: ${contender}`)
      const outcome = await measureApart(bench, contender, scale)
      if (typeof outcome === 'string') say(`${bench.name}: ${contender} failed and is left out of this round: ${outcome}`)
      else figures.push(outcome)
    }
  }
  checkSameWork(bench, rounds)
  return bench.metrics.flatMap((metric) => {
    const row = toRow(metric, bench, rounds)
    return bench.floor?.metric === metric.key ? [row, ...aboveFloor(row, bench.floor.contender)] : [row]
  })
}

const contenderScript = fileURLToPath(new URL('contender.ts', import.meta.url))
const figuresSchema = z.record(z.string(), z.number())

/** The figures, or why there are none. */
function measureApart({ name, nodeFlags = [], environment }: Bench, contender: string, scale: Scale): Promise<Figures | string> {
  // What packages print is no part of the result.
  const execArgv = [...process.execArgv, ...nodeFlags]
  const env = { ...process.env, ...environment }
  const child = fork(contenderScript, [scale, name, contender], { execArgv, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let figures: Figures | undefined
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)))
  child.on('message', (message) => (figures = figuresSchema.parse(message)))
  return new Promise((resolve) => {
    child.on('close', (code) => resolve(figures ?? `exit ${code}, ${complaint.match(/^\w*Error.*$/m)?.[0] ?? complaint.trim()}`))
  })
}

function checkSameWork({ name, sameIn }: Bench, rounds: ReadonlyMap<string, readonly Figures[]>): void {
  if (sameIn === undefined) return
  // A contender that does another kind of work, as its bench says, has no such figure.
  const found = [...rounds]
    .flatMap(([contender, figures]) => figures.map((each) => ({ contender, value: each[sameIn] })))
    .filter(({ value }) => value !== undefined)
  if (new Set(found.map(({ value }) => value)).size <= 1) return
  const list = found.map(({ contender, value }) => `${contender} ${value}`).join(', ')
  throw new Error(`Cannot compare in ${name}: expected the same ${sameIn} from all, found ${list}`)
}

function toRow(metric: Metric, bench: Bench, rounds: ReadonlyMap<string, readonly Figures[]>): BenchRow {
  const valuesOf = (contender: string) => (rounds.get(contender) ?? []).flatMap((figures) => figures[metric.key] ?? [])
  const [us, ...peers] = bench.contenders
  const ours = median(valuesOf(us))
  const peer = new Map<string, number>()
  const ratio = new Map<string, number>()
  for (const name of peers) {
    const theirs = median(valuesOf(name))
    if (theirs === undefined) continue
    peer.set(name, theirs)
    if (ours !== undefined && isSteady(valuesOf(us)) && isSteady(valuesOf(name)))
      ratio.set(name, metric.better === 'more' ? ours / theirs : theirs / ours)
  }
  return {
    name: metric.name,
    unit: metric.unit,
    ours: ours ?? null,
    peer: Object.fromEntries(peer),
    ratio: Object.fromEntries(ratio),
  }
}

/** How many times the floor's work ours takes. */
function aboveFloor({ name, ours, peer }: BenchRow, floor: string): readonly BenchRow[] {
  const least = peer[floor]
  if (ours === null || least === undefined) return []
  return [{ name: `${name}, times the work of ${floor}`, unit: 'times', ours: least / ours, peer: {}, ratio: {} }]
}
