import { shortHash } from '../../../short-hash.ts'
import { limitsText } from '../../texts/methods-text.ts'
import type { SeriesData } from '../../series/series-data.ts'
import { isClear, seriesCounts, seriesTitle } from '../../series/series-views.ts'
import type { Passage } from '../../views/passages.ts'
import { counted, dayOf, percent, rangeOf } from '../../wording.ts'
import { evidence } from '../evidence.ts'
import { foreign, html, nothing, type Markup } from '../markup.ts'

/** Differences named on the first screen, and sentences. */
const shownDifferences = 5
const shownSentences = 2

/** What a hurried reader needs: what it is made of, the finding, the other clear differences, sentences behind them, what it is not. */
export function seriesFirstScreen(data: SeriesData, passages: readonly Passage[]): Markup {
  const clear = data.comparison.contrasts.filter(
    (contrast) => isClear(contrast) && contrast.by === 'outlet' && !data.finding.startsWith(contrast.sentence),
  )
  const sentences = sentencesBehind(data, passages)
  return html`<header class="masthead">
      <p class="kicker"><span>Frameshift series report</span> <span>as of ${dayOf(data.run.asOf)}</span></p>
      <h1>${seriesTitle(data)}</h1>
      <p class="counts">${seriesCounts(data)}</p>
    </header>
    <section class="finding" aria-labelledby="finding">
      <h2 id="finding">The finding</h2>
      <p dir="auto">${foreign(data.finding)}</p>
    </section>
    <div class="opening">
      <div>
        ${
          clear.length === 0
            ? nothing
            : html`<section aria-labelledby="also">
                <h2 id="also">Also clear</h2>
                <ul class="also-clear">
                  ${clear.slice(0, shownDifferences).map(({ sentence }) => html`<li>${foreign(sentence)}</li>`)}
                </ul>
                ${clear.length > shownDifferences ? html`<p class="note">${clear.length - shownDifferences} more below, frame by frame.</p>` : nothing}
              </section>`
        }
        <section aria-labelledby="sentences">
          <h2 id="sentences">Sentences behind it</h2>
          ${sentences.length === 0 ? html`<p>No framing term was found in any article that could be measured.</p>` : sentences.map((passage) => evidence(data, passage, 'card'))}
        </section>
      </div>
      <div class="aside">
        <section aria-labelledby="not">
          <h2 id="not">What this is not</h2>
          <p>${limitsText}</p>
        </section>
        <section aria-labelledby="sure">
          <h2 id="sure">How far to trust it</h2>
          ${confidence(data)}
        </section>
      </div>
    </div>`
}

/** Of each clear "higher", a sentence of that outlet in its own voice; without one, the first sentences there are. */
function sentencesBehind({ comparison }: SeriesData, passages: readonly Passage[]): readonly Passage[] {
  const higher = comparison.contrasts
    .filter(({ verdict, by }) => verdict === 'higher' && by === 'outlet')
    .toSorted((x, y) => (y.ratio?.low ?? 0) - (x.ratio?.low ?? 0))
  const found = higher.flatMap(({ frame, a }) => {
    const own = passages.find(
      (passage) =>
        passage.frame === frame && passage.article.article.outlet === a && passage.hits.some(({ voice }) => voice.kind === 'outlet'),
    )
    return own ?? []
  })
  return (found.length > 0 ? [...new Set(found)] : passages).slice(0, shownSentences)
}

function confidence(data: SeriesData): Markup {
  const { articles, outlets, stories, comparison, lexicon } = data
  const perOutlet = outlets
    .map(({ outlet }) => articles.filter(({ article, measured }) => measured && article.outlet === outlet.id).length)
    .filter((count) => count > 0)
  const copies = articles.filter(({ member }) => member.copyOf !== undefined).length
  const tested = comparison.contrasts.filter(({ p }) => p !== undefined).length
  const unseen = outlets.filter(({ covered, unseen: missed }) => covered.length === 0 && missed.length > 0)
  const rows: readonly (readonly [string, string, string])[] = [
    ['Stories', String(stories.length), `${stories.filter(({ outlets: count }) => count > 1).length} told by two outlets or more`],
    ['Articles per outlet', rangeOf(perOutlet) ?? 'none', 'measured'],
    ['Comparisons tested', String(tested), `of ${comparison.contrasts.length}; corrected together`],
    [
      'Copied text',
      articles.length === 0 ? '0%' : percent(copies / articles.length),
      `${copies} of ${counted(articles.length, 'article')}`,
    ],
    ['Never seen', counted(unseen.length, 'outlet'), unseen.map(({ outlet }) => outlet.name).join(', ')],
    ['Lexicon', `v${lexicon.version}`, `${lexicon.id} ${shortHash(lexicon.hash)}, ${counted(lexicon.terms.length, 'term')}`],
  ]
  return html`<dl class="strip">
    ${rows.map(
      ([term, value, more]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}${more === '' ? nothing : html`<small>${foreign(more)}</small>`}</dd>
        </div>`,
    )}
  </dl>`
}
