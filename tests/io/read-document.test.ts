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

function read(answer: WebAnswer, { offline = false, freshForMs = 0, now = '2026-11-02T10:00:00.000Z' } = {}) {
  return readDocument(
    url,
    { accept: 'search', signal: AbortSignal.timeout(5_000) },
    {
      web: { get: async () => answer },
      pages: { latest: async () => page, put: async () => {}, bytes: async () => Buffer.from('{}') },
      digest: () => toId('1'.repeat(64)),
      now: () => new Date(now),
      freshForMs,
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

test('a document is fresh for a while, also by a clock that is a little behind, and not for years by one that was years ahead', async () => {
  const at = (now: string) => read({ kind: 'unchanged' }, { freshForMs: 60_000, now })
  for (const now of ['2026-11-02T09:00:59.000Z', '2026-11-02T08:59:30.000Z']) expect(await at(now)).toMatchObject({ isStored: true })
  for (const now of ['2026-11-02T09:01:01.000Z', '2020-11-02T09:00:00.000Z']) expect(await at(now)).not.toHaveProperty('isStored')
})
