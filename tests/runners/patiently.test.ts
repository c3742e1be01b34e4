import { expect, test } from 'vitest'
import { PipelineError } from '../../src/errors.ts'
import { patiently } from '../../src/runners/patiently.ts'

const patience = { signal: new AbortController().signal, mostTries: 3, longestWaitMs: 50 }
const busy = (afterMs: number) => new PipelineError('host-busy', 'Not yet', { retry: { afterMs } })

test('a turn is waited for, as often and as long as is said; other faults are told at once', async () => {
  const answers = (...faults: readonly PipelineError[]) => {
    const left = [...faults]
    const ask = async () => {
      const fault = left.shift()
      if (fault) throw fault
      return 'read'
    }
    return { left, ask }
  }
  expect(await patiently(answers(busy(1), busy(1)).ask, patience)).toBe('read')
  await expect(patiently(answers(busy(1), busy(1), busy(1)).ask, patience)).rejects.toThrow('Not yet')
  const long = answers(busy(51), busy(51))
  await expect(patiently(long.ask, patience)).rejects.toThrow('Not yet')
  expect(long.left).toHaveLength(1)
  const down = answers(new PipelineError('timeout', 'No answer', { retry: 'later' }))
  await expect(patiently(down.ask, patience)).rejects.toThrow('No answer')
})
