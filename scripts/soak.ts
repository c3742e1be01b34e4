import { spawnSync } from 'node:child_process'
import { numberArgument } from './number-argument.ts'

/**
 * `npm run soak -- MINUTES`: the cases with deaths, a failing Redis and a failing store again and again, each round with another seed, until
 * the time is over (30 minutes unless told) or one fails. The seed of a failed round is printed, so that it can be run again.
 */
const minutes = numberArgument(process.argv[2], { name: 'the minutes', usual: 30 })
const until = Date.now() + minutes * 60_000
let seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_000)
let rounds = 0
process.exitCode = 0
while (Date.now() < until && process.exitCode === 0) {
  rounds += 1
  seed += 1
  console.log(`round ${rounds}: FAULT_SEED=${seed}`)
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=2', 'tests/faults'], {
    stdio: 'inherit',
    env: { ...process.env, FAULT_SEED: String(seed) },
  })
  process.exitCode = status ?? 1
}
console.log(process.exitCode === 0 ? `${rounds} rounds, nothing lost` : `Failed in round ${rounds}: FAULT_SEED=${seed} npm run test:faults`)
