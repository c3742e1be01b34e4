import { html, type Markup } from '../../core/report/html/markup.ts'
import type { SiteContext, SiteParts } from '../site-parts.ts'
import { pressForm } from './layout.ts'

/** What a newcomer is told, in place of empty lists. */
export const whatItDoes = html`<p class="lede">
  Give Frameshift one article. It finds the coverage of the same event, counts framing terms, says whose words they are, and whether there
  is enough text to compare.
</p>`

/** Ways to see a whole report before an article of one's own is at hand. */
export function firstSteps(context: SiteContext, parts: SiteParts, { hasExample }: { readonly hasExample: boolean }): Markup {
  const example = html`<section aria-labelledby="example">
    <h2 id="example">No article at hand?</h2>
    <p>
      Eleven invented outlets tell one invented event. Their pages come with Frameshift, so nobody is asked for anything; the report is
      there in some seconds.
    </p>
    <p>${pressForm(context, parts, { action: '/example', words: 'Compare the example' })}</p>
  </section>`
  return html`<div class="two plain">
    ${hasExample ? example : ''}
    <section aria-labelledby="demo">
      <h2 id="demo">In a terminal</h2>
      <p>
        <code>npm run demo</code> serves the same outlets on this machine and reads them through their feeds, as it would real ones.
        <code>docs/tutorial.md</code> goes on from there, to articles of your own.
      </p>
    </section>
  </div>`
}
