import { expect, test } from 'vitest'
import { keepLateAnswers } from '../../../src/web/work/apart/keep-late-answers.ts'

const ready = (value: string) => ({ kind: 'ready', value })

test('an answer that came too late is there for who asks the same again, also for the page that is loaded then', async () => {
  const late = Promise.withResolvers<ReturnType<typeof ready>>()
  const answers = [late.promise, Promise.resolve(ready('second'))]
  const asked = keepLateAnswers(() => answers.shift() ?? Promise.resolve(ready('none')))
  expect(await asked.ask(['a'])).toEqual({ kind: 'working', done: 0, of: 0 })
  late.resolve(ready('first'))
  expect(await asked.ask(['a'])).toEqual(ready('first'))
  expect(await asked.ask(['a'])).toEqual(ready('first'))
})

test('who works may say late how far it has come: that is told once, and asked anew', async () => {
  const late = Promise.withResolvers<{ readonly kind: string; readonly value: string }>()
  const answers = [late.promise, Promise.resolve(ready('second'))]
  const asked = keepLateAnswers(() => answers.shift() ?? Promise.resolve(ready('none')))
  await asked.ask(['a'])
  late.resolve({ kind: 'working', value: 'half' })
  expect(await asked.ask(['a'])).toMatchObject({ value: 'half' })
  expect(await asked.ask(['a'])).toEqual(ready('second'))
})

test('what came too late is not told once it is no longer true, nor to who asks something else', async () => {
  const late = Promise.withResolvers<ReturnType<typeof ready>>()
  const answers = [late.promise, Promise.resolve(ready('second')), Promise.resolve(ready('third'))]
  const asked = keepLateAnswers(() => answers.shift() ?? Promise.resolve(ready('none')))
  await asked.ask(['a'])
  late.resolve(ready('first'))
  expect(await asked.ask(['b'])).toEqual(ready('second'))
  asked.forget()
  expect(await asked.ask(['a'])).toEqual(ready('third'))
})

test('why it failed is told to who asks again, and then it is asked anew', async () => {
  const late = Promise.withResolvers<ReturnType<typeof ready>>()
  const answers = [late.promise, Promise.resolve(ready('second'))]
  const asked = keepLateAnswers(() => answers.shift() ?? Promise.resolve(ready('none')))
  await asked.ask(['a'])
  late.reject(new Error('no store'))
  await expect(asked.ask(['a'])).rejects.toThrow('no store')
  expect(await asked.ask(['a'])).toEqual(ready('second'))
})
