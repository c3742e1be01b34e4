import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { PipelineError } from '../../../../src/errors.ts'
import { systemNetwork, type Network } from '../../../../src/io/web/request/network.ts'
import { createWeb } from '../../../../src/io/web/web.ts'
import { openStore } from '../../../../src/io/store/store.ts'
import { sitesOf, startPress, type Print, type PressRequest } from '../../../press/press.ts'

const hostIntervalMs = 120
const retryAfterMs = 1000

test(
  'two gates that share a store call nothing forbidden, nothing early, and nothing unconditionally that is stored',
  { timeout: 60_000 },
  async () => {
    const pages = Object.fromEntries(
      Array.from({ length: 8 }, (_, page) => [`/open/${page}`, { body: `page ${page}`, etag: `"v${page}"` }]),
    )
    const busy: Print = (_request, times) =>
      times === 1 ? { status: 429, headers: { 'retry-after': String(retryAfterMs / 1000) } } : 'calm again'
    await using press = await startPress(
      sitesOf({
        'one.example': { ...pages, '/closed/1': 'no', '/robots.txt': 'User-agent: *\nDisallow: /closed/' },
        'two.example': { '/busy': busy, '/open/1': 'x' },
      }),
    )
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-polite-'))
    await using store = await openStore(folder, { now: Date.now })
    const gates = [gateOf(), gateOf()]
    const stored = new Map<string, string>()
    const endings: unknown[] = []
    const urls = [...Object.keys(pages), ...Object.keys(pages), '/closed/1'].map((path) => `http://one.example${path}`)
    const work = [...urls, 'http://two.example/busy', 'http://two.example/open/1'].map((url, index) => patiently(url, index % 2))
    await Promise.all(work)
    for (const gate of gates) await gate[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })

    expect(press.log.filter(({ path }) => path.startsWith('/closed'))).toEqual([])
    for (const host of ['one.example', 'two.example']) {
      const requests = press.log.filter((request) => request.host === host)
      expect(Math.min(...gapsOf(requests))).toBeGreaterThanOrEqual(hostIntervalMs)
    }
    const two = press.log.filter(({ host, path }) => host === 'two.example' && path !== '/robots.txt')
    const refusedAt = two.findIndex(({ path }) => path === '/busy')
    expect((two[refusedAt + 1]?.at ?? Number.POSITIVE_INFINITY) - (two[refusedAt]?.at ?? 0)).toBeGreaterThanOrEqual(retryAfterMs)
    const reads = press.log.filter(({ host, path }) => host === 'one.example' && path in pages)
    const again = reads.filter(({ path }, index) => reads.findIndex((earlier) => earlier.path === path) < index)
    expect(reads).toHaveLength(16)
    expect(again.map(({ path, headers }) => [path, headers['if-none-match']])).toEqual(again.map(({ path }) => [path, pages[path]?.etag]))
    expect(endings.filter((kind) => kind === 'unchanged')).toHaveLength(8)

    function gateOf() {
      const network = { headersTimeoutMs: 2000, deadlineMs: 4000, maxWireBytes: 1e6, maxDecodedBytes: 1e6, hostIntervalMs }
      // At a public address, so that there is a pace to keep.
      const system: Network = {
        resolve: async () => ['93.184.216.34'],
        connect: (target) => systemNetwork.connect({ ...target, addresses: ['127.0.0.1'], host: '127.0.0.1', port: press.port }),
      }
      const resolve = ['*.example=93.184.216.34']
      return createWeb({
        network,
        contact: '',
        version: '0',
        allowPrivate: [],
        resolve,
        clock: store.hosts,
        robots: store.robots,
        now: Date.now,
        system,
      })
    }

    /** As a runner would: comes back when told to. The second round of an address begins when the first is stored. */
    async function patiently(url: string, gate: number): Promise<void> {
      const isSecond = stored.has(url)
      if (!isSecond) stored.set(url, '')
      for (;;) {
        const etag = stored.get(url)
        if (isSecond && etag === '' && !url.includes('closed')) {
          await pause(50)
          continue
        }
        try {
          const validators = isSecond ? { etag, lastModified: undefined } : undefined
          const answer = await gates[gate]?.get(url, { accept: 'page', validators, signal: new AbortController().signal })
          if (answer?.kind === 'body') stored.set(url, answer.etag ?? '')
          endings.push(answer?.kind)
          return
        } catch (error) {
          if (!(error instanceof PipelineError) || typeof error.retry === 'string') throw error
          await pause(error.retry.afterMs)
        }
      }
    }
  },
)

function gapsOf(requests: readonly PressRequest[]): readonly number[] {
  return requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
}
