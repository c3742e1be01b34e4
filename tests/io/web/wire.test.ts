import { expect, test } from 'vitest'
import { memoryHostClock, type HostClock } from '../../../src/io/web/polite/ports.ts'
import { endingOf, listen, setTrap, type Ending } from './trap.ts'
import { readVectors } from './vectors.ts'
import { prepareBomb, serveWire, type WireParams } from './wire-server.ts'

interface WireCase {
  readonly id: string
  readonly kind: string
  readonly params: WireParams
  readonly limits: {
    readonly maxWireBytes: number
    readonly maxBodyBytes: number
    readonly headersTimeoutMs: number
    readonly totalTimeoutMs: number
  }
  readonly expect: {
    readonly error?: string
    readonly body?: string | boolean
    readonly retryable?: boolean
    readonly underMs?: number
    readonly heapGrowthMB?: number
    readonly waitMinMs?: number
    readonly waitMaxMs?: number
    readonly parsedBytesMax?: number
  }
}

const wire = readVectors<WireCase>('wire')
const isWatched = ({ expect: wanted }: WireCase) => wanted.heapGrowthMB !== undefined || wanted.underMs !== undefined

test.skipIf(wire.isAbsent)(`servers that break the rules end in the answer they should${wire.note}`, { timeout: 60_000 }, async () => {
  const found = await Promise.all(wire.cases.filter((one) => !isWatched(one)).map(faultsOf))
  expect(found.flat()).toEqual([])
})

test.skipIf(wire.isAbsent)('and those that would cost time or memory cost little of both', { timeout: 180_000 }, async () => {
  const faults: string[] = []
  for (const one of wire.cases.filter(isWatched)) faults.push(...(await faultsOf(one)))
  expect(faults).toEqual([])
})

/** What is wrong with the answer to one case; nothing when all is right. */
async function faultsOf({ id, kind, params, limits, expect: wanted }: WireCase): Promise<readonly string[]> {
  if (kind === 'bomb') prepareBomb(params)
  await using server = await listen(serveWire(kind, params))
  const waits: number[] = []
  const { maxWireBytes, maxBodyBytes, headersTimeoutMs, totalTimeoutMs } = limits
  const trap = setTrap({
    port: server.port,
    limits: { maxWireBytes, maxDecodedBytes: maxBodyBytes, headersTimeoutMs, deadlineMs: totalTimeoutMs },
    clock: watched(waits),
  })
  await using memory = watchMemory()
  const host = params.stage === 'tls-handshake' ? 'https://tls.example.com' : 'http://public.example.com'
  const started = performance.now()
  const ending = await endingOf(
    trap.web.get(`${host}/${'a'.repeat(2000)}`, { accept: 'page', validators: undefined, signal: new AbortController().signal }),
  )
  const tookMs = performance.now() - started
  const parsed = (await trap.robots.get('http://public.example.com'))?.text?.length ?? 0
  const waitMs = 'retry' in ending && typeof ending.retry === 'object' ? ending.retry.afterMs : Math.max(0, ...waits)
  const checks: readonly (readonly [string, boolean])[] = [
    ['ending', isWanted(ending, wanted)],
    ['retry', wanted.retryable === undefined || ('retry' in ending && (ending.retry !== 'never') === wanted.retryable)],
    [`time ${Math.round(tookMs)} ms`, tookMs <= (wanted.underMs ?? Number.POSITIVE_INFINITY)],
    [`memory ${memory.growthMb()} MB`, memory.growthMb() <= (wanted.heapGrowthMB ?? Number.POSITIVE_INFINITY)],
    [`wait ${waitMs} ms`, waitMs >= (wanted.waitMinMs ?? 0) && waitMs <= (wanted.waitMaxMs ?? Number.POSITIVE_INFINITY)],
    [`robots.txt of ${parsed} bytes`, parsed <= (wanted.parsedBytesMax ?? Number.POSITIVE_INFINITY)],
  ]
  const shown = 'code' in ending ? `${ending.code}: ${ending.message}` : ending.kind
  return checks
    .filter(([, isRight]) => !isRight)
    .map(([what]) => `${id} ${kind} ${what}, wanted ${JSON.stringify(wanted)}, got ${shown.slice(0, 200)}`)
}

function isWanted(ending: Ending, { error, body }: WireCase['expect']): boolean {
  if (body !== undefined) return 'kind' in ending && ending.kind === 'body'
  if (error === undefined || error.startsWith('any')) return true
  if (!('code' in ending)) return error.split('|').includes('body')
  return error.split('|').some((name) => name === ending.code || (name === 'http-error' && /^http-\d+$/.test(ending.code)))
}

/** Lets everybody through at once, and writes down the quiet times that were asked for. */
function watched(waits: number[]): HostClock {
  const clock = memoryHostClock(Date.now)
  return {
    take: async (host, intervalMs) => {
      waits.push(intervalMs)
      return clock.take(`${host} ${waits.length}`, 0)
    },
    hold: async (_host, grant) => grant,
    leave: async () => {},
    backOff: async (_host, untilMs) => {
      waits.push(untilMs - Date.now())
    },
  }
}

/** Growth of what the process holds, at its peak; sampled, so a peak of less than 10 ms may go unseen. */
function watchMemory(): { growthMb(): number } & AsyncDisposable {
  const before = held()
  let peak = before
  const timer = setInterval(() => (peak = Math.max(peak, held())), 10)
  return { growthMb: () => Math.round((Math.max(peak, held()) - before) / 1e6), [Symbol.asyncDispose]: async () => clearInterval(timer) }
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
