import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withRun } from '../../../bench/running/docs-page.ts'
import type { BenchRecord } from '../../../bench/running/record.ts'

const record: BenchRecord = {
  scale: 'whole',
  code: 'abc1234',
  node: '24.0.0',
  machine: '2 × Processor',
  benches: [
    {
      name: 'voices',
      startedAt: '2026-11-29T18:00:00.000Z',
      seconds: 90,
      load: { before: 0.1, after: 1.2 },
      rows: [
        { name: 'voices: speed', unit: 'MB per CPU s', ours: 2.888, peer: { walk: 100, busy: 3 }, ratio: { walk: 0.029 } },
        { name: 'voices: rest', unit: 's', ours: null, peer: {}, ratio: {} },
      ],
    },
    { name: 'runner', startedAt: '2026-11-29T18:02:00.000Z', seconds: 30, load: { before: 1, after: 1 }, skipped: 'no Redis', rows: [] },
  ],
}

test('the table of the page is that of one run, which says what it was run on', () => {
  const page = withRun(readFileSync('docs/bench.md', 'utf8'), record)
  expect(page).toContain('2026-11-29, 2 × Processor, Node 24.0.0, code abc1234, whole inputs; 2 minutes, load of the machine 0.1 to 1.2.')
  expect(page).toMatch(/\| voices: speed +\| MB per CPU s +\| 2\.89 +\| walk +\| 100 +\| 0\.029 +\|/)
  expect(page).toMatch(/\| busy +\| 3 +\| too unsteady to say \|/)
  expect(page).toMatch(/\| voices: rest +\| s +\| not reached \|/)
  expect(page).toContain('- `runner` was skipped: no Redis')
  expect(withRun(page, record)).toBe(page)
})

test('a page without a place for the table is left alone', () => {
  expect(() => withRun('# Speed\n', record)).toThrow(/expected "<!-- npm run/)
})
