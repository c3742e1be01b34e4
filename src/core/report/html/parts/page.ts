import { printable } from '../../safe-link.ts'
import { drawnByUs, html, type Markup } from '../markup.ts'
import { styleHash, stylesheet } from '../style/stylesheet.ts'

const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`

/** Written whole: a blank more between the tags would change the hash. */
const styleElement = drawnByUs(`<style>${stylesheet}</style>`)

export interface PageParts {
  /** Outside text; made printable here. */
  readonly title: string
  readonly main: Markup
  readonly footer: Markup
}

/** One file that asks nothing of anybody, readable without script, on a phone and on paper, light and dark. */
export function toPage({ title, main, footer }: PageParts): string {
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>${printable(title)}</title>
          ${styleElement}
        </head>
        <body>
          <a class="skip" href="#main">Skip to the report</a>
          <main id="main">${main}</main>
          <footer><p>${footer}</p></footer>
        </body>
      </html> `,
  )
}

/** Links to the sections, by their ids. */
export function contentsList(entries: readonly (readonly [id: string, words: string])[]): Markup {
  return html`<nav aria-label="Contents">
    <ul>
      ${entries.map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)}
    </ul>
  </nav>`
}
