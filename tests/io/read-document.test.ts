import { expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { readDocument } from '../../src/io/read-document.ts'
import type { Page } from '../../src/model.ts'
import type { WebAnswer } from '../../src/stages/read-address.ts'

const url = 'https://search.example/?q=oil'
const page: Page = {
  hash: toId('0'.repeat(64)),
  url,
  finalUrl: url,
  contentType: 'application/json',
  etag: '"1"',
  lastModified: undefined,
  fetchedAt: '2026-11-02T09:00:00.000Z',
}

function read(answer: WebAnswer, { offline = false } = {}) {
  return readDocument(
    url,
    { accept: 'search', signal: AbortSignal.timeout(5_000) },
    {
      web: { get: async () => answer },
      pages: { latest: async () => page, put: async () => {}, bytes: async () => Buffer.from('{}') },
      digest: () => toId('1'.repeat(64)),
      now: () => new Date('2026-11-02T10:00:00.000Z'),
      freshForMs: 0,
      offline,
    },
  )
}

test('a document is called stored when nobody was asked for it, not when its server says that it has not changed', async () => {
  expect(await read({ kind: 'unchanged' })).toEqual({ kind: 'document', text: '{}', finalUrl: url, movedTo: undefined })
  expect(await read({ kind: 'unchanged' }, { offline: true })).toMatchObject({ kind: 'document', isStored: true })
  const told = { etag: undefined, lastModified: undefined, finalUrl: url, contentType: 'application/json' }
  expect(await read({ kind: 'body', bytes: Buffer.from('[]'), ...told })).not.toHaveProperty('isStored')
})
