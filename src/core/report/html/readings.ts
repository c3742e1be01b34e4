import type { ReportData } from '../report-data.ts'
import { hitWords } from '../texts/hit-words.ts'
import { claimsOf, type Claim } from '../views/claims.ts'
import { ownWordsOf, type FrameCount } from '../views/own-words.ts'
import type { Passage } from '../views/passages.ts'
import { counted, languageName, statusWords } from '../wording.ts'
import { evidence, frameName } from './evidence.ts'
import { foreign, html, nothing, type Markup } from './markup.ts'

/** What each outlet says itself, only lets others say, and never mentions. */
export function ownWordsSection(data: ReportData): Markup {
  return html`<section aria-labelledby="instead">
    <h2 id="instead">What each outlet says instead</h2>
    <p class="lede">
      What is left out can weigh as much as what is said. “Never” is only said where the lexicon has terms in the outlet’s language, and
      with the words that were searched. Headlines are counted in, and said apart where there are any.
    </p>
    <div class="scroll" role="group" aria-labelledby="instead" tabindex="0">
      <table class="instead">
        <thead>
          <tr>
            <th scope="col">Outlet</th>
            <th scope="col">Says itself</th>
            <th scope="col">Only lets others say</th>
            <th scope="col">Never mentions</th>
          </tr>
        </thead>
        <tbody>
          ${ownWordsOf(data).map(
            ({ outlet, language, tokens, articles, itself, throughOthers, never, notLookedFor }) =>
              html`<tr>
                <th scope="row">
                  ${foreign(outlet.name)}<small
                    >${languageName(language)}, ${counted(articles, 'article')}, ${counted(tokens, 'word')}</small
                  >
                </th>
                <td>${listOf(itself, '')}</td>
                <td>${listOf(throughOthers, '')}</td>
                <td>
                  ${listOf(never, ' elsewhere')}${notLookedFor.length === 0 ? nothing : html`<small>no terms for: ${notLookedFor.map(({ name }) => name).join(', ')}</small>`}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}

function listOf(counts: readonly FrameCount[], words: string): Markup {
  return counts.length === 0
    ? html`<span class="dim">nothing</span>`
    : html`<ul class="bare">
        ${counts.map((count) => html`<li>${count.frame.name} <small>${count.hits}${words}${hitWords(count)}</small></li>`)}
      </ul>`
}

/** Claims shown. */
const shownAtMost = 60

/** Chains of attribution, and whether the outlet they name says so itself. */
export function claimsSection(data: ReportData, passages: readonly Passage[]): Markup {
  const claims = claimsOf(data, passages)
  if (claims.length === 0) return nothing
  return html`<section aria-labelledby="claims">
    <h2 id="claims">Claims passed on</h2>
    <p class="lede">
      Sentences that reach the reader through more than one mouth, or in the name of another outlet of this report. Where that outlet was
      read, its own words stand beside the claim.
    </p>
    ${claims.slice(0, shownAtMost).map((claim) => html`<div class="claim">${evidence(data, claim.passage, 'row')}${check(data, claim)}</div>`)}
    ${claims.length > shownAtMost ? html`<p class="note">${counted(claims.length - shownAtMost, 'sentence')} more in hits.csv.</p>` : nothing}
  </section>`
}

function check(data: ReportData, { source, passage }: Claim): Markup {
  if (!source) return html`<p class="check">Its source could not be matched with an outlet of this report.</p>`
  const { outlet, status } = source.outlet
  const frame = frameName(data, passage.frame)
  if (source.ownHits === undefined)
    return html`<p class="check"><b>${foreign(outlet.name)}</b> is named. ${statusWords[status]}: nothing of it could be checked.</p>`
  const own = source.ownHits === 0 ? 'never in its own voice' : `${counted(source.ownHits, 'time')} in its own voice`
  return html`<p class="check">
    <b>${foreign(outlet.name)}</b> is named, and was read: ${frame} stands in it ${own} and ${counted(source.attributedHits, 'time')} in the
    mouths of others.
  </p>`
}
