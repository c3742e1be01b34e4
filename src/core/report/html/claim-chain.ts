import { claimGrades, type GradedClaim } from '../../claims/claim.ts'
import { gradeCounts, gradeMeanings, gradeWords, sourceWords } from '../texts/claim-words.ts'
import { outletOf, type ReportData } from '../report-data.ts'
import { counted, languageName } from '../wording.ts'
import { foreign, html, langOf, link, nothing, type Markup } from './markup.ts'

/** What the anchor says that others said, beside what they printed: the whole chain on one screen. */
export function claimChainSection(data: ReportData): Markup {
  const { claims } = data
  if (claims.length === 0) return nothing
  const anchor = data.articles.find(({ article }) => article.id === data.anchor)?.article
  if (!anchor) return nothing
  const name = outletOf(data, anchor.outlet).name
  return html`<section aria-labelledby="chain">
    <h2 id="chain">What it says others said</h2>
    <p class="lede">
      ${foreign(name)} gives ${counted(claims.length, 'statement')} to other media. Each stands beside the sentence of the outlet it names
      that comes nearest, found by terms, numbers and names, across languages.
    </p>
    <ul class="grades">
      ${gradeCounts(claims).map(([grade, count]) => html`<li class="g-${grade}"><b>${count}</b> ${gradeWords[grade].toLowerCase()}</li>`)}
    </ul>
    <ol class="claims">
      ${claims.map((claim) => claimItem(data, claim, { name, language: anchor.language }))}
    </ol>
    <details class="numbers">
      <summary>What the grades mean</summary>
      <dl class="method">
        ${claimGrades.map(
          (grade) =>
            html`<div>
              <dt>${gradeWords[grade]}</dt>
              <dd>${gradeMeanings[grade]}</dd>
            </div>`,
        )}
      </dl>
    </details>
  </section>`
}

interface Anchor {
  readonly name: string
  readonly language: string | undefined
}

function claimItem(data: ReportData, claim: GradedClaim, anchor: Anchor): Markup {
  return html`<li class="traced g-${claim.grade}">
    <div class="said">
      <p class="who">
        <b>${foreign(anchor.name)}</b> <span class="arrow" aria-hidden="true">›</span> <span class="visually">says that</span>
        <b>${foreign(claim.source)}</b>${claim.cue === undefined ? nothing : html` <span class="cue">${foreign(`“${claim.cue}”`)}</span>`}
        ${claim.through.map(({ speaker }) => html` <span class="arrow" aria-hidden="true">›</span> ${foreign(speaker ?? 'someone not named')}`)}
      </p>
      <blockquote${langOf(anchor.language)} dir="auto">${marked(claim)}</blockquote>
    </div>
    <p class="grade"><b>${gradeWords[claim.grade]}</b></p>
    ${claim.match ? printed(data, claim, claim.match) : html`<div class="printed"><p class="why">${foreign(claim.reason)}.</p></div>`}
  </li>`
}

/** The words of the claim inside its sentence; long sentences are cut round them. */
function marked({ sentence, words }: GradedClaim): Markup {
  const at = sentence.indexOf(words)
  if (at < 0) return html`<mark>${foreign(words)}</mark>`
  return html`${foreign(shortenedEnd(sentence.slice(0, at)))}<mark>${foreign(words)}</mark>${foreign(shortenedStart(sentence.slice(at + words.length)))}`
}

const context = 110

function shortenedEnd(text: string): string {
  return text.length <= context
    ? text
    : `… ${text
        .slice(-context)
        .toWellFormed()
        .replace(/^\S{0,20}\s/u, '')}`
}

function shortenedStart(text: string): string {
  return text.length <= context
    ? text
    : `${text
        .slice(0, context)
        .toWellFormed()
        .replace(/\s\S{0,20}$/u, '')} …`
}

function printed(data: ReportData, claim: GradedClaim, match: NonNullable<GradedClaim['match']>): Markup {
  const entry = data.articles.find(({ article }) => article.id === match.articleId)
  if (!entry) return nothing
  const { article, member } = entry
  return html`<div class="printed">
    <p class="who">${link(article.url, html`<b>${foreign(outletOf(data, article.outlet).name)}</b>`)} <span class="cue">${languageName(article.language)}, ${sourceWords(match)}${member.doubtful ? ', in an article that may be other news' : ''}</span></p>
    <blockquote${langOf(article.language)} dir="auto">${foreign(match.sentence)}</blockquote>
    <p class="why">${foreign(claim.reason)}.${match.shared.length === 0 ? nothing : html` <small>Both have: ${foreign(match.shared.join(', '))}</small>`}</p>
  </div>`
}
