import { expect, test } from 'vitest'
import { openBundle } from '../../src/bundle/open.ts'
import { verifyReport } from '../../src/bundle/verify.ts'

const example = 'examples/report'

test('the finished report of the example is whole: every file and every page is as it was published', async () => {
  const { mistakes, inputs } = await openBundle(example)
  expect(mistakes).toEqual([])
  expect(inputs?.pages.length).toBeGreaterThan(20)
})

test('it can be made again, and where the code is the one that made it, to the same bytes (npm run example makes it anew)', async () => {
  const { compared, mistakes, versions } = await verifyReport(example, AbortSignal.timeout(60_000))
  expect(compared.length).toBeGreaterThan(10)
  // Other code may put other words into a report; it may not lose its inputs.
  const unexpected = versions.length === 0 ? mistakes : mistakes.filter((line) => !line.includes('comes out otherwise'))
  expect(unexpected).toEqual([])
})
