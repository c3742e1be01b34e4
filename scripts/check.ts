import { spawnSync } from 'node:child_process'

/** `npm run check`: everything that can be said of the code without running it. Runs all parts, then fails if one has. */
const parts = ['types', 'lint', 'format', 'unused']

const failed = parts.filter((part) => {
  process.stdout.write(`check: ${part}\n`)
  return spawnSync('npm', ['run', '-s', `check:${part}`], { stdio: 'inherit' }).status !== 0
})
process.stdout.write(failed.length === 0 ? `check: ${parts.length} parts, all clean\n` : `check: failed in ${failed.join(', ')}\n`)
process.exitCode = failed.length === 0 ? 0 : 1
