import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readVectors } from '../io/web/vectors.ts'
import { isAmong } from './statuses.ts'
import { ask, openTestSite, type TestSite } from './test-site.ts'

interface BodyCase {
  readonly id: string
  readonly body: string
  readonly contentType: string
  readonly expect: string
  readonly why: string
}

interface IdCase {
  readonly id: string
  readonly value: string
  readonly where: readonly string[]
}

const bodies = readVectors<BodyCase>('api-json')
const ids = readVectors<IdCase>('ids')

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})

afterAll(() => site[Symbol.asyncDispose]())

describe.skipIf(bodies.isAbsent)(`bodies of writing routes${bodies.note}`, () => {
  test.each(bodies.cases)('$id $why', async ({ body, contentType, expect: expected }) => {
    const started = site.started.length
    const routes = site.routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/api/') && !path.includes('*'))
    expect(routes.length).toBeGreaterThan(5)
    for (const { path } of routes) {
      const answer = await ask(site, {
        method: 'POST',
        path: path.replaceAll(/:\w+/g, 'nothing-1'),
        headers: { 'content-type': contentType },
        body,
      })
      // Nothing goes out from here: reading an article or an outlet fails, and says so.
      expect(answer.status).toBeLessThan(500)
      expect(answer.body).not.toMatch(/\bat .+\.ts:\d+/)
      expect(JSON.parse(answer.body)).toBeTypeOf('object')
      if (path === '/api/runs' && /^\dxx|^\d\d\d/u.test(expected))
        expect(isAmong(answer.status, expected) || answer.status === 429).toBe(true)
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    // Of two keys the last counts, for the check as for the run.
    const plans = site.started.slice(started)
    if (body.includes('127.0.0.1') && plans.length > 0) expect(plans[0]?.anchor).toMatchObject({ url: 'http://127.0.0.1/' })
  })
})

describe.skipIf(ids.isAbsent)(`ids in addresses and bodies${ids.note}`, () => {
  const places: Readonly<Record<string, (value: string) => readonly string[]>> = {
    'report id': (value) => [`/reports/${value}`, `/api/reports/${value}`],
    'run id': (value) => [`/runs/${value}`, `/api/runs/${value}`],
    'outlet id': (value) => [`/outlets/${value}`],
    'lexicon id': (value) => [`/lexicons/${value}`, `/api/lexicons/${value}`, `/api/lexicons/${value}/lint`],
    'static path': (value) => [`/static/${value}`],
    'export file name': (value) => [`/reports/nothing-1/files/${value}`, `/api/reports/nothing-1/files/${value}`],
  }

  test.each(ids.cases)('$id', async ({ value, where }) => {
    const before = readdirSync(site.dataDir).toSorted()
    for (const place of where) {
      const paths = places[place]
      expect(paths, place).toBeDefined()
      // As a program sends it that escapes what it asks for, and as one that does not, where HTTP lets it.
      const raw = /^[\x21-\x7e]*$/u.test(value) ? (paths?.(value) ?? []) : []
      for (const path of [...(paths?.(encodeURIComponent(value.toWellFormed())) ?? []), ...raw]) {
        const answer = await ask(site, { path })
        expect([400, 404], `${path} answered ${answer.status}`).toContain(answer.status)
        expect(answer.headers).not.toHaveProperty('x')
        expect(answer.body).not.toMatch(/root:|\bat .+\.ts:\d+/)
      }
    }
    for (const body of [
      { url: 'https://example.com/', lexicon: value },
      { url: 'https://example.com/', outlets: [value] },
    ]) {
      const headers = { 'content-type': 'application/json' }
      const { status } = await ask(site, { method: 'POST', path: '/api/runs', headers, body: JSON.stringify(body) })
      expect([400, 404, 429]).toContain(status)
    }
    expect(readdirSync(site.dataDir).toSorted()).toEqual(before)
    expect(existsSync(`${site.dataDir}/../etc`)).toBe(false)
  })
})
