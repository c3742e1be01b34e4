import { spawn } from 'node:child_process'

/**
 * `npm run test:faults`: processes, servers and disks that fail, in two lanes. Each case prints what happened in numbers, and fails when its
 * fault did not happen. `FAULT_SEED` chooses another course; `--nightly` takes the cases that are for a quiet hour instead, to which `npm run soak`
 * belongs. Other arguments go to vitest.
 */
const nightly = 'tests/faults/nightly'
const files = [
  'tests/faults',
  // Pages that hang or eat memory, servers and name servers that misbehave, clocks that change or jump: these are quick, and run in npm test too.
  'tests/io/extract-pool.test.ts',
  'tests/io/web/wire.test.ts',
  'tests/io/web/ssrf.test.ts',
  'tests/runners/schedule.test.ts',
  'tests/runners/redis',
  'tests/schedules',
  'tests/io/store/postgres.test.ts',
]
const isNightly = process.argv.includes('--nightly')
const given = process.argv.slice(2).filter((argument) => argument !== '--nightly')
const asked = given.length > 0 ? given : files
const chosen = isNightly ? [nightly, ...given] : [...asked, '--exclude', `${nightly}/**`]
const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=2', '--testTimeout=240000', ...chosen], {
  stdio: 'inherit',
})
process.exitCode = await new Promise<number>((resolve) => vitest.on('close', (code) => resolve(code ?? 1)))
