import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { isOwnHost, isOwnOrigin, type HostList } from './hosts.ts'
import { rateLimit } from './rate-limit.ts'
import { Refusal } from './refusal.ts'

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

/** Asked of every request before anything else: is it meant for this site, and is it one that the site answers at all. */
export function gate({ hosts }: Pick<SiteParts, 'hosts'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    if (!isOwnHost(context.req.header('host'), hosts)) {
      throw new Refusal(
        421,
        'host-unknown',
        'The name in this address is not one of this site: add it to web.hostNames in config/settings.yaml (of http://192.168.1.5:4173 that is 192.168.1.5), and start the site again',
      )
    }
    if (climbs(context)) throw new Refusal(400, 'path', 'An address of this site has no dots between slashes')
    if (!methods.has(context.req.method))
      throw new Refusal(405, 'method', 'Only GET, HEAD and POST are answered here', { allow: 'GET, HEAD, POST' })
    await next()
  }
}

/** Whether the path goes up or stays in place, as no browser sends it: it is refused as it was sent, before a parser takes the dots out. */
function climbs(context: SiteContext): boolean {
  const { data } = rawSchema.safeParse(context.env)
  return data !== undefined && /[/\\](?:\.|%2e){1,2}(?:[/\\?#]|$)/iu.test(data.incoming.url.split('?')[0] ?? '')
}

const rawSchema = z.object({ incoming: z.object({ url: z.string() }) })

/** Largest body of a request. */
const maxBodyBytes = 256 * 1024

/** Ends a request whose body is larger, before it has been read whole; packed bodies are refused, because they are larger than they look. */
export function smallBody(): readonly MiddlewareHandler<SiteEnv>[] {
  const unpacked: MiddlewareHandler<SiteEnv> = async (context, next) => {
    const coding = context.req.header('content-encoding')
    if (coding !== undefined && coding.toLowerCase() !== 'identity')
      throw new Refusal(415, 'content-encoding', 'Send the body as it is, not packed')
    await next()
  }
  const onError = () => {
    throw new Refusal(413, 'too-large', `At most ${maxBodyBytes / 1024} KiB are taken`)
  }
  return [unpacked, bodyLimit({ maxSize: maxBodyBytes, onError })]
}

/** Reading is cheap, writing less so; work that goes out to other people's servers is counted for everybody together too. */
const allowances = {
  read: { burst: 1200, perSecond: 100 },
  write: { burst: 240, perSecond: 10 },
  work: { burst: 30, perSecond: 0.2 },
  workOfAll: { burst: 60, perSecond: 0.5 },
  signIn: { burst: 10, perSecond: 0.1 },
} as const

/** Answers 429 to who asks more than a person and a few scripts do. */
export function quota({ app }: Pick<SiteParts, 'app'>): MiddlewareHandler<SiteEnv> {
  const limits = {
    read: rateLimit(allowances.read),
    write: rateLimit(allowances.write),
    work: rateLimit(allowances.work),
    workOfAll: rateLimit(allowances.workOfAll),
    signIn: rateLimit(allowances.signIn),
  }
  return async (context, next) => {
    const now = app.now().getTime()
    const client = clientOf(context)
    context.set('client', client)
    const waits = kindsOf(context.req).map((kind) => limits[kind].take(kind === 'workOfAll' ? 'all' : client, now))
    const wait = Math.max(0, ...waits.map((seconds) => seconds ?? 0))
    if (wait > 0) throw new Refusal(429, 'too-many', `Too many requests: try again in ${wait} s`, { 'retry-after': String(wait) })
    await next()
  }
}

const goesOut =
  /^\/(?:api\/(?:runs|outlets|articles\/recognise|schedules)|new(?:\/recognise)?|example|runs|schedules)(?:\/[\w.-]+\/(?:retry|run))?$|^\/reports\/[\w.-]+\/verify$/u

function kindsOf({ method, path }: { readonly method: string; readonly path: string }): readonly (keyof typeof allowances)[] {
  if (method !== 'POST') return ['read']
  if (path === '/sign-in') return ['signIn']
  return goesOut.test(path) ? ['write', 'work', 'workOfAll'] : ['write']
}

/** The address at the other end; all of one machine where there is none, as in tests that use no socket. */
function clientOf(context: SiteContext): string {
  try {
    return getConnInfo(context).remote.address ?? 'local'
  } catch {
    return 'local'
  }
}

/**
 * Whether a browser sent this on behalf of this site, as far as it says. `Sec-Fetch-Site: none` is a person's own doing: a bookmark, an address
 * typed in.
 */
export function saysOwnOrigin(context: SiteContext, hosts: HostList): 'own' | 'foreign' | 'nothing' {
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  // Pages that send no referrer send no origin with their forms either; then only the other header tells.
  if (origin === 'null' && site === 'same-origin') return 'own'
  if (origin !== undefined && !isOwnOrigin(origin, hosts)) return 'foreign'
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign'
  return origin === undefined && site === undefined ? 'nothing' : 'own'
}
