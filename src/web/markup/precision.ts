import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted, percent } from '../../core/report/wording.ts'
import type { AnnotatorAgreement } from '../../core/tuning/agreement.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import type { FramePrecision, TermPrecision } from '../../core/tuning/precision.ts'
import type { TermSplit } from '../../workbench/judging/split-term.ts'
import type { Measured } from '../work/lexicons/tuning-desk.ts'
import { share } from './lexicon-tabs.ts'
import { table, type TableRow } from './table.ts'

const termsShown = 100
const disagreementsShown = 30

/** A lexicon by its name, and whether the ways to judging and editing it are shown. */
interface Shown {
  readonly name: string
  readonly isEditable: boolean
}

/** What judging has shown so far: by frame, by term, and between people. */
export function precisionSections(of: Shown, lexicon: Lexicon, { frames, terms, agreement, hits, read, holding }: Measured): Markup {
  const shown = terms.filter((term) => term.hits > 0)
  if (shown.length === 0)
    return html`<p class="empty">No hit in the stored reports. A comparison with this lexicon brings some; then they can be judged.</p>`
  const judged = terms.reduce((sum, term) => sum + term.judged, 0)
  const nameOf = new Map(lexicon.frames.map((frame) => [frame.id, frame.name ?? frame.id]))
  return html`<div class="presses">
      ${of.isEditable ? html`<a class="button main" href="/lexicons/${of.name}/judge">Judge hits</a>` : nothing}
      <p class="note" role="status">${judged} of ${counted(hits, 'hit')} judged</p>
    </div>
    <section aria-labelledby="frames">
      <h2 id="frames">Frames</h2>
      ${table(
        'Frames',
        ['Frame', 'Hits', 'Judged', 'Right', 'Reading'],
        frames.map((frame) => frameRow(frame, nameOf)),
      )}
    </section>
    <section aria-labelledby="terms">
      <h2 id="terms">Terms <small>first those whose judging helps reports most</small></h2>
      ${table(
        'Terms',
        ['Term', 'Hits', 'Right', 'Precision', 'Next'],
        shown.slice(0, termsShown).map((term) => termRow(of, term)),
      )}
      ${shown.length > termsShown ? html`<p class="note">${shown.length - termsShown} more terms have hits.</p>` : nothing}
      ${read < holding ? html`<p class="note">${holding} articles may hold these terms; the newest ${read} were read.</p>` : nothing}
    </section>
    ${agreementSection(agreement)}`
}

function frameRow({ frame, hits, judged, stratified, fit }: FramePrecision, nameOf: ReadonlyMap<string, string>): TableRow {
  const limits = stratified?.limits ? ` (${percent(stratified.limits.wilson.low)} to ${percent(stratified.limits.wilson.high)})` : ''
  return {
    head: foreign(nameOf.get(frame) ?? frame),
    cells: [
      hits,
      judged === 0 ? notYet : judged,
      stratified ? html`${shareBar(stratified.value)}${percent(stratified.value)}${limits}` : notYet,
      judged === 0 ? notYet : fit === undefined ? 'too little judged' : fit ? 'fit to compare' : 'not fit to compare yet',
    ],
  }
}

function termRow({ name, isEditable }: Shown, { term, hits, judged, right, precision, settled }: TermPrecision): TableRow {
  const asShare = precision === undefined ? notYet : html`${shareBar(precision.value)}${share(precision)}`
  return {
    head: html`<a href="/lexicons/${name}/terms/${encodeURIComponent(term)}">${foreign(term)}</a>`,
    cells: [
      hits,
      judged === 0 ? notYet : `${right}/${judged}`,
      html`${asShare}${settled === undefined ? nothing : html`<small>settled: ${settled}</small>`}`,
      html`${isEditable ? html`<a href="/lexicons/${name}/judge?term=${encodeURIComponent(term)}">Judge</a> · ` : nothing}<a
          href="/lexicons/${name}/split/${encodeURIComponent(term)}"
          >Neighbours</a
        >`,
    ],
  }
}

/** Where nobody has judged yet. */
const notYet = html`<span class="dim" title="not judged">–</span>`

/** A picture of the number beside it. */
function shareBar(value: number): Markup {
  return html`<meter min="0" max="1" value="${value}" aria-hidden="true"></meter>`
}

function agreementSection({ annotators, shared, raw, alpha, kappa, reading, disagreements }: AnnotatorAgreement): Markup {
  const words = {
    'too-few': 'fewer than 50 hits in common: too few to read',
    good: 'good',
    tentative: 'tentative',
    poor: 'poor',
    undefined: 'undefined: one answer throughout',
  } as const
  return html`<section aria-labelledby="agreement">
    <h2 id="agreement">Agreement</h2>
    ${
      annotators.length < 2
        ? html`<p class="empty">
            ${annotators.length === 0 ? 'Nobody has' : 'One person has'} judged. When two people judge the same hits, their agreement is
            shown here.
          </p>`
        : html`<dl class="strip">
              <div>
                <dt>Who</dt>
                <dd>${foreign(annotators.join(', '))}</dd>
              </div>
              <div>
                <dt>In common</dt>
                <dd>${counted(shared, 'hit')}</dd>
              </div>
              <div>
                <dt>Said the same</dt>
                <dd>${share(raw)}</dd>
              </div>
              <div>
                <dt>Krippendorff’s alpha</dt>
                <dd>${alpha === undefined ? 'undefined' : alpha.toFixed(2)}<small>${words[reading]}</small></dd>
              </div>
              ${
                kappa
                  ? html`<div>
                      <dt>Cohen’s kappa</dt>
                      <dd>${kappa.value.toFixed(2)}<small>${kappaNote(kappa)}</small></dd>
                    </div>`
                  : nothing
              }
            </dl>
            ${
              disagreements.length === 0
                ? nothing
                : html`<h3>Where they differ</h3>
                    <ul class="tight">
                      ${disagreements.slice(0, disagreementsShown).map((some) => html`<li>${foreign(some[0]?.term ?? '')}: “${foreign(some[0]?.sentence ?? '')}” <small>${some.map(({ annotator, decision }) => `${annotator}: ${decision}`).join('; ')}</small></li>`)}
                    </ul>`
            }`
    }
  </section>`
}

/** The hits of one term by their neighbours, each group with what leaving it out would do. */
export function splitSection({ name, isEditable }: Shown, { term, hits, groups }: TermSplit): Markup {
  return html`<section aria-labelledby="split">
    <h2 id="split">${foreign(term.id)}: ${counted(hits, 'hit')} by their neighbours</h2>
    <p class="note">Where a word has two senses, one group of neighbours is to be left out, or becomes a longer phrase of its own.</p>
    ${groups.length === 0 ? html`<p class="empty">No neighbour stands beside two hits or more.</p>` : nothing}
    <ul class="tight">
      ${groups.slice(0, 40).map(({ phrase, hits: size, judged, right, effect, sentences }) => {
        const { before, after, p } = effect
        return html`<li>
          <b ${langOf(term.language)}>${foreign(phrase)}</b>
          <span class="note"
            >${counted(size, 'hit')},
            ${judged === 0 ? 'none judged' : `${right}/${judged} right; without them ${before.right}/${before.judged} becomes ${after.right}/${after.judged} (McNemar p ${p.toPrecision(2)})`}</span
          >
          <ul class="quotes" ${langOf(term.language)}>
            ${sentences.slice(0, 3).map((sentence) => html`<li>${foreign(sentence)}</li>`)}
          </ul>
          ${isEditable ? splitLinks(name, term, { phrase, example: sentences[0] ?? '' }) : nothing}
        </li>`
      })}
    </ul>
  </section>`
}

function splitLinks(
  name: string,
  term: TermSplit['term'],
  { phrase, example }: { readonly phrase: string; readonly example: string },
): Markup {
  return html`<a href="/lexicons/${name}/terms/${encodeURIComponent(term.id)}?${new URLSearchParams({ unless: phrase }).toString()}"
      >Leave it out</a
    >
    ·
    <a
      href="/lexicons/${name}/new-term?${new URLSearchParams({ pattern: phrase, frame: term.frame, language: term.language, example }).toString()}"
      >A term of its own</a
    >`
}

/** Where one person gave one answer throughout, kappa is 0 without any spread, however often the two agree. */
function kappaNote({ value, standardError }: { readonly value: number; readonly standardError: number }): string {
  const isForced = Math.abs(value) < 1e-9 && standardError < 1e-6
  return isForced ? 'one of the two gave one answer throughout: it says nothing' : `standard error ${standardError.toFixed(2)}`
}
