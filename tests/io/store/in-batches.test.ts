import { expect, test } from 'vitest'
import { PipelineError } from '../../../src/errors.ts'
import { inBatches } from '../../../src/io/store/ledger/in-batches.ts'

const three = (waiting: number) => Math.min(waiting, 3)
const inOneGroup = { groupOf: () => 'all', share: three }

test('what is asked for at the same time is done together, the rest in the next batches, and each gets its own answer', async () => {
  const batches: number[][] = []
  const double = inBatches(async (items: readonly number[]) => {
    batches.push([...items])
    return items.map((item) => () => item * 2)
  }, inOneGroup)
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
  expect(await double(5)).toBe(10)
  expect(batches).toEqual([[1, 2, 3], [4], [5]])
})

test('what came of a batch can be sent on before the next is begun', async () => {
  const seen: string[] = []
  const ask = inBatches(
    async (items: readonly number[]) => {
      seen.push(`work on ${items.join(' and ')}`)
      return items.map((item) => () => item)
    },
    { groupOf: () => 'all', share: () => 2 },
  )
  const first = ask(1).then(() => process.nextTick(() => seen.push('1 is sent on')))
  await Promise.all([first, ask(2), ask(3)])
  expect(seen).toEqual(['work on 1 and 2', '1 is sent on', 'work on 3'])
})

test('groups do not wait for each other', async () => {
  const gate = Promise.withResolvers<void>()
  const ask = inBatches(
    async (items: readonly string[]) => {
      if (items[0] === 'slow') await gate.promise
      return items.map((item) => () => item)
    },
    { groupOf: (item) => item, share: three },
  )
  const slow = ask('slow')
  expect(await ask('quick')).toBe('quick')
  gate.resolve()
  expect(await slow).toBe('slow')
})

test('an error that one item causes is borne by that item alone', async () => {
  const ask = inBatches(async (items: readonly number[]) => {
    if (items.includes(2)) throw new TypeError('2 is no item')
    return items.map((item) => () => item)
  }, inOneGroup)
  const results = await Promise.allSettled([1, 2, 3].map(ask))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a fault of the store is told to all at once, and the next are tried anew', async () => {
  let tries = 0
  const ask = inBatches(async (items: readonly number[]) => {
    tries += 1
    if (tries === 1) throw new PipelineError('store-busy', 'Busy', { retry: 'later' })
    return items.map((item) => () => item)
  }, inOneGroup)
  const results = await Promise.allSettled([1, 2].map(ask))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(tries).toBe(1)
  expect(await ask(3)).toBe(3)
})

test('an answer that cannot be read costs nobody else his own', async () => {
  const ask = inBatches(async (items: readonly string[]) => items.map((item) => (): unknown => JSON.parse(item)), inOneGroup)
  const results = await Promise.allSettled(['1', '{', '3'].map(ask))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
