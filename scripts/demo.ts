import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { anchorUrl, examplePress, outletsFile } from '../examples/press/example-press.ts'
import { startPress } from '../tests/press/press.ts'

/**
 * `npm run demo`: starts the example press on this machine, and lets the command line compare how its outlets tell one story. Everything
 * goes over HTTP, through feeds and a sitemap, as it would with real outlets.
 */
const folder = 'reports/demo'
const dataDir = '.frameshift/demo'
await rm(dataDir, { recursive: true, force: true })
await using press = await startPress(await examplePress())

const args = ['compare', anchorUrl, '--outlets', outletsFile, '--out', folder, '--pairs']
for (const rule of press.resolve) args.push('--resolve', rule)
for (const target of press.allowPrivate) args.push('--allow-private', target)
const started = performance.now()
process.exitCode = await run(args)
if (process.exitCode === 0) {
  process.stdout.write(`Done in ${((performance.now() - started) / 1000).toFixed(1)} s. Open ${folder}/report.html in a browser.\n`)
  process.stdout.write(`As a site: FRAMESHIFT_DATA_DIR=${dataDir} npm run -s frameshift -- serve\n`)
}

function run(args: readonly string[]): Promise<number> {
  const node = ['--import', './scripts/node-24.mjs', 'src/cli/main.ts', ...args]
  const child = spawn(process.execPath, node, { stdio: 'inherit', env: { ...process.env, FRAMESHIFT_DATA_DIR: dataDir } })
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}
