import { expect, test } from 'vitest'
import { longAnswers } from '../../../src/web/work/lexicons/long-answers.ts'

test('an answer that is not there yet tells how far it has come, is worked out once for all who ask, and is kept', async () => {
  await using answers = longAnswers<string>(2)
  const work = Promise.withResolvers<string>()
  let made = 0
  const look = (patienceMs: number) =>
    answers.look(
      'a',
      ({ onProgress }) => {
        made += 1
        onProgress?.({ done: 3, of: 10 })
        return work.promise
      },
      patienceMs,
    )
  expect(await Promise.all([look(0), look(0)])).toEqual([
    { kind: 'working', done: 3, of: 10 },
    { kind: 'working', done: 3, of: 10 },
  ])
  work.resolve('found')
  expect(await look(10_000)).toEqual({ kind: 'ready', value: 'found' })
  expect(made).toBe(1)
})

test('work that failed is told to who asks next, and then begun anew', async () => {
  await using answers = longAnswers<string>(2)
  const failing = Promise.withResolvers<string>()
  expect(await answers.look('a', () => failing.promise, 0)).toMatchObject({ kind: 'working' })
  failing.reject(new Error('no store'))
  await expect(answers.look('a', async () => 'never asked', 10_000)).rejects.toThrow('no store')
  expect(await answers.look('a', async () => 'found', 10_000)).toEqual({ kind: 'ready', value: 'found' })
})

test('of more answers than are kept the oldest is let go, and its work is stopped; so is all work at the end', async () => {
  const stopped: string[] = []
  const answers = longAnswers<string>(2)
  const look = (key: string) =>
    answers.look(
      key,
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            stopped.push(key)
            reject(new Error('stopped'))
          })
        }),
      0,
    )
  for (const key of ['a', 'b', 'c']) await look(key)
  expect(stopped).toEqual(['a'])
  await answers[Symbol.asyncDispose]()
  expect(stopped).toEqual(['a', 'b', 'c'])
})

test('who waits for an answer that is let go is told that it is still worked out, and not a fault', async () => {
  await using answers = longAnswers<string>(1)
  const waiting = answers.look('a', ({ signal }) => untilStopped(signal), 10_000)
  await answers.look('b', async () => 'found', 10_000)
  expect(await waiting).toEqual({ kind: 'working', done: 0, of: 0 })
  expect(await answers.look('a', async () => 'found', 10_000)).toEqual({ kind: 'ready', value: 'found' })
})

function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')))
  })
}
