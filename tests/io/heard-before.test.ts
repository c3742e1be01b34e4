import { expect, test } from 'vitest'
import { heardBefore, heardForMs } from '../../src/io/heard-before.ts'
import type { DocumentAnswer } from '../../src/stages/read-sources.ts'

const { signal } = new AbortController()
const refused: DocumentAnswer = { kind: 'refused', code: 'http-404', reason: 'Not here' }
const document: DocumentAnswer = { kind: 'document', text: 'T', finalUrl: 'https://a.example/feed' }

/** A query that has asked for both addresses, and the run after it, which says whom it asks. */
async function queried(access = 'any') {
  let now = 0
  const heard = heardBefore(() => now)
  const answer = async (url: string) => (url.endsWith('gone') ? refused : document)
  for (const url of ['https://a.example/feed', 'https://a.example/gone']) await heard.noting('any', answer)(url, 'feed', signal)
  const asked: string[] = []
  const noting = (kind: string) => async (url: string) => {
    asked.push(`${kind} ${url}`)
    return document
  }
  const read = heard.recalling(access, { ask: noting('web'), fromStore: noting('store') })
  return { asked, read: (url: string) => read(url, 'feed', signal), wait: (ms: number) => (now += ms) }
}

test('a refusal is told again and a document is taken from the store, once each', async () => {
  const { asked, read } = await queried()
  expect(await read('https://a.example/gone')).toEqual(refused)
  await read('https://a.example/feed')
  expect(asked).toEqual(['store https://a.example/feed'])
  await read('https://a.example/gone')
  await read('https://a.example/feed')
  expect(asked.slice(1)).toEqual(['web https://a.example/gone', 'web https://a.example/feed'])
})

test('what is old, was never asked, or was asked under other rules is asked for', async () => {
  const later = await queried()
  later.wait(heardForMs + 1)
  await later.read('https://a.example/gone')
  const elsewhere = await queried('private addresses too')
  await elsewhere.read('https://a.example/gone')
  await elsewhere.read('https://b.example/feed')
  expect([...later.asked, ...elsewhere.asked]).toEqual([
    'web https://a.example/gone',
    'web https://a.example/gone',
    'web https://b.example/feed',
  ])
})
