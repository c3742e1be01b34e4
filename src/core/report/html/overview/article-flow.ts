import type { excludingStages } from '../../../../model.ts'
import type { ReportData } from '../../report-data.ts'
import { articleCounts } from '../../views/article-counts.ts'
import { counted } from '../../wording.ts'
import { foreign, html, nothing, type Markup } from '../markup.ts'

type Stage = (typeof excludingStages)[number]

/** From what was looked at to what was compared, with what fell away at each step and why. */
export function articleFlow(data: ReportData): Markup {
  const { unread, lookedAt, chosen, read, articles, inStory, doubtful, copies, measured } = articleCounts(data)
  const left = (stage: Stage) => data.excluded.filter((exclusion) => exclusion.stage === stage && exclusion.entries === undefined)
  const steps: readonly (readonly [number, string, Markup])[] = [
    [lookedAt, 'addresses looked at', withUnread(reasons(left('discover')), unread)],
    [chosen, 'chosen to be read', reasons(left('fetch'))],
    [read, 'pages read', reasons(left('extract'))],
    [articles, 'articles in them', reasons(left('group'))],
    [inStory, 'tell this story', doubtful === 0 ? nothing : html`<li>${doubtful} may be other news: in no comparison</li>`],
    [
      measured,
      'measured and compared',
      copies === 0 ? nothing : html`<li>${copies} of them with text of another: each text counts once</li>`,
    ],
  ]
  return html`<h3>From what was found to what was compared</h3>
    <ol class="prisma">
      ${steps.map(
        ([count, words, away]) =>
          html`<li>
            <p><b>${count}</b> ${words}</p>
            ${
              away === nothing
                ? nothing
                : html`<ul>
                    ${away}
                  </ul>`
            }
          </li>`,
      )}
    </ol>`
}

/** What sources list beyond what is read of them was never looked at. */
function withUnread(away: Markup, count: number): Markup {
  if (count === 0) return away
  return html`${away}
    <li>${counted(count, 'more entry', 'more entries')} of sources not looked at: <a href="#left-out">entries left</a></li>`
}

/** Exclusions of one step by their code, the most frequent first; each leads to the list of what was left out. */
function reasons(excluded: ReportData['excluded']): Markup {
  if (excluded.length === 0) return nothing
  const counts = new Map<string, number>()
  for (const { code } of excluded) counts.set(code, (counts.get(code) ?? 0) + 1)
  const sorted = [...counts].toSorted(([x, m], [y, n]) => n - m || (x < y ? -1 : 1))
  return html`${sorted.map(([code, count]) => html`<li>${counted(count, 'left out', 'left out')}: <a href="#left-out">${foreign(code.replaceAll('-', ' '))}</a></li>`)}`
}
