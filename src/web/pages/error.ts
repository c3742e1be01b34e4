import { foreign, html } from '../../core/report/html/markup.ts'
import { UnsentForm, type Refusal, type RefusalStatus } from '../guard/refusal.ts'
import { layout } from '../markup/layout.ts'
import { workingPart } from '../markup/working.ts'
import { newSession } from '../guard/session.ts'
import type { SiteContext, SiteParts } from '../site-parts.ts'
import { unsentPage } from './resend.ts'

const titles: Readonly<Record<RefusalStatus, string>> = {
  400: 'That cannot be done',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Nothing here',
  405: 'Not like that',
  409: 'Somebody was there before',
  413: 'Too large',
  415: 'Not in this form',
  421: 'Not this site',
  429: 'Too fast',
  500: 'Our mistake',
  503: 'Not now',
}

/** Says what went wrong and where to go on. Repeats nothing of the request, but for a form that its sender may send again. */
export function errorPage(context: SiteContext, parts: SiteParts, refusal: Refusal): string {
  const { status, message, code } = refusal
  // Some refusals come before the visitor has been looked at.
  if (context.get('session') === undefined) context.set('session', newSession('guest', 0))
  if (context.get('mayChange') === undefined) context.set('mayChange', parts.token === undefined)
  // The token of the site is not to stand in a page.
  if (refusal instanceof UnsentForm && context.req.path !== '/sign-in') return unsentPage(context, parts, refusal)
  // Nothing is wrong: the page comes by itself as soon as it can.
  if (code === 'lexicon-unread' && context.req.method === 'GET') {
    const reading = html`<div class="head"><h1>Lexicon</h1></div>
      ${workingPart('Reading a large lexicon', { done: 0, of: 0 })}`
    return layout(context, parts, { title: 'Lexicon', section: '/lexicons', body: reading, isWorking: true })
  }
  const body = html`<section class="message">
    <p class="kind">${status}</p>
    <h1>${titles[status]}</h1>
    <p class="lede">${foreign(message)}</p>
    <p class="note">Code <code>${code}</code></p>
    ${status === 401 ? html`<p><a class="button" href="/sign-in">Sign in</a></p>` : html`<p><a href="/">Home</a></p>`}
  </section>`
  return layout(context, parts, { title: titles[status], section: undefined, body })
}
