import type { SentimentModel, SentimentSummary } from '../../../model.ts'
import { outletOf, type ReportData } from '../report-data.ts'
import { claimsOf, type Claim } from '../views/claims.ts'
import { ownWordsOf, type FrameCount } from '../views/own-words.ts'
import type { Passage } from '../views/passages.ts'
import { counted, languageName, percent, rateVoiceWords, signed, statusWords } from '../wording.ts'
import { forest, type ForestMark } from './charts/forest.ts'
import { evidence, frameName } from './evidence.ts'
import { foreign, html, nothing, type Markup } from './markup.ts'

/** What each outlet says itself, lets others say, and never mentions. */
export function ownWordsSection(data: ReportData): Markup {
  return html`<section aria-labelledby="instead">
    <h2 id="instead">What each outlet says instead</h2>
    <p class="lede">
      What is left out can weigh as much as what is said. “Never” is only said where the lexicon has terms in the outlet’s language, and
      with the words that were searched.
    </p>
    <div class="scroll" role="group" aria-labelledby="instead" tabindex="0">
      <table class="instead">
        <thead>
          <tr>
            <th scope="col">Outlet</th>
            <th scope="col">Says itself</th>
            <th scope="col">Lets others say</th>
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
        ${counts.map(({ frame, hits }) => html`<li>${frame.name} <small>${hits}${words}</small></li>`)}
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

/** The two sentiment models side by side, by frame, outlet and voice; where they part, it is said. */
export function sentimentSection(data: ReportData): Markup {
  const pairs = pairsOf(data)
  if (pairs.length === 0) return nothing
  const frames = [...new Set(pairs.map(({ frame }) => frame))]
  const apart = pairs.filter(disagrees).length
  return html`<section aria-labelledby="sentiment">
    <h2 id="sentiment">How the words sound</h2>
    <p class="lede">
      Two simple models read the words round each term, from −1 (negative) to +1 (positive). They are instruments, not judges: they differ
      in ${apart} of ${counted(pairs.length, 'row')}.
      ${data.method.models.map(({ name, description, languages }) => html`<b>${name}</b>: ${description} (${languages.map(languageName).join(', ')}). `)}
    </p>
    <p class="key models">
      <span class="v-outlet"
        ><svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" /></svg> afinn</span
      >
      <span class="v-quoted"
        ><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1 11 6 6 11 1 6Z" /></svg> valence</span
      >
    </p>
    ${frames.map((frame) =>
      sentimentOf(
        data,
        frame,
        pairs.filter((pair) => pair.frame === frame),
      ),
    )}
  </section>`
}

interface Pair {
  readonly outlet: SentimentSummary['outlet']
  readonly frame: string
  readonly voice: SentimentSummary['voice']
  readonly afinn: SentimentSummary | undefined
  readonly valence: SentimentSummary | undefined
}

function pairsOf({ comparison }: ReportData): readonly Pair[] {
  const pairs = new Map<string, Pair>()
  for (const summary of comparison.sentiments) {
    const { outlet, frame, voice, model, n } = summary
    if (n === 0 || (voice !== 'outlet' && voice !== 'attributed')) continue
    const key = JSON.stringify([outlet, frame, voice])
    const known = pairs.get(key) ?? { outlet, frame, voice, afinn: undefined, valence: undefined }
    pairs.set(key, model === 'afinn' ? { ...known, afinn: summary } : { ...known, valence: summary })
  }
  return [...pairs.values()]
}

function disagrees({ afinn, valence }: Pair): boolean {
  if (!afinn?.mean || !valence?.mean) return false
  return toneOf(afinn.mean.value) !== toneOf(valence.mean.value)
}

function toneOf(mean: number): 'negative' | 'neutral' | 'positive' {
  if (mean > 0.1) return 'positive'
  return mean < -0.1 ? 'negative' : 'neutral'
}

function sentimentOf(data: ReportData, frame: string, pairs: readonly Pair[]): Markup {
  const name = frameName(data, frame)
  const rows = pairs.map((pair) => {
    const marks = [...markOf('first', pair.afinn), ...markOf('second', pair.valence)]
    return { label: `${outletOf(data, pair.outlet).name}, ${pair.voice === 'outlet' ? 'own' : 'attributed'}`, marks, note: noteOf(pair) }
  })
  const title = `${name}: mean sentiment by outlet and voice`
  const description = pairs
    .map(
      (pair) =>
        `${outletOf(data, pair.outlet).name}, ${rateVoiceWords[pair.voice]}: afinn ${meanOf(pair.afinn)}, valence ${meanOf(pair.valence)}.`,
    )
    .join(' ')
  const pictures = forest(rows, {
    id: `tone-${data.lexicon.frames.findIndex(({ id }) => id === frame)}`,
    title,
    description,
    axis: 'negative  ←  0  →  positive',
    domain: [-1, 1],
    zero: true,
    palette: 'models',
  })
  return html`<h3>${name}</h3>
    ${pictures}
    <details class="numbers">
      <summary>The numbers</summary>
      <div class="scroll" role="group" aria-label="${title}" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Outlet</th>
              <th scope="col">Voice</th>
              <th scope="col">Hits</th>
              <th scope="col">afinn: mean</th>
              <th scope="col">− / 0 / + / abstains</th>
              <th scope="col">valence: mean</th>
              <th scope="col">− / 0 / + / abstains</th>
              <th scope="col">Do they agree?</th>
            </tr>
          </thead>
          <tbody>
            ${pairs.map(
              (pair) =>
                html`<tr>
                  <th scope="row">${foreign(outletOf(data, pair.outlet).name)}</th>
                  <td>${rateVoiceWords[pair.voice]}</td>
                  <td>${pair.afinn?.n ?? pair.valence?.n ?? 0}</td>
                  <td>${meanOf(pair.afinn)}</td>
                  <td>${sharesOf(pair.afinn)}</td>
                  <td>${meanOf(pair.valence)}</td>
                  <td>${sharesOf(pair.valence)}</td>
                  <td>${agreement(pair)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`
}

function markOf(series: ForestMark['series'], summary: SentimentSummary | undefined): readonly ForestMark[] {
  return summary?.mean ? [{ series, value: summary.mean.value, limits: undefined }] : []
}

function noteOf(pair: Pair): string {
  if (disagrees(pair)) return 'models differ'
  const silent = (['afinn', 'valence'] satisfies readonly SentimentModel[]).filter((model) => !pair[model]?.mean)
  return silent.length === 0 ? '' : `${silent.join(' and ')} ${silent.length === 1 ? 'abstains' : 'abstain'}`
}

function agreement(pair: Pair): string {
  return disagrees(pair) ? 'no' : noteOf(pair) || 'yes'
}

function meanOf(summary: SentimentSummary | undefined): string {
  if (!summary?.mean) return 'abstains'
  const { value, low, high } = summary.mean
  return summary.articles < 2 ? `${signed(value)} (one article)` : `${signed(value)} (${signed(low)} to ${signed(high)})`
}

function sharesOf(summary: SentimentSummary | undefined): string {
  if (!summary) return 'none'
  const { negative, neutral, positive, abstained } = summary.share
  return [negative, neutral, positive, abstained].map(percent).join(' / ')
}
