import { Hono } from 'hono'
import { html, nothing } from '../../core/report/html/markup.ts'
import { Refusal } from '../guard/refusal.ts'
import { newSession, roleOf } from '../guard/session.ts'
import { endSession, giveSession } from '../guard/visitor.ts'
import { layout, secretField } from '../markup/layout.ts'
import { resendPage, unsentFields, unsentIn } from './resend.ts'
import { overdueSchedules } from '../../schedules/overdue.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { staticFile } from '../static/files.ts'
import { frameshiftVersion } from '../../version.ts'

/** What everybody may see: files of the site's look, the form to sign in, and whether the site is well. */
export function openPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/static/:name', (context) => {
    const file = staticFile(context.req.param('name'))
    if (!file) throw new Refusal(404, 'not-found', 'There is nothing under this address')
    return context.body(file.content, 200, { 'content-type': file.type, 'cache-control': 'public, max-age=31536000, immutable' })
  })

  /**
   * For who watches over processes: asks the store, so that a site whose disk is gone is not called well. How many schedules are overdue is said,
   * and is no reason to start the site anew.
   */
  pages.get('/health', async (context) => {
    const overdue = (await overdueSchedules(parts.app)).length
    return context.json({ status: 'ok', version: frameshiftVersion, overdue })
  })

  pages.get('/sign-in', (context) => context.html(signInPage(context, { to: ownPath(context.req.query('to')) })))

  pages.post('/sign-in', (context) => {
    const form = context.get('form')
    const to = ownPath(form.get('to'))
    const unsent = unsentIn(form)
    if (parts.token === undefined) return context.redirect('/', 303)
    const role = roleOf((form.get('token') ?? '').trim(), parts)
    if (role === undefined) {
      parts.log('warn', 'sign-in refused', { client: context.get('client') })
      return context.html(signInPage(context, { to, unsent, mistake: 'This is not the token of this site.' }), 403)
    }
    // A new session: one that somebody has put into the browser before gains nothing.
    const session = newSession(role, parts.app.now().getTime())
    giveSession(context, session, parts.key)
    if ([...unsent].length > 0) {
      context.set('session', session)
      return context.html(resendPage(context, parts, { path: to, form: unsent, message: 'You are signed in again' }))
    }
    return context.redirect(to, 303)
  })

  pages.post('/sign-out', (context) => {
    endSession(context)
    return context.redirect('/sign-in', 303)
  })

  return pages

  /** `to`: where the visitor goes from here. */
  function signInPage(context: SiteContext, { to, mistake, unsent = new URLSearchParams() }: SignIn): string {
    const body = html`<section class="narrow">
      <h1>Sign in</h1>
      ${
        parts.token === undefined
          ? html`<p class="lede">This site has no token: who reaches it may use it. <a href="/">Go on</a></p>`
          : html`<p class="lede">
                The token is what <code>FRAMESHIFT_TOKEN</code> was set to when the site was
                started${parts.readToken === undefined ? '' : html`; with that of <code>FRAMESHIFT_READ_TOKEN</code> you may look at everything and change nothing`}.
              </p>
              ${mistake === undefined ? nothing : html`<p class="mistake" id="mistake" role="alert">${mistake}</p>`}
              <form method="post" action="/sign-in" class="stack">
                ${secretField(context, parts)}
                <input type="hidden" name="to" value="${to}" />
                ${unsentFields(unsent)}
                <label for="token">Token</label>
                <input
                  id="token"
                  name="token"
                  type="password"
                  required
                  autocomplete="current-password"
                  ${mistake === undefined ? nothing : html`aria-invalid="true" aria-describedby="mistake"`}
                />
                <p><button class="main">Sign in</button></p>
              </form>`
      }
    </section>`
    return layout(context, parts, { title: 'Sign in', section: undefined, body })
  }
}

interface SignIn {
  readonly to: string
  readonly mistake?: string
  /** A form that came too late, and is given back after. */
  readonly unsent?: URLSearchParams
}

/** A path of this site, and never an address that leads away from it. */
function ownPath(text: string | null | undefined): string {
  return typeof text === 'string' && /^\/(?![/\\])[^\\\s]{0,500}$/u.test(text) ? text : '/'
}
