import { excludingStages, type SourceRead, type StoryMember } from '../../../model.ts'
import { outletOf, type ReportArticle, type ReportData } from '../report-data.ts'
import { safeLink } from '../safe-link.ts'
import { likenessWords } from '../texts/likeness-words.ts'
import { doubtfulText } from '../texts/methods-text.ts'
import { reachText } from '../texts/reach-text.ts'
import { sharedTexts } from '../views/copies.ts'
import { doubtfulArticles } from '../views/doubtful.ts'
import { hitCounts } from '../views/hit-counts.ts'
import { grouped } from '../../grouped.ts'
import { counted, dayOf, momentOf, languageName, percent, relationWords, statusWords, warningWords } from '../wording.ts'
import { frameName } from './evidence.ts'
import { articleFlow } from './overview/article-flow.ts'
import { coverageStrip } from './overview/coverage-strip.ts'
import { anchorId, foreign, html, langOf, link, nothing, type Markup } from './markup.ts'

/** Who covered the story, who did not, who could not be seen; every article; copied texts; everything left out and why. */
export function coverageSection(data: ReportData): Markup {
  return html`<section aria-labelledby="coverage">
      <h2 id="coverage">Who covered it, and who could not be seen</h2>
      <p class="lede">
        Silence is only said of an outlet whose sources were read. “Not seen” is a limit of this report, not of the outlet.
      </p>
      ${coverageStrip(data)} ${articleFlow(data)} ${outlets(data)}${searches(data)}${reach(data)}
    </section>
    ${copies(data)} ${doubtful(data)}
    <section aria-labelledby="articles">
      <h2 id="articles">Every article <small>${data.articles.length}</small></h2>
      <p class="note">The pages as they were read are in the bundle (<code>bundle/pages.warc.gz</code>), each by its SHA-256.</p>
      ${articles(data)}
    </section>
    <section aria-labelledby="left-out">
      <h2 id="left-out">What was left out <small>${data.excluded.length}</small></h2>
      ${excluded(data)}
    </section>`
}

function outlets(data: ReportData): Markup {
  return html`<div class="scroll" role="group" aria-labelledby="coverage" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Outlet</th>
          <th scope="col">Coverage</th>
          <th scope="col">Articles</th>
          <th scope="col">Sources asked</th>
          <th scope="col">Groups</th>
        </tr>
      </thead>
      <tbody>
        ${data.outlets.map(({ outlet, status, reason, sources }) => {
          const count = data.articles.filter(({ article }) => article.outlet === outlet.id).length
          const groups = Object.entries(outlet.groups).toSorted(([a], [b]) => (a < b ? -1 : 1))
          return html`<tr>
            <th scope="row">
              ${foreign(outlet.name)}<small
                >${languageName(outlet.language)}${outlet.country === undefined ? '' : `, ${outlet.country}`}</small
              >
            </th>
            <td>
              <span class="status s-${status}">${statusWords[status]}</span
              >${reason === undefined ? nothing : html`<small>${foreign(reason)}</small>`}
            </td>
            <td>${count}</td>
            <td>
              ${
                sources.length === 0
                  ? 'none'
                  : html`<ul class="bare">
                      ${sources.map(source)}
                    </ul>`
              }
            </td>
            <td>${groups.map(([key, value]) => html`<small>${foreign(key)}: ${foreign(value)}</small>`)}</td>
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

/** What was asked beside the outlets, and what came of it. */
function source({ url, items, failure, movedTo }: SourceRead): Markup {
  const came = failure === undefined ? counted(items, 'entry', 'entries') : foreign(failure)
  const moved =
    movedTo === undefined
      ? nothing
      : html`<small>It has moved for good, and the list of outlets has its old address. The new one:</small>
          <span class="address">${foreign(movedTo)}</span>`
  return html`<li><span class="address">${foreign(url)}</span> <small>${came}</small>${moved}</li>`
}

function searches(data: ReportData): Markup {
  if (data.searches.length === 0) return nothing
  return html`<h3>Search services asked</h3>
    <ul>
      ${data.searches.map(
        ({ service, language, url, items, kept, failure }) =>
          html`<li>
            <b>${service}</b> (${languageName(language)}): ${counted(items, 'article')} named, ${kept} worth reading
            ${failure === undefined ? nothing : html`<small>${foreign(failure)}</small>`}
            ${url === undefined ? nothing : html`<small class="address">${foreign(url)}</small>`}
          </li>`,
      )}
    </ul>`
}

function reach(data: ReportData): Markup {
  const text = reachText(data)
  return text === undefined ? nothing : html`<p class="note">${text}</p>`
}

function copies(data: ReportData): Markup {
  const texts = sharedTexts(data)
  if (texts.length === 0) return nothing
  const name = ({ article }: ReportArticle) => foreign(outletOf(data, article.outlet).name)
  return html`<section aria-labelledby="copies">
    <h2 id="copies">The same text in several outlets</h2>
    <p class="lede">A copied text is one observation, whoever prints it. Words that only a copy has were put in on the way.</p>
    ${texts.map(
      ({ original, copies }) =>
        html`<article class="shared">
          <h3>
            ${original ? html`${name(original)}: <span${langOf(original.article.language)}>${foreign(original.article.title)}</span>` : 'The original is not in this report'}
          </h3>
          <ul>
            ${copies.map(
              ({ entry, agency, longest, added, dropped }) =>
                html`<li>
                  <b>${name(entry)}</b>
                  ${entry.member.sharedShare === undefined ? nothing : html`shares ${percent(entry.member.sharedShare)} of its text${entry.member.relation === undefined ? '' : ` (${relationWords[entry.member.relation]})`}. `}
                  ${agency === undefined ? nothing : html`Marked as text of ${agency}. `}
                  ${added.length === 0 ? 'No framing word was added. ' : html`Added: ${added.map((hit, index) => html`${index > 0 ? ', ' : ''}<mark>${foreign(hit.text)}</mark> (${frameName(data, hit.frame)}, ${hit.zone})`)}. `}
                  ${dropped.length === 0 ? nothing : html`Dropped: ${dropped.map((hit, index) => html`${index > 0 ? ', ' : ''}${foreign(hit.text)} (${frameName(data, hit.frame)})`)}.`}
                  ${longest === undefined ? nothing : html`<small${langOf(entry.article.language)}>${foreign(`“${longest}”`)}</small>`}
                </li>`,
            )}
          </ul>
        </article>`,
    )}
  </section>`
}

function articles(data: ReportData): Markup {
  const hitsIn = hitCounts(data.hits)
  return html`<div class="scroll" role="group" aria-labelledby="articles" tabindex="0">
    <table class="articles">
      <thead>
        <tr>
          <th scope="col">Headline</th>
          <th scope="col">Outlet</th>
          <th scope="col">Day</th>
          <th scope="col">Language</th>
          <th scope="col">Role</th>
          <th scope="col">Like the anchor</th>
          <th scope="col">Hits</th>
        </tr>
      </thead>
      <tbody>
        ${data.articles.map(
          ({ article, member, measured, voiceWarnings }) =>
            html`<tr id="${anchorId('article', article.id)}">
              <th scope="row" ${langOf(article.language)}>
                ${link(article.url, foreign(article.title))}${member.doubtful ? html`<small lang="en">may be other news: not compared</small>` : nothing}${member.pinned ? html`<small lang="en">pinned</small>` : nothing}${article.flags.length === 0 ? nothing : html`<small lang="en">${article.flags.join(', ')}</small>`}<small
                  lang="en"
                  >${member.fetchedAt === undefined ? 'from a file' : `read ${momentOf(member.fetchedAt)}`}, page
                  <code>${article.page}</code></small
                >${voiceWarnings.map((warning) => html`<small lang="en">${warningWords[warning]}</small>`)}
              </th>
              <td>${foreign(outletOf(data, article.outlet).name)}</td>
              <td class="day">${article.publishedAt === undefined ? 'no date' : dayOf(article.publishedAt)}</td>
              <td>${languageName(article.language)}</td>
              <td>${member.role}${member.sharedShare === undefined ? '' : `, ${percent(member.sharedShare)} shared`}</td>
              <td>${likeness(member)}</td>
              <td>${measured ? hitsIn(article.id) : html`<span class="dim">not measured</span>`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** The similarity, and what it rests on. */
function likeness({ role, similarity, evidence }: StoryMember): Markup {
  if (role === 'anchor') return html`<span class="dim">the anchor</span>`
  const shared = likenessWords(evidence)
  const rests = shared === '' ? nothing : html`<small>${foreign(shared)}</small>`
  return html`${similarity === undefined ? html`<span class="dim">not comparable</span>` : similarity.toFixed(2)}${rests}`
}

/** Named coverage that is unlike the anchor, with its counts, apart from all others. */
function doubtful(data: ReportData): Markup {
  const found = doubtfulArticles(data)
  if (found.length === 0) return nothing
  return html`<section aria-labelledby="doubtful">
    <h2 id="doubtful">What may be other news <small>${found.length}</small></h2>
    <p class="lede">${doubtfulText}</p>
    <ul>
      ${found.map(
        ({ entry: { article, member }, hits }) =>
          html`<li>
            <b>${foreign(outletOf(data, article.outlet).name)}</b>: <span${langOf(article.language)}>${foreign(article.title)}</span>
            <small>${counted(hits, 'hit')}; like the anchor: ${likeness(member)}; id ${article.id}</small>
          </li>`,
      )}
    </ul>
  </section>`
}

const stageWords: Readonly<Record<(typeof excludingStages)[number], string>> = {
  discover: 'While looking for coverage',
  fetch: 'While reading pages',
  extract: 'While finding the article in the page',
  group: 'While deciding what tells this story',
}

/** Addresses shown for one step. */
const shownAtMost = 200

function excluded(data: ReportData): Markup {
  if (data.excluded.length === 0) return html`<p>Nothing was left out.</p>`
  return html`${excludingStages.map((stage) => {
    const list = data.excluded.filter((exclusion) => exclusion.stage === stage)
    if (list.length === 0) return nothing
    return html`<details class="numbers">
      <summary>${stageWords[stage]} <span>${list.length}</span></summary>
      <ul class="left-out">
        ${list.slice(0, shownAtMost).map(
          ({ url, reason, code }) =>
            html`<li>
              ${safeLink(url) ? link(url, html`<span class="address">${foreign(url)}</span>`) : html`<span class="address">${foreign(url)}</span>`}
              <small>${foreign(reason)} <code>${code}</code></small>
            </li>`,
        )}
      </ul>
      ${list.length > shownAtMost ? html`<p class="note">${grouped(list.length - shownAtMost)} more in report.json.</p>` : nothing}
    </details>`
  })}`
}
