import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * `npm test`: the whole suite without the slow lanes, which have commands of their own: `test:faults`; `test:browser` for walks through every
 * page of the site and the series; `test:known-answers` for scores on labelled data. Its last line is of the form "N passed, N failed, N skipped";
 * what was skipped for want of a program is named with the line that installs it. Arguments go to vitest.
 */
const asked = process.argv.slice(2)
const lanes = [
  { askedBy: undefined, files: ['tests/faults/**'] },
  { askedBy: 'tests/browser', files: ['tests/browser/{series,site}.test.ts'] },
  { askedBy: 'tests/core/story', files: ['tests/core/story/bench.test.ts'] },
]
const slowLanes = lanes
  .filter(({ askedBy }) => askedBy === undefined || !asked.some((argument) => argument.startsWith(askedBy)))
  .flatMap(({ files }) => files)
const vitest = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...slowLanes.flatMap((pattern) => ['--exclude', pattern]),
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=.tmp/test-results.json',
    ...asked,
  ],
  { stdio: ['inherit', 'pipe', 'inherit'] },
)
for await (const line of createInterface({ input: vitest.stdout })) process.stdout.write(`${line}\n`)
const exitCode = await new Promise<number>((resolve) => vitest.on('close', (code) => resolve(code ?? 1)))

const { readFile } = await import('node:fs/promises')
const { z } = await import('zod')
const resultsSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int().default(0),
  numFailedTestSuites: z.int(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
})
const results = resultsSchema.parse(JSON.parse(await readFile('.tmp/test-results.json', 'utf8')))
const skipped = results.testResults.flatMap((file) =>
  file.assertionResults.filter(({ status }) => status === 'skipped' || status === 'pending'),
)
for (const { fullName } of skipped) process.stdout.write(`skipped: ${fullName.trim()}\n`)
if (skipped.length > 0) process.stdout.write('What was skipped for want of Redis, PostgreSQL or Chromium runs after: npm run setup:test\n')
// A file that cannot be loaded has no tests that could fail; it counts as one.
const brokenFiles = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
process.stdout.write(`${results.numPassedTests} passed, ${results.numFailedTests + brokenFiles} failed, ${skipped.length} skipped\n`)
process.exitCode = exitCode === 0 && brokenFiles === 0 ? 0 : 1
