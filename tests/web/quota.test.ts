import { expect, test } from 'vitest'
import { ask, openTestSite } from './test-site.ts'

test('to make a run again is counted like to begin one: both go out to other people’s servers', async () => {
  for (const path of ['/new', '/runs/run-1/retry', '/schedules/oil/run', '/api/runs/run-1/retry']) {
    await using site = await openTestSite()
    const answers = await Promise.all(Array.from({ length: 31 }, () => ask(site, { method: 'POST', path })))
    expect(answers.filter(({ status }) => status === 429).length, path).toBe(1)
  }
})
