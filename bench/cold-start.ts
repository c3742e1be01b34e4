import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { us, type Bench } from './bench.ts'

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const guard = fileURLToPath(new URL('../scripts/node-24.mjs', import.meta.url))
/** Tells on its way out what a process has used, through a file descriptor that nothing else writes to. */
const meter = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>{const{user,system}=process.cpuUsage();writeSync(3,String((user+system)/1000))})`

/** What a command costs before it does anything, against Node itself. */
export const coldStart: Bench = {
  name: 'cold-start',
  contenders: [us, 'node -e 0'],
  metrics: [
    { key: 'help', name: 'cold start: --help', unit: 'CPU ms', better: 'less' },
    { key: 'compare', name: 'cold start: compare of one file', unit: 'CPU ms', better: 'less' },
  ],
  sameIn: undefined,
  rounds: 5,
  needsPeers: false,
  missing: async () => undefined,
  measure: async (contender) => {
    if (contender !== us) {
      const bare = cpuMsOf(['-e', '0'], tmpdir())
      return { help: bare, compare: bare }
    }
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-cold-start-'))
    try {
      await writeFile(
        join(folder, 'article.txt'),
        `Title: A pact is signed\nOutlet: The Courier\n\n${'The minister called the pact a betrayal. '.repeat(60)}`,
      )
      const command = ['--import', guard, main]
      const compare = cpuMsOf([...command, 'compare', 'article.txt', '--alone', '--offline', '--out', 'report'], folder)
      return { help: cpuMsOf([...command, '--help'], folder), compare }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function cpuMsOf(args: readonly string[], cwd: string): number {
  const { output, status, stderr } = spawnSync(process.execPath, ['--import', meter, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.toString().slice(-500)}`)
  return Number(output[3]?.toString())
}
