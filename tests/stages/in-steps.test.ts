import { expect, test } from 'vitest'
import type { Steps } from '../../src/core/steps.ts'
import { inSteps } from '../../src/stages/in-steps.ts'

test('inSteps gives way between two steps, and gives back what the work comes to', async () => {
  const log: string[] = []
  const giveWay = async () => {
    log.push('others')
  }
  expect(await inSteps(counting(log), { giveWay }, new AbortController().signal)).toBe('done')
  expect(log).toEqual(['step 1', 'others', 'step 2', 'others', 'step 3'])
})

test('inSteps ends at the next step once the signal is aborted', async () => {
  const log: string[] = []
  const stop = new AbortController()
  const giveWay = async () => stop.abort(new Error('Told to stop'))
  await expect(inSteps(counting(log), { giveWay }, stop.signal)).rejects.toThrow('Told to stop')
  expect(log).toEqual(['step 1'])
})

function* counting(log: string[]): Steps<string> {
  log.push('step 1')
  yield
  log.push('step 2')
  yield
  log.push('step 3')
  return 'done'
}
