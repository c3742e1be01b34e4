import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anchorUrl, examplePress, outletsFile } from '../examples/press/example-press.ts'
import { startPress } from '../tests/press/press.ts'

/**
 * `npm run example`: makes `examples/report` anew, the finished report of the example press with its bundle. Needed where a change moves
 * a byte of it: `report verify examples/report` says so.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'frameshift-example-'))
await using press = await startPress(await examplePress())
const access = [
  ...press.resolve.flatMap((rule) => ['--resolve', rule]),
  ...press.allowPrivate.flatMap((target) => ['--allow-private', target]),
]
const note = 'The example of the documentation: all outlets, people and events are invented.'
const made = await run(['compare', anchorUrl, '--outlets', outletsFile, '--sweep', '--note', note, '--out', 'examples/report', ...access])
process.exitCode = made === 0 ? await run(['report', 'verify', 'examples/report']) : made
await rm(dataDir, { recursive: true, force: true })

function run(args: readonly string[]): Promise<number> {
  const node = ['--import', './scripts/node-24.mjs', 'src/cli/main.ts', ...args]
  const child = spawn(process.execPath, node, { stdio: 'inherit', env: { ...process.env, FRAMESHIFT_DATA_DIR: dataDir } })
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}
