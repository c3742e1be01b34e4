import { setCookie, getCookie, deleteCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import { html } from '../../core/report/html/markup.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { saysOwnOrigin } from './gate.ts'
import { Refusal, UnsentForm } from './refusal.ts'
import { formToken, isSame, newSession, openSession, sealSession, sessionMs, type Session } from './session.ts'

const cookieName = 'frameshift'

/** Knows the visitor again, or takes them for a new guest. */
export function visitor({ app, hosts, key, token }: Pick<SiteParts, 'app' | 'hosts' | 'key' | 'token'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    const now = app.now().getTime()
    const cookie = getCookie(context, cookieName)
    if (cookie === undefined && isLedHere(context)) return context.html(String(comeAgain))
    const known = cookie === undefined ? undefined : openSession(cookie, key, now)
    const session = known ?? newSession('guest', now)
    context.set('session', session)
    context.set('mayChange', token === undefined || session.role === 'in')
    await next()
    // Only a page has forms, and only what is sent with a form is asked for its session again. With a form of another site the browser keeps our cookie back.
    if (!known && saysOwnOrigin(context, hosts) !== 'foreign' && (context.res.headers.get('content-type') ?? '').startsWith('text/html')) {
      giveSession(context, session, key)
    }
  }
}

/**
 * Whether a link of another site leads here. The browser keeps our cookie back then, also from who is signed in: a session given now would take the
 * place of theirs.
 */
function isLedHere(context: SiteContext): boolean {
  const { req } = context
  const isFromElsewhere = /^(?:cross-site|same-site)$/u.test(req.header('sec-fetch-site') ?? '')
  return req.method === 'GET' && isFromElsewhere && req.header('sec-fetch-mode') === 'navigate'
}

/** Loads the same address once more, this time from a page of ours: then the cookie comes with it. */
const comeAgain = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="refresh" content="0" />
      <title>Frameshift</title>
    </head>
    <body>
      <p><a href="">Go on</a></p>
    </body>
  </html>`

/** Makes the browser carry this session from now on. */
export function giveSession(context: SiteContext, session: Session, key: Uint8Array): void {
  setCookie(context, cookieName, sealSession(session, key), {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: sessionMs / 1000,
    secure: cameOverTls(context),
  })
}

/** As the proxy in front of the site says, or the browser. Who pretends it keeps their own cookie from plain HTTP, and nothing else. */
function cameOverTls(context: SiteContext): boolean {
  const [scheme = ''] = (context.req.header('x-forwarded-proto') ?? '').split(',')
  return scheme.trim() === 'https' || context.req.header('origin')?.startsWith('https://') === true
}

export function endSession(context: SiteContext): void {
  deleteCookie(context, cookieName, { path: '/' })
}

/** Leads who is not signed in to the form for it, where there is a token to sign in with. */
export function pageGate({ token }: Pick<SiteParts, 'token'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    if (token === undefined || context.get('session').role !== 'guest') return next()
    if (context.req.method === 'POST')
      throw new UnsentForm(401, { code: 'not-signed-in', message: 'You are not signed in any more', form: context.get('form') })
    const { pathname, search } = new URL(context.req.url)
    return context.redirect(`/sign-in?${new URLSearchParams({ to: pathname + search }).toString()}`, 303)
  }
}

/** Browsers say over TLS, and on their own machine, where a form comes from; over plain HTTP from elsewhere they say nothing. */
function whyForeign(context: SiteContext): string {
  const isUntold = context.req.header('origin') === 'null' && context.req.header('sec-fetch-site') === undefined
  return isUntold
    ? 'Your browser does not say where this form comes from, as over plain HTTP from another machine: reach the site by https'
    : 'This form was not sent from a page of this site'
}

/** Lets a form through that this site gave to this visitor, and reads it. */
export function formGate({ hosts, key }: Pick<SiteParts, 'hosts' | 'key'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    if (context.req.method !== 'POST') return next()
    if (!/^application\/x-www-form-urlencoded\b/iu.test(context.req.header('content-type') ?? '')) {
      throw new Refusal(415, 'content-type', 'Forms are sent as application/x-www-form-urlencoded; programs use /api')
    }
    if (saysOwnOrigin(context, hosts) !== 'own') throw new Refusal(403, 'foreign-form', whyForeign(context))
    const form = new URLSearchParams(await context.req.text())
    const given = form.get('form') ?? ''
    form.delete('form')
    if (!isSame(given, formToken(context.get('session'), key)))
      throw new UnsentForm(403, { code: 'form-old', message: 'This form is older than your session', form })
    context.set('form', form)
    return next()
  }
}
