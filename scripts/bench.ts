import { spawnSync } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Bench } from '../bench/running/bench.ts'
import { benchesAt } from '../bench/benches.ts'
import { withRun } from '../bench/running/docs-page.ts'
import { readRecord, writeRecord, type BenchRecord } from '../bench/running/record.ts'
import { runBench } from '../bench/running/run-bench.ts'
import { toTable } from '../bench/running/table.ts'

/**
 * `npm run bench [-- --json --quick --resume --docs --against PEER… --only NAME…]`: speed side by side with peers, all in one run. The table goes
 * to stdout, progress to stderr, and what has been measured to `.tmp/bench.json` after each comparison.
 */
const recordFile = '.tmp/bench.json'
const page = 'docs/bench.md'
const options = await readOptions(process.argv.slice(2))
if (typeof options === 'string') {
  say(options)
  process.exitCode = 2
} else await bench(options)

interface Options {
  readonly json: boolean
  readonly quick: boolean
  /** Goes on from a run that was stopped. */
  readonly resume: boolean
  /** Puts the table into the page of `docs/`. */
  readonly docs: boolean
  /** Names of comparisons; none: all but those that run only when they are named. */
  readonly only: readonly string[]
  /** Names of peers; none: all. */
  readonly against: readonly string[]
}

/** What was asked for, or what is wrong with it. */
async function readOptions(args: readonly string[]): Promise<Options | string> {
  const many = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: flag, quick: flag, resume: flag, docs: flag, only: many, against: many },
      allowPositionals: true,
    })
    const only = [...(values.only ?? []), ...positionals]
    const against = values.against ?? []
    const benches = await benchesAt('whole')
    const names = benches.map(({ name }) => name)
    const peers = new Set(benches.flatMap(({ contenders }) => contenders.slice(1)))
    const unknown = only.find((name) => !names.includes(name))
    if (unknown !== undefined) return `Cannot bench "${unknown}": expected some of ${names.join(', ')}`
    const stranger = against.find((name) => !peers.has(name))
    if (stranger !== undefined) return `Cannot bench against "${stranger}": expected some of ${[...peers].join(', ')}`
    return { ...values, only, against }
  } catch (cause) {
    return `Cannot bench: ${cause instanceof Error ? cause.message : 'unknown'}; expected --json, --quick, --resume, --docs, --only NAME and --against PEER`
  }
}

async function bench(options: Options): Promise<void> {
  const record = await begin(options)
  const chosen = (await benchesAt(record.scale)).filter(({ name, onlyNamed }) =>
    options.only.length > 0 ? options.only.includes(name) : onlyNamed !== true,
  )
  const left = chosen.filter(({ name }) => !record.benches.some((done) => done.name === name))
  if (left.length < chosen.length) say(`Going on: ${chosen.length - left.length} of ${chosen.length} comparisons are in ${recordFile}`)
  for (const [index, found] of left.entries()) {
    const place = chosen.length - left.length + index + 1
    record.benches.push(await measure(against(found, options), { record, label: `[${place}/${chosen.length}]` }))
    await writeRecord(recordFile, record)
  }
  if (options.docs) await writeFile(page, withRun(await readFile(page, 'utf8'), record))
  const rows = record.benches.flatMap((each) => each.rows)
  process.stdout.write(options.json ? `${JSON.stringify(rows, undefined, 2)}\n` : `${toTable(rows)}\n`)
}

/** A new record, or that of the run to go on with. Code that has changed since makes figures that do not belong together. */
async function begin({ quick, resume }: Options): Promise<BenchRecord> {
  const scale = quick ? 'quick' : 'whole'
  const code = git('describe', '--always', '--dirty')
  const before = resume ? await readRecord(recordFile) : undefined
  if (before?.code === code && before.scale === scale) return before
  if (resume) say(`Nothing to go on with: ${recordFile} has no run of this code (${code}, ${scale})`)
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`
  return { scale, code, node: process.versions.node, machine, benches: [] }
}

/** Without the peers that nobody asked for. */
function against(bench: Bench, { against: wanted }: Options): Bench {
  const [us, ...peers] = bench.contenders
  return { ...bench, contenders: [us, ...peers.filter((peer) => wanted.length === 0 || wanted.includes(peer))] }
}

interface Place {
  readonly record: BenchRecord
  readonly label: string
}

async function measure(bench: Bench, { record, label }: Place): Promise<BenchRecord['benches'][number]> {
  const started = Date.now()
  const before = minuteLoad()
  const missing = (await bench.missing()) ?? (bench.needsPeers ? await installPeers() : undefined)
  const rows = missing === undefined ? await runBench(bench, record.scale, (line) => say(`${label} ${line}`)) : []
  const load = { before, after: minuteLoad() }
  const seconds = (Date.now() - started) / 1000
  const how = missing === undefined ? `${seconds.toFixed(0)} s` : `skipped: ${missing}`
  say(`${label} ${bench.name}: ${how}; load of the machine, last minute: ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after`)
  return {
    name: bench.name,
    startedAt: new Date(started).toISOString(),
    seconds,
    load,
    ...(missing !== undefined && { skipped: missing }),
    rows: [...rows],
  }
}

/** Puts the packages to compare with into `bench/node_modules`, where they are not there yet. Gives the reason if that fails. */
async function installPeers(): Promise<string | undefined> {
  const [wanted, there] = await Promise.all([changedAt('bench/package-lock.json'), changedAt('bench/node_modules/.package-lock.json')])
  if (there >= wanted && there > 0) return undefined
  say('Installing the packages to compare with into bench/node_modules')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: 'bench',
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return status === 0 ? undefined : 'npm ci failed in bench/'
}

async function changedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.mtimeMs ?? 0
}

function git(...args: readonly string[]): string {
  return spawnSync('git', args, { encoding: 'utf8' }).stdout?.trim() || 'unknown'
}

function minuteLoad(): number {
  return loadavg()[0] ?? 0
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
