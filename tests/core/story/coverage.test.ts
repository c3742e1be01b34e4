import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { coverageOf, type Poll } from '../../../src/core/story/coverage.ts'
import type { Exclusion, Outlet } from '../../../src/model.ts'

const outlet: Outlet = {
  id: toId('courier'),
  name: 'Courier',
  homepage: undefined,
  country: undefined,
  language: 'en',
  feeds: [],
  sitemaps: [],
  groups: {},
}
const feed = { url: 'https://courier.example/feed', items: 3, failure: undefined }
const polled: Poll = { outlet: outlet.id, sources: [feed], failure: undefined }
const exclusion = (stage: Exclusion['stage'], code: string): Exclusion => ({
  url: 'https://courier.example/a',
  outlet: outlet.id,
  stage,
  code,
  reason: `because ${code}`,
})
const statusOf = (polls: readonly Poll[], excluded: readonly Exclusion[]) =>
  coverageOf([outlet], { tellers: new Set(), polls, excluded, leads: new Map() })[0]

test('an outlet is silent only when its sources were read and none of its pages was lost', () => {
  expect(statusOf([polled], [exclusion('discover', 'unrelated')])).toMatchObject({ status: 'silent' })
  expect(statusOf([polled], [exclusion('extract', 'paywalled')])).toMatchObject({
    status: 'unseen',
    reason: expect.stringContaining('because paywalled'),
  })
  expect(statusOf([polled], [exclusion('group', 'other-story')])).toMatchObject({ status: 'silent' })
})

test('an outlet whose sources cannot be read, or say nothing that can be judged, is unseen', () => {
  expect(statusOf([{ ...polled, sources: [{ ...feed, failure: 'is a web page' }] }], [])).toMatchObject({
    status: 'unseen',
    reason: expect.stringContaining('is a web page'),
  })
  expect(statusOf([{ ...polled, sources: [] }], [])).toMatchObject({ status: 'unseen' })
  expect(statusOf([polled], [exclusion('discover', 'undecided')])).toMatchObject({ status: 'unseen' })
  expect(statusOf([], [])).toMatchObject({ status: 'unseen' })
})

test('one source of two that was read is enough to call an outlet silent', () => {
  expect(statusOf([{ ...polled, sources: [feed, { ...feed, failure: 'gone' }] }], [])).toMatchObject({ status: 'silent' })
})

test('an outlet whose sources list nothing at all is unseen, as that says nothing of this story either', () => {
  const empty = { ...feed, items: 0 }
  for (const sources of [[empty], [empty, { ...empty, failure: 'gone' }]])
    expect(statusOf([{ ...polled, sources }], [])).toMatchObject({
      status: 'unseen',
      reason: expect.stringContaining('None of its sources lists an article'),
    })
  expect(statusOf([{ ...polled, sources: [empty, feed] }], [])).toMatchObject({ status: 'silent' })
})

test('an outlet with an article in the story covers it, whatever else was lost', () => {
  const [covered] = coverageOf([outlet], {
    tellers: new Set([outlet.id]),
    polls: [polled],
    excluded: [exclusion('fetch', 'http-404')],
    leads: new Map(),
  })
  expect(covered).toMatchObject({ status: 'covered', reason: undefined })
})

test('an outlet that a service says has an article, and whose own sources hold none, is unseen and not silent', () => {
  const leads = new Map([[outlet.id, { title: 'Severia shuts the pipeline', service: 'news-search' }]])
  const [found] = coverageOf([outlet], { tellers: new Set(), polls: [polled], excluded: [], leads })
  expect(found).toMatchObject({
    status: 'unseen',
    reason: expect.stringContaining('news-search names an article of it, “Severia shuts the pipeline”'),
  })
})
