import { expect, test } from 'vitest'
import { Wakeable } from '../../src/runners/wakeable.ts'

const never = new AbortController().signal

test('sleep ends when it is woken, and says so', async () => {
  const bed = new Wakeable()
  const asleep = bed.sleep(60_000, never)
  bed.wake()
  expect(await asleep).toBe(true)
  expect(await bed.sleep(1, never)).toBe(false)
})

test('a call between two sleeps is not missed', async () => {
  const bed = new Wakeable()
  bed.wake()
  expect(await bed.sleep(60_000, never)).toBe(true)
})

test('an aborted signal ends the sleep and is no waking', async () => {
  const stop = new AbortController()
  const asleep = new Wakeable().sleep(60_000, stop.signal)
  stop.abort()
  expect(await asleep).toBe(false)
})

test('a call that comes when the time is over is no waking: whoever is called all the time gets to the rest of his work', async () => {
  const bed = new Wakeable()
  bed.wake()
  expect(await bed.sleep(0, never)).toBe(false)
})
