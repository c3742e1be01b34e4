import { expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { announcedBy } from '../../src/stages/announced-by.ts'
import { endedCoverage } from '../../src/stages/ended-coverage.ts'
import { gather } from '../../src/stages/gather.ts'
import type { Ended } from '../../src/stages/stage.ts'

const url = 'https://north.example/oil'
const outlet = { id: toId<'Outlet'>('north'), name: 'North', feeds: [], sitemaps: [], groups: {} }
const page = toId<'Sha256'>('a'.repeat(64))
const reading = { source: { kind: 'url', url }, role: 'related', named: false, outlet: outlet.id }

/** An outlet announces an article, which is fetched and read; another address is lost. Outputs are handed out once. */
function joinedOnce(): readonly Ended[] {
  const done = (stage: Ended['stage'], input: unknown, output: unknown): Ended => {
    let left = 1
    return {
      stage,
      input,
      outcome: {
        kind: 'done',
        get output() {
          if (left-- === 0) throw new Error(`the output of ${stage} is read twice`)
          return output
        },
      },
    }
  }
  const asked = { kind: 'outlet', outlet: outlet.id, anchor: 'anchor' }
  return [
    done('discover', asked, { kind: 'outlet', outlet, readings: [reading], excluded: [], sources: [{ url: `${url}/feed`, items: 1 }] }),
    done('fetch', reading, { kind: 'page', url, page, finalUrl: url, format: 'html' }),
    done(
      'extract',
      { page, url, format: 'html', role: 'related', named: false },
      { kind: 'article', article: 'article', role: 'related', named: false },
    ),
    { stage: 'fetch', input: reading, outcome: { kind: 'failed', code: 'http-timeout', message: 'No answer' } },
  ]
}

test('how the jobs of the coverage ended is read once, for what was gathered and for who announced it', () => {
  const ended = endedCoverage(joinedOnce())
  expect(gather(ended)).toMatchObject({
    articles: new Map([['article', false]]),
    counts: { found: 3, fetched: 2, extracted: 2 },
    excluded: [{ url, code: 'http-timeout' }],
    polls: [{ outlet: 'north', sources: [{ items: 1 }] }],
  })
  expect(announcedBy(ended)).toEqual(new Map([['article', new Set(['outlet'])]]))
})

test('a job that has no place in the join is a mistake of ours, however it ended', () => {
  const done = { stage: 'score', input: {}, outcome: { kind: 'done', output: {} } } as const
  expect(() => endedCoverage([done])).toThrow(expect.objectContaining({ code: 'join-unexpected' }))
})
