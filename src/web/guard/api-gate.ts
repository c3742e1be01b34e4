import type { MiddlewareHandler } from 'hono'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { saysOwnOrigin } from './gate.ts'
import { Refusal } from './refusal.ts'
import { isSame } from './session.ts'

/** Lets programs in: the token in the `Authorization` header, and for writing JSON that no page of another site can send. */
export function apiGate({ hosts, token }: Pick<SiteParts, 'hosts' | 'token'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    if (token !== undefined && !isSame(bearerOf(context) ?? '', token)) {
      throw new Refusal(401, 'token-needed', 'Expected the header "Authorization: Bearer TOKEN" with the token of this site', {
        'www-authenticate': 'Bearer',
      })
    }
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
