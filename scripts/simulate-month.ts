import { seededRandom } from '../src/core/stats/seeded-random.ts'
import { numberArgument } from './number-argument.ts'

/**
 * `node scripts/simulate-month.ts [OUTLETS] [ARTICLES A MONTH] [WORKERS]`: how long articles wait in team mode at a size that nobody here can try. Virtual
 * outlets, stages that only take time, a clock that jumps: outlets publish by the hour of the day, the large ones more; each is polled every
 * 15 minutes; a host is asked every 2 s at most; slots are as many as the usual settings give each worker. Rates are assumed, nothing of it is measured.
 */
const [outletsWritten, articlesWritten, workersWritten] = process.argv.slice(2)
const outletCount = numberArgument(outletsWritten, { name: 'the outlets', usual: 1000 })
const articlesAMonth = numberArgument(articlesWritten, { name: 'the articles a month', usual: 1_000_000 })
const workers = numberArgument(workersWritten, { name: 'the workers', usual: 1 })
const stepS = 0.25
const days = 3
const dayS = 86_400
const pollEveryS = 15 * 60
const paceS = 2
const took = { poll: 1, fetch: 0.5, compute: 0.2 }
const slots = { poll: 4 * workers, fetch: 8 * workers, compute: 2 * workers }

interface Outlet {
  /** Articles a second, on average over a day. */
  readonly rate: number
  nextPollAt: number
  lastPollAt: number
  freeAt: number
  /** When each of its announced articles was announced, the oldest first. */
  readonly announced: number[]
}

const random = seededRandom(7, 'simulate-month')
const shares = Array.from({ length: outletCount }, (_, rank) => 1 / (rank + 10) ** 0.8)
const sum = shares.reduce((all, share) => all + share, 0)
const outlets: readonly Outlet[] = shares.map((share) => {
  const nextPollAt = random() * pollEveryS
  return { rate: (articlesAMonth / 30 / dayS) * (share / sum), nextPollAt, lastPollAt: nextPollAt - pollEveryS, freeAt: 0, announced: [] }
})

const busy = {
  poll: new Array<{ until: number; outlet: Outlet }>(),
  fetch: new Array<{ until: number; since: number }>(),
  compute: new Array<{ until: number; since: number }>(),
}
const pollQueue: Outlet[] = []
const computeQueue: number[] = []
const waits: number[] = []
const pollLate: number[] = []
let [longest, busyFetchS, finished] = [0, 0, 0]

for (let now = 0; now < days * dayS; now += stepS) {
  for (const outlet of outlets) {
    if (outlet.nextPollAt > now) continue
    outlet.nextPollAt += pollEveryS
    pollQueue.push(outlet)
  }
  for (const { outlet } of takeEnded(busy.poll, now)) {
    const expected = outlet.rate * (now - outlet.lastPollAt) * wave(now)
    for (let left = poisson(expected); left > 0; left -= 1) outlet.announced.push(now)
    outlet.lastPollAt = now
  }
  while (busy.poll.length < slots.poll && pollQueue.length > 0) {
    const outlet = pollQueue.shift()
    if (!outlet) break
    pollLate.push(now - (outlet.nextPollAt - pollEveryS))
    busy.poll.push({ until: now + took.poll, outlet })
  }
  for (const { since } of takeEnded(busy.fetch, now)) computeQueue.push(since)
  for (const outlet of outlets) {
    if (busy.fetch.length >= slots.fetch) break
    if (outlet.freeAt > now) continue
    const since = outlet.announced.shift()
    if (since === undefined) continue
    outlet.freeAt = now + paceS
    busy.fetch.push({ until: now + took.fetch, since })
  }
  for (const { since } of takeEnded(busy.compute, now)) {
    waits.push(now - since)
    finished += 1
  }
  while (busy.compute.length < slots.compute && computeQueue.length > 0)
    busy.compute.push({ until: now + took.compute, since: computeQueue.shift() ?? now })
  busyFetchS += busy.fetch.length * stepS
  if (now % 60 === 0) longest = Math.max(longest, computeQueue.length + outlets.reduce((all, { announced }) => all + announced.length, 0))
}

const say = (name: string, value: string) => process.stdout.write(`${name.padEnd(46)} ${value}\n`)
say('outlets, articles a month, workers', `${outletCount}, ${articlesAMonth}, ${workers}`)
say('articles stored in a day', String(Math.round(finished / days)))
say(
  'from announced to scored, median / 95 % / longest',
  [0.5, 0.95, 1].map((share) => `${quantile(waits, share).toFixed(0)} s`).join(' / '),
)
say('polls late, median / longest', [0.5, 1].map((share) => `${quantile(pollLate, share).toFixed(1)} s`).join(' / '))
say('most articles waiting', String(longest))
say('fetch slots in use, on average', `${((100 * busyFetchS) / (slots.fetch * days * dayS)).toFixed(1)} %`)

/** Noon has three times what midnight has. */
function wave(now: number): number {
  return 1 - 0.5 * Math.cos((2 * Math.PI * now) / dayS)
}

function takeEnded<Work extends { readonly until: number }>(works: Work[], now: number): readonly Work[] {
  const ended = works.filter(({ until }) => until <= now)
  if (ended.length > 0) works.splice(0, works.length, ...works.filter(({ until }) => until > now))
  return ended
}

/** By Knuth's method: means are small here. */
function poisson(mean: number): number {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > floor; product *= random()) count += 1
  return count
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
