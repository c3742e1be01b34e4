import { expect, test } from 'vitest'
import { checkWebhook } from '../../src/schedules/webhook.ts'

const secret = 'sixteen letters!'
const shut = { allowPrivate: [], resolve: [] }

test.each([
  ['ftp://ops.example/hook', /no http or https address/],
  ['https://user:pass@ops.org/hook', /carries a user name or password/],
  ['https://ops.org:9000/hook', /port 9000.*--allow-private/],
  ['http://localhost/hook', /not the name of a public host/],
  ['soon', /no web address/],
])('%s, which would never be told, is refused when it is named', (url, reason) => {
  expect(() => checkWebhook(url, { secret, access: shut })).toThrow(reason)
})

test('a private receiver is named together with what opens it', () => {
  expect(() => checkWebhook('http://localhost:9000/', { secret, access: { ...shut, allowPrivate: ['localhost:9000'] } })).not.toThrow()
  expect(() => checkWebhook('https://ops.org/', { secret: 'short', access: shut })).toThrow(/FRAMESHIFT_WEBHOOK_SECRET/)
})
