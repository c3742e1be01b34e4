import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { stat } from 'node:fs/promises'
import { benches } from '../bench/benches.ts'
import { runBench, type BenchRow } from '../bench/run-bench.ts'
import { toTable } from '../bench/table.ts'

/** `npm run bench [-- [--json] [--only] NAME…]`: speed side by side with peers, all in one run. The table goes to stdout, progress to stderr. */
const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('-'))
const known = benches.map(({ name }) => name)
const mistake = args.find((arg) => (arg.startsWith('-') ? !['--json', '--only'].includes(arg) : !known.includes(arg)))

if (mistake === undefined) await bench()
else {
  say(`Cannot bench "${mistake}": expected --json, --only, or some of ${known.join(', ')}`)
  process.exitCode = 2
}

async function bench(): Promise<void> {
  const loadBefore = minuteLoad()
  const rows: BenchRow[] = []
  for (const bench of benches) {
    if (names.length > 0 && !names.includes(bench.name)) continue
    const missing = (await bench.missing()) ?? (bench.needsPeers ? await installPeers() : undefined)
    if (missing === undefined) rows.push(...(await runBench(bench, say)))
    else say(`${bench.name} is skipped: ${missing}`)
  }
  say(`Load of the machine, last minute: ${loadBefore.toFixed(1)} before, ${minuteLoad().toFixed(1)} after`)
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(rows, undefined, 2)}\n` : `${toTable(rows)}\n`)
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
