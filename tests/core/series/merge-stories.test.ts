import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { mergeStories } from '../../../src/core/series/merge-stories.ts'
import type { StoredStory } from '../../../src/core/series/series.ts'
import type { CoverageStatus, StoryMember } from '../../../src/model.ts'

const member = (id: string, more: Partial<StoryMember> = {}): StoryMember => ({
  articleId: toId(id),
  role: 'related',
  copyOf: undefined,
  sharedShare: undefined,
  relation: undefined,
  sharedSpans: [],
  agency: undefined,
  similarity: 0.5,
  evidence: { names: [], numbers: [] },
  doubtful: false,
  pinned: false,
  ...more,
})

interface StoryOf {
  readonly run: string
  readonly at: string
  readonly members: readonly StoryMember[]
  readonly excluded?: readonly string[]
  readonly status?: CoverageStatus
}

function stored({ run, at, members, excluded = [], status = 'covered' }: StoryOf): StoredStory {
  const outlet = {
    id: toId<'Outlet'>('courier'),
    name: 'Courier',
    homepage: undefined,
    country: undefined,
    language: 'en',
    feeds: [],
    sitemaps: [],
    groups: {},
  }
  const anchor = members[0]?.articleId ?? toId<'Article'>('none')
  return {
    run: toId(run),
    createdAt: at,
    story: {
      anchor,
      members,
      outlets: [{ outlet, status, reason: undefined, sources: [] }],
      searches: [],
      excluded: excluded.map((url) => ({ url, outlet: undefined, stage: 'group' as const, code: 'other-story', reason: '' })),
      harvest: { found: 0, fetched: 0, extracted: 0 },
      failures: [],
    },
  }
}

const itself = (id: string) => id
const idsOf = (stories: ReturnType<typeof mergeStories>) =>
  stories.map(({ id, members }) => [id, members.map(({ articleId }) => articleId)])

test('runs of the same anchor are one story with the articles of all; the newest names it and has the last word', () => {
  const first = stored({ run: 'r1', at: '2026-03-01', members: [member('a', { role: 'anchor' }), member('b'), member('c')] })
  const second = stored({
    run: 'r2',
    at: '2026-03-02',
    members: [member('a', { role: 'anchor' }), member('d')],
    excluded: ['c'],
    status: 'unseen',
  })
  const [story] = mergeStories([second, first], itself)
  expect(story).toMatchObject({ id: 'r2', runs: ['r1', 'r2'], outlets: [{ status: 'covered' }] })
  expect(story?.members.map(({ articleId }) => articleId).toSorted()).toEqual(['a', 'b', 'd'])
})

test('runs whose anchors tell the same event are one story; runs that merely share an article are not', () => {
  const one = stored({
    run: 'r1',
    at: '2026-03-01',
    members: [member('a', { role: 'anchor' }), member('b'), member('x', { similarity: 0.3 })],
  })
  const same = stored({ run: 'r2', at: '2026-03-02', members: [member('b', { role: 'anchor' }), member('c')] })
  const other = stored({ run: 'r3', at: '2026-03-03', members: [member('z', { role: 'anchor' }), member('x', { similarity: 0.6 })] })
  expect(idsOf(mergeStories([one, same, other], itself))).toEqual([
    ['r2', ['a', 'b', 'c']],
    ['r3', ['z', 'x']],
  ])
})

test('two versions of one page are one article: the newer', () => {
  const first = stored({ run: 'r1', at: '2026-03-01', members: [member('a-old', { role: 'anchor' }), member('b-old')] })
  const second = stored({ run: 'r2', at: '2026-03-02', members: [member('a-new', { role: 'anchor' }), member('b-new')] })
  expect(idsOf(mergeStories([first, second], (id) => id.slice(0, 1)))).toEqual([['r2', ['a-new', 'b-new']]])
})

test('an article that may be other news in one story stays in the story that it belongs to, however little that shares with it', () => {
  const first = stored({ run: 'r1', at: '2026-03-01', members: [member('a'), member('x', { doubtful: true, similarity: 0.2 })] })
  const second = stored({ run: 'r2', at: '2026-03-02', members: [member('b'), member('x', { similarity: undefined })] })
  expect(idsOf(mergeStories([first, second], itself))).toEqual([
    ['r1', ['a']],
    ['r2', ['b', 'x']],
  ])
})

test('versions of one article count once over all stories, and a copy is one of the version that is left', () => {
  const address = (id: string) => id.replace(/\d$/, '')
  const first = stored({
    run: 'r1',
    at: '2026-03-01',
    members: [member('a'), member('o1'), member('c', { role: 'copy', copyOf: toId('o1') })],
  })
  const second = stored({ run: 'r2', at: '2026-03-02', members: [member('a'), member('o2')] })
  const third = stored({ run: 'r3', at: '2026-03-03', members: [member('z'), member('o3', { similarity: 0.1 })] })
  const stories = mergeStories([first, second, third], address)
  expect(idsOf(stories)).toEqual([
    ['r2', ['a', 'o2', 'c']],
    ['r3', ['z']],
  ])
  expect(stories[0]?.members.find(({ articleId }) => articleId === 'c')?.copyOf).toBe('o2')
})
