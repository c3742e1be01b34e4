import { html, nothing, type Markup } from '../../core/report/html/markup.ts'
import type { UnsentForm } from '../guard/refusal.ts'
import { layout, secretField } from '../markup/layout.ts'
import type { SiteContext, SiteParts } from '../site-parts.ts'

/** What of a form that came too late travels through the form to sign in, so that no name of the one is taken for one of the other. */
const prefix = 'unsent.'

/** A form that came too late, with all that was sent: to be sent again by whoever sent it, after they have signed in where they have to. */
export function unsentPage(context: SiteContext, parts: SiteParts, { code, message, form }: UnsentForm): string {
  const isOut = parts.token !== undefined && context.get('session').role === 'guest'
  const { pathname, search } = new URL(context.req.url)
  const path = pathname + search
  if (!isOut) return resendPage(context, parts, { path, form, message, code })
  const body = html`<section class="message narrow">
    <h1>Sign in to go on</h1>
    <p class="lede">${message}. Nothing has been done yet, and nothing of what you typed is lost.</p>
    <form method="post" action="/sign-in" class="stack">
      ${secretField(context, parts)} <input type="hidden" name="to" value="${path}" />${unsentFields(form)}
      <label for="token">Token</label>
      <input id="token" name="token" type="password" required autocomplete="current-password" />
      <p class="presses"><button class="main">Sign in</button><a href="/">Home</a></p>
    </form>
    <p class="note">Code <code>${code}</code></p>
  </section>`
  return layout(context, parts, { title: 'Sign in to go on', section: undefined, body })
}

export interface Resent {
  /** Where the form goes. */
  readonly path: string
  readonly form: URLSearchParams
  readonly message: string
  readonly code?: string
}

/** The form bound to the session that there is now: one press sends it. */
export function resendPage(context: SiteContext, parts: SiteParts, { path, form, message, code }: Resent): string {
  const body = html`<section class="message">
    <h1>Send it once more</h1>
    <p class="lede">${message}. Nothing has been done yet, and nothing of what you typed is lost.</p>
    <form method="post" action="${path}">
      ${secretField(context, parts)} ${[...form].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <p class="presses"><button class="main">Send it again</button><a href="/">Home</a></p>
    </form>
    ${code === undefined ? nothing : html`<p class="note">Code <code>${code}</code></p>`}
  </section>`
  return layout(context, parts, { title: 'Send it once more', section: undefined, body })
}

/** Carries it through the form to sign in. */
export function unsentFields(form: URLSearchParams): Markup {
  return html`${[...form].map(([name, value]) => html`<input type="hidden" name="${prefix}${name}" value="${value}" />`)}`
}

/** What the form to sign in carried. */
export function unsentIn(form: URLSearchParams): URLSearchParams {
  const unsent = new URLSearchParams()
  for (const [name, value] of form) if (name.startsWith(prefix)) unsent.append(name.slice(prefix.length), value)
  return unsent
}
