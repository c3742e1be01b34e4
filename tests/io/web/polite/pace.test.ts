import { expect, test } from 'vitest'
import { PipelineError } from '../../../../src/errors.ts'
import { pace } from '../../../../src/io/web/polite/pace.ts'
import { memoryHostClock } from '../../../../src/io/web/polite/ports.ts'

test('a clock that fails once at the end of a turn does not close the host for as long as the process lives', async () => {
  let now = 0
  const clock = memoryHostClock(() => now)
  let fails = true
  const failing: typeof clock = {
    ...clock,
    leave: async (...left) => {
      await clock.leave(...left)
      if (fails) throw new PipelineError('store-busy', 'The store is locked', { retry: 'later' })
    },
  }
  const lanes = pace(failing, () => now)
  const wish = { intervalMs: 100, patienceMs: 20, signal: new AbortController().signal }
  await expect(lanes.inTurn('a.example', wish, () => Promise.resolve())).rejects.toThrow('locked')
  fails = false
  now += 1000
  expect(await lanes.inTurn('a.example', wish, () => Promise.resolve('read'))).toBe('read')
})
