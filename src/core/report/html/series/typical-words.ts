import { outletOf } from '../../report-data.ts'
import type { SeriesData } from '../../series/series-data.ts'
import { counted, languageName } from '../../wording.ts'
import { foreign, html, langOf, nothing, type Markup } from '../markup.ts'

/** Words that an outlet writes more than the others on the same stories: a ranking to look at, no test. */
export function typicalWordsSection(data: SeriesData): Markup {
  const found = data.comparison.typicalWords.filter(({ words }) => words.length > 0)
  if (found.length === 0) return nothing
  return html`<section aria-labelledby="words">
    <h2 id="words">Words typical of an outlet</h2>
    <p class="lede">
      All words outside quotation marks, not only those of the lexicon, against the other outlets of the language on the same stories. A
      ranking (log-odds with a prior), no test: it says where to read, not what differs. Words of a single story are left out.
    </p>
    <div class="scroll" role="group" aria-labelledby="words" tabindex="0">
      <table class="typical">
        <thead>
          <tr>
            <th scope="col">Outlet</th>
            <th scope="col">The most typical first: times written, articles, times by the others</th>
          </tr>
        </thead>
        <tbody>
          ${found.map(
            ({ outlet, language, stories, words }) =>
              html`<tr>
                <th scope="row">
                  ${foreign(outletOf(data, outlet).name)}<small
                    >${languageName(language)}, ${counted(stories, 'story', 'stories')} that others tell too</small
                  >
                </th>
                <td>
                  <ul class="words" ${langOf(language)}>
                    ${words.map(({ word, count, articles, countOthers }) => html`<li>${foreign(word)} <small lang="en">${count} in ${articles}; ${countOthers}</small></li>`)}
                  </ul>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}
