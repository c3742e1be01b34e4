import type { MiddlewareHandler } from 'hono'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { saysOwnOrigin } from './gate.ts'
import { isLooking, readOnly } from './may-change.ts'
import { Refusal } from './refusal.ts'
import { roleOf } from './session.ts'

/** Lets programs in: a token in the `Authorization` header, and for writing the one that opens everything and JSON that no page of another site can send. */
export function apiGate({ hosts, token, readToken }: Pick<SiteParts, 'hosts' | 'token' | 'readToken'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    const role = token === undefined ? 'in' : roleOf(bearerOf(context) ?? '', { token, readToken })
    if (role === undefined) {
      throw new Refusal(401, 'token-needed', 'Expected the header "Authorization: Bearer TOKEN" with the token of this site', {
        'www-authenticate': 'Bearer',
      })
    }
    context.set('mayChange', role === 'in')
    if (role === 'reader' && !isLooking(context)) throw readOnly()
    if (context.req.method === 'POST') {
      if (saysOwnOrigin(context, hosts) === 'foreign') throw new Refusal(403, 'foreign-origin', 'Pages of other sites may not write here')
      if (!/^application\/json\s*(?:;|$)/iu.test(context.req.header('content-type') ?? '')) {
        throw new Refusal(415, 'content-type', 'Expected the header "Content-Type: application/json"')
      }
    }
    await next()
  }
}

function bearerOf(context: SiteContext): string | undefined {
  return /^bearer\s+(\S{1,4096})\s*$/iu.exec(context.req.header('authorization') ?? '')?.[1]
}
