import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { answerHeaders } from '../../src/web/guard/headers.ts'
import { onlyErrors, refusalOf } from '../../src/web/guard/refusal.ts'

test('whatever is thrown is answered with our headers, also what is no Error', async () => {
  const site = new Hono()
  site.use(answerHeaders(), onlyErrors())
  site.get('/mistake', () => {
    // Unlike what `parse` throws, this class of zod is no `Error`.
    throw new z.ZodError([{ code: 'custom', path: ['unless'], message: 'it cannot be read', input: undefined }])
  })
  site.onError((error, context) => context.text(refusalOf(error).message, refusalOf(error).status))
  const answer = await site.request('/mistake')
  expect(answer.status).toBe(400)
  expect(await answer.text()).toBe('unless: it cannot be read')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})
