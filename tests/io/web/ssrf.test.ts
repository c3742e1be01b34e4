import { expect, test } from 'vitest'
import { isPublicAddress } from '../../../src/io/web/address/public-address.ts'
import { endingOf, listen, onRequest, publicAddress, setTrap, type Ending, type Trap } from './trap.ts'
import { readVectors } from './vectors.ts'

const limits = { headersTimeoutMs: 2000, deadlineMs: 4000, maxWireBytes: 1_000_000, maxDecodedBytes: 1_000_000 }
const asPage = { accept: 'page', validators: undefined, signal: new AbortController().signal } as const

const addresses = readVectors<{ id: string; ip: string; expect: string }>('ssrf-addresses')
test.skipIf(addresses.isAbsent)(`special addresses are told from public ones${addresses.note}`, () => {
  const wrong = addresses.cases.filter(
    ({ ip, expect: wanted }) => wanted !== 'allow-or-block' && isPublicAddress(ip) !== (wanted === 'allow'),
  )
  expect(wrong).toEqual([])
})

const urls = readVectors<{ id: string; url: string; expect: string; dns?: Record<string, string[][]> }>('ssrf-urls')
test.skipIf(urls.isAbsent)(`an address that is not allowed opens no socket, and one that is allowed is read${urls.note}`, async () => {
  await using server = await listen((socket) => onRequest(socket, (path) => socket.end(path === '/robots.txt' ? notFound : page('ok'))))
  const wrong: string[] = []
  for (const { id, url, expect: wanted, dns } of urls.cases) {
    const answers = (host: string) => dns?.[host]?.[0] ?? dns?.['*']?.[0] ?? [publicAddress]
    const trap = setTrap({ port: server.port, limits, resolve: async (host) => answers(host) })
    const ending = await endingOf(trap.web.get(url, asPage))
    const isRight = wanted === 'block' ? isRefused(ending) && trap.connects.length === 0 : wanted !== 'allow' || isBody(ending)
    if (!isRight) wrong.push(`${id} ${url.slice(0, 100)}: ${JSON.stringify(ending).slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
})

const dns = readVectors<{ id: string; url: string; answers: (string | string[])[]; expect: string }>('ssrf-dns')
test.skipIf(dns.isAbsent)(`whatever the DNS answers, and whenever, no socket goes to a private address${dns.note}`, async () => {
  await using server = await listen((socket) => onRequest(socket, (path) => socket.end(path === '/robots.txt' ? notFound : page('ok'))))
  const wrong: string[] = []
  for (const { id, url, answers, expect: wanted } of dns.cases) {
    let lookups = 0
    const resolve = async (): Promise<readonly string[]> => {
      const answer = answers[Math.min(lookups, answers.length - 1)] ?? []
      lookups += 1
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer })
      return answer
    }
    const trap = setTrap({ port: server.port, limits, resolve })
    const endings: Ending[] = []
    for (let round = 0; round < (wanted === 'pinned-or-block' ? 4 : 1); round += 1) endings.push(await endingOf(trap.web.get(url, asPage)))
    const isSafe = trap.connects.every((target) => target.addresses.every(isPublicAddress))
    const [first] = endings
    const isRight =
      isSafe &&
      (wanted === 'pinned-or-block' ||
        (first !== undefined && (wanted === 'allow' ? isBody(first) : isRefused(first) && trap.connects.length === 0)))
    if (!isRight) wrong.push(`${id}: ${JSON.stringify(endings).slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
})

interface Hop {
  readonly status?: number
  readonly location?: string | null
  readonly meta?: string
  readonly html?: string
  readonly refreshHeader?: string
  readonly crossOriginAuth?: boolean
}

const redirects = readVectors<{ id: string; chain: Hop[]; expect: string }>('ssrf-redirects')
test.skipIf(redirects.isAbsent)(`every hop is checked like the first address${redirects.note}`, async () => {
  const wrong: string[] = []
  for (const { id, chain, expect: wanted } of redirects.cases) {
    const heads: string[] = []
    const hops = chain.filter(({ status, refreshHeader }) => status !== undefined || refreshHeader !== undefined)
    const markup = chain.map(({ meta, html }) => meta ?? html ?? '').join('')
    let asked = 0
    await using server = await listen((socket) =>
      onRequest(socket, (path, head) => {
        heads.push(head)
        if (path === '/robots.txt') return socket.end(notFound)
        // A loop goes on: behind the last hop of a chain that shall end in an error stands the last hop again.
        const hop = hops[asked] ?? (wanted.startsWith('error') ? hops.at(-1) : undefined)
        asked += 1
        return socket.end(hop ? hopAnswer(hop, markup) : page('ok'))
      }),
    )
    const trap = setTrap({ port: server.port, limits })
    const ending = await endingOf(trap.web.get('http://public.example.com/start', asPage))
    if (!isRedirectRight(wanted, { chain, ending, trap, heads })) wrong.push(`${id} (${wanted}): ${JSON.stringify(ending).slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
})

function isRedirectRight(wanted: string, seen: { chain: readonly Hop[]; ending: Ending; trap: Trap; heads: readonly string[] }): boolean {
  const { chain, ending, trap, heads } = seen
  if (!trap.connects.every((target) => target.addresses.every(isPublicAddress))) return false
  if (heads.some((head) => /^(?:cookie|authorization):/im.test(head))) return false
  if (wanted === 'block') {
    const isRedirected = chain.some(({ status = 0, location }) => status > 300 && status !== 304 && status < 400 && !leadsHome(location))
    const staysAtHome = trap.connects.every(({ host, port }) => host === 'public.example.com' && (port === 80 || port === 443))
    return staysAtHome && (!isRedirected || isRefused(ending))
  }
  if (wanted === 'allow') return isBody(ending)
  if (wanted.startsWith('error:')) return 'code' in ending && ending.code === wanted.slice('error:'.length)
  return wanted === 'error' ? isRefused(ending) : true
}

/** "http:127.0.0.1" from an http page is a path there, and no address. */
function leadsHome(location: string | null | undefined): boolean {
  const target =
    location && URL.canParse(location, 'http://public.example.com/') ? new URL(location, 'http://public.example.com/') : undefined
  return target?.host === 'public.example.com' && target.username === ''
}

const notFound = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'

function page(text: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

function hopAnswer({ status = 200, location, refreshHeader }: Hop, markup: string): Buffer {
  const lines = [`HTTP/1.1 ${status} Whatever`, 'Content-Type: text/html', `Content-Length: ${markup.length + 2}`]
  if (typeof location === 'string') lines.push(`Location: ${location}`)
  if (refreshHeader !== undefined) lines.push(`Refresh: ${refreshHeader}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\nok${markup}`)
}

function isRefused(ending: Ending): boolean {
  return 'code' in ending
}

function isBody(ending: Ending): boolean {
  return 'kind' in ending && ending.kind === 'body'
}
