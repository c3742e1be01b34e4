import { html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { tokenOf, type SiteContext, type SiteParts } from '../site-parts.ts'
import { addressOf, type StaticName } from '../static/files.ts'

const sections = [
  ['/', 'Home'],
  ['/new', 'New comparison'],
  ['/reports', 'Reports'],
  ['/schedules', 'Schedules'],
  ['/lexicons', 'Lexicons'],
] as const

export type Section = (typeof sections)[number][0]

export interface Page {
  readonly title: string
  /** Where the visitor is, among what the bar at the top names. */
  readonly section: Section | undefined
  readonly body: Markup
  readonly scripts?: readonly StaticName[]
  /** Its answer is still worked out: the page comes again until it is there. */
  readonly isWorking?: boolean
  /** Shows a whole report, which brings its own headings. */
  readonly isReport?: boolean
}

/** A whole page. Works without script; scripts only make it quicker to use. */
export function layout(
  context: SiteContext,
  parts: SiteParts,
  { title, section, body, scripts = [], isWorking = false, isReport = false }: Page,
): string {
  const isSignedIn = context.get('session').role !== 'guest'
  const shown = sections.filter(([path]) => path !== '/new' || mayChange(context))
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title} · Frameshift</title>
          <link rel="icon" href="${addressOf('mark.svg')}" type="image/svg+xml" />
          <link rel="stylesheet" href="${addressOf('site.css')}" />
          ${isWorking ? html`<noscript><meta http-equiv="refresh" content="2" /></noscript>` : nothing}
          ${(['once.js', ...scripts, ...(isWorking ? (['working.js'] as const) : [])] as const).map((name) => html`<script src="${addressOf(name)}" type="module"></script>`)}
        </head>
        <body class="site ${isReport ? 'reading' : ''}">
          <a class="skip" href="#main">Skip to the page</a>
          <header class="site-bar">
            <a class="wordmark" href="/"><span>Frame</span><span>shift</span></a>
            <nav aria-label="Site">
              <ul>
                ${shown.map(([path, words]) => html`<li><a href="${path}" ${path === section ? html`aria-current="page"` : nothing}>${words}</a></li>`)}
              </ul>
            </nav>
            ${
              isSignedIn
                ? html`<form class="out" method="post" action="/sign-out">
                    ${secretField(context, parts)}${mayChange(context) ? nothing : html`<span class="note">Reading only</span> `}<button
                      class="quiet"
                    >
                      Sign out
                    </button>
                  </form>`
                : nothing
            }
          </header>
          <main id="main" tabindex="-1">${body}</main>
        </body>
      </html>`,
  )
}

/** Goes into every form: it binds the form to the visitor. */
export function secretField(context: SiteContext, parts: SiteParts): Markup {
  return html`<input type="hidden" name="form" value="${tokenOf(context, parts)}" />`
}

/** Whether the visitor may do more than look; forms and the ways to them are not shown to others. */
export function mayChange(context: SiteContext): boolean {
  return context.get('mayChange')
}

/** A form of one button, for what one press does; nothing for who may only look. */
export function pressForm(
  context: SiteContext,
  parts: SiteParts,
  press: { readonly action: string; readonly words: Markup | string; readonly kind?: 'main' | 'quiet' | 'plain' },
): Markup {
  if (!mayChange(context)) return nothing
  return html`<form class="press" method="post" action="${press.action}">
    ${secretField(context, parts)}<button class="${press.kind ?? 'plain'}">${press.words}</button>
  </form>`
}
