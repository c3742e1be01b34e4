import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { stat } from 'node:fs/promises'
import { benches } from '../bench/benches.ts'
import { runBench, type BenchRow } from '../bench/run-bench.ts'
import { toTable } from '../bench/table.ts'

/**
 * `npm run bench [-- [--json] [--against PEER]… [--only] NAME…]`: speed side by side with peers, all in one run. The table goes to stdout, progress to stderr.
 */
const options = readOptions(process.argv.slice(2))
if (typeof options === 'string') {
  say(options)
  process.exitCode = 2
} else await bench(options)

interface Options {
  readonly json: boolean
  /** Names of comparisons; none: all. */
  readonly only: readonly string[]
  /** Names of peers; none: all. */
  readonly against: readonly string[]
}

/** What was asked for, or what is wrong with it. */
function readOptions(args: readonly string[]): Options | string {
  const many = { type: 'string', multiple: true } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, only: many, against: many },
      allowPositionals: true,
    })
    const only = [...(values.only ?? []), ...positionals]
    const against = values.against ?? []
    const names = benches.map(({ name }) => name)
    const peers = new Set(benches.flatMap(({ contenders }) => contenders.slice(1)))
    const unknown = only.find((name) => !names.includes(name))
    if (unknown !== undefined) return `Cannot bench "${unknown}": expected some of ${names.join(', ')}`
    const stranger = against.find((name) => !peers.has(name))
    if (stranger !== undefined) return `Cannot bench against "${stranger}": expected some of ${[...peers].join(', ')}`
    return { json: values.json ?? false, only, against }
  } catch (cause) {
    return `Cannot bench: ${cause instanceof Error ? cause.message : 'unknown'}; expected --json, --only NAME and --against PEER`
  }
}

async function bench({ json, only, against }: Options): Promise<void> {
  const loadBefore = minuteLoad()
  const rows: BenchRow[] = []
  for (const bench of benches) {
    if (only.length > 0 && !only.includes(bench.name)) continue
    const [us, ...peers] = bench.contenders
    const contenders = [us, ...peers.filter((peer) => against.length === 0 || against.includes(peer))] as const
    const missing = (await bench.missing()) ?? (bench.needsPeers ? await installPeers() : undefined)
    if (missing === undefined) rows.push(...(await runBench({ ...bench, contenders }, say)))
    else say(`${bench.name} is skipped: ${missing}`)
  }
  say(`Load of the machine, last minute: ${loadBefore.toFixed(1)} before, ${minuteLoad().toFixed(1)} after`)
  process.stdout.write(json ? `${JSON.stringify(rows, undefined, 2)}\n` : `${toTable(rows)}\n`)
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

function minuteLoad(): number {
  return loadavg()[0] ?? 0
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
