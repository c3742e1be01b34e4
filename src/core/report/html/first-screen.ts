import { shortHash } from '../../short-hash.ts'
import type { ReportData } from '../report-data.ts'
import { outletOf } from '../report-data.ts'
import { countsLine, limitsText } from '../texts/methods-text.ts'
import { safeLink } from '../safe-link.ts'
import type { Passage } from '../views/passages.ts'
import { strongestPassages, strongestRule } from '../views/strongest.ts'
import { counted, dayOf, languageName, listed, percent, rangeOf } from '../wording.ts'
import { evidence } from './evidence.ts'
import { foreign, html, langOf, link, nothing, type Markup } from './markup.ts'

/** What a reader sees without scrolling: the story, the finding, the sentences behind it, what it is not, and how sure it is. `doubtful` articles are not part of the data. */
export function firstScreen(data: ReportData, passages: readonly Passage[], doubtful: number): Markup {
  const anchor = data.articles.find(({ article }) => article.id === data.anchor)?.article
  const strongest = strongestPassages(data, passages, 3)
  return html`<header class="masthead">
      <p class="kicker"><span>Frameshift report</span> <span>${dayOf(data.run.createdAt)}</span></p>
      <h1${langOf(anchor?.language)} dir="auto">${foreign(data.storyTitle)}</h1>
      ${anchor ? html`<p class="byline">Begins with ${link(anchor.url, html`${foreign(outletOf(data, anchor.outlet).name)}${anchor.publishedAt === undefined ? '' : `, ${dayOf(anchor.publishedAt)}`}`)}${safeLink(anchor.url) ? html` <span class="host">${safeLink(anchor.url)?.host}</span>` : nothing}</p>` : nothing}
      <p class="counts">${countsLine(data)}</p>
    </header>
    <section class="finding" aria-labelledby="finding"><h2 id="finding">The finding</h2><p dir="auto">${foreign(data.finding)}</p></section>
    <div class="opening">
      <section aria-labelledby="sentences">
        <h2 id="sentences">The sentences behind it</h2>
        ${strongest.length === 0 ? html`<p>No framing term was found in any article that could be measured.</p>` : strongest.map((passage) => evidence(data, passage, 'card'))}
        ${strongest.length === 0 ? nothing : html`<p class="note">${strongestRule}</p>`}
      </section>
      <div class="aside">
        <section aria-labelledby="not"><h2 id="not">What this is not</h2>
          <p>${limitsText}</p>
        </section>
        <section aria-labelledby="sure"><h2 id="sure">How far to trust it</h2>${confidence(data, doubtful)}</section>
      </div>
    </div>`
}

function confidence(data: ReportData, doubtful: number): Markup {
  const { articles, outlets, lexicon } = data
  const perOutlet = outlets
    .map(({ outlet }) => articles.filter(({ article, measured }) => measured && article.outlet === outlet.id).length)
    .filter((count) => count > 0)
  const few = perOutlet.filter((count) => count < 5).length
  const copies = articles.filter(({ member }) => member.copyOf !== undefined).length
  const unseen = outlets.filter(({ status }) => status === 'unseen')
  const unmeasured = articles.filter(({ measured }) => !measured).map(({ article }) => article.language)
  const blind = [...new Set(unmeasured.filter((language) => language !== undefined).map(languageName))]
  const whyUnmeasured = [
    ...(blind.length > 0 ? [`no terms for ${listed(blind)}`] : []),
    ...(unmeasured.includes(undefined) ? ['language could not be told'] : []),
  ]
  return html`<dl class="strip">
    <div>
      <dt>Articles per outlet</dt>
      <dd>
        ${rangeOf(perOutlet) ?? 'none measured'}${few > 0 ? html`<small>${few} of ${perOutlet.length} outlets have fewer than 5: too few to compare</small>` : nothing}
      </dd>
    </div>
    <div>
      <dt>Copied text</dt>
      <dd>
        ${articles.length === 0 ? '0%' : percent(copies / articles.length)}<small
          >${copies} of ${counted(articles.length, 'article')} carry another’s text</small
        >
      </dd>
    </div>
    <div>
      <dt>Could not be seen</dt>
      <dd>
        ${counted(unseen.length, 'outlet')}<small
          >${unseen.map(({ outlet }, index) => html`${index > 0 ? ', ' : ''}${foreign(outlet.name)}`)}</small
        >
      </dd>
    </div>
    <div>
      <dt>Not measured</dt>
      <dd>
        ${counted(unmeasured.length, 'article')}${whyUnmeasured.length > 0 ? html`<small>${whyUnmeasured.join('; ')}</small>` : nothing}
      </dd>
    </div>
    ${
      doubtful > 0
        ? html`<div>
            <dt>May be other news</dt>
            <dd>${counted(doubtful, 'article')}<small>named by hand, unlike the anchor: in no rate and in no comparison</small></dd>
          </div>`
        : nothing
    }
    <div>
      <dt>Lexicon</dt>
      <dd>v${lexicon.version}<small>${lexicon.id} ${shortHash(lexicon.hash)}, ${counted(lexicon.terms.length, 'term')}</small></dd>
    </div>
  </dl>`
}
