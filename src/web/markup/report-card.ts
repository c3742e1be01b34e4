import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import type { ReportCard } from '../../core/report/report-card.ts'
import { counted, dayOf } from '../../core/report/wording.ts'
import { shortHash } from '../../core/short-hash.ts'

/** A list of reports, each with its finding: enough to choose by. */
export function cardList(cards: readonly ReportCard[], heading: 'h2' | 'h3'): Markup {
  return html`<ol class="cards">
    ${cards.map((card) => {
      const { run, createdAt, title, language, finding, outlets, articles, hits, lexicon } = card
      const covered = outlets.filter(({ status }) => status === 'covered').length
      const link = html`<a href="/reports/${run}" ${langOf(language ?? undefined)}>${foreign(title === '' ? run : title)}</a>`
      return html`<li>
        <span class="when"><time datetime="${createdAt}">${dayOf(createdAt)}</time></span>
        ${heading === 'h2' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
        <p>${foreign(finding)}</p>
        <p class="meta">
          ${counted(articles, 'article')}, ${counted(covered, 'outlet')}, ${counted(hits, 'framing term')}; ${foreign(lexicon.id)}
          ${lexicon.version}${lexicon.hash === undefined ? nothing : html` <code>${shortHash(lexicon.hash)}</code>`}
        </p>
      </li>`
    })}
  </ol>`
}
