import { userInfo } from 'node:os'
import { Hono } from 'hono'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted, percent } from '../../core/report/wording.ts'
import type { AnnotatorAgreement } from '../../core/tuning/agreement.ts'
import { sentenceDecisions } from '../../core/tuning/judgement.ts'
import type { FramePrecision, TermPrecision } from '../../core/tuning/precision.ts'
import { PipelineError } from '../../errors.ts'
import type { Estimate } from '../../model.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import { drawNonHits, judgeSentence, recallOf, type NonHits, type QueuedSentence } from '../../workbench/estimate-recall.ts'
import { measureTerms, type LexiconMeasure } from '../../workbench/measure-terms.ts'
import { splitTerm, type TermSplit } from '../../workbench/split-term.ts'
import { suggestions, type Suggestions } from '../../workbench/suggest-terms.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { layout, secretField } from '../markup/layout.ts'
import { frameAndLanguage, lexiconHead, share } from '../markup/lexicon-tabs.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { memory, tuningStamp } from '../work/memory.ts'

interface Opened {
  readonly name: string
  readonly file: LexiconFile
}

/** What takes longer is given up, and says so. */
const longestMs = 60_000
const answersKept = 12
const termsShown = 100
const disagreementsShown = 30

/** What judging has shown: precision and agreement, terms that split, words that are missing, how much is missed. */
export function lexiconMeasurePages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, app } = parts
  const pages = new Hono<SiteEnv>()
  const signal = () => AbortSignal.timeout(longestMs)
  const [measures, splits, suggested] = [
    memory<LexiconMeasure>(answersKept),
    memory<TermSplit>(answersKept),
    memory<Suggestions>(answersKept),
  ]
  const recalls = memory<NonHits & { readonly recall: Estimate | undefined }>(answersKept)

  pages.get('/lexicons/:lexicon/precision', async (context) => {
    const { name, file } = await opened(context)
    const selection = { term: undefined, ...selected(context) }
    const key = `${await tuningStamp(file, parts)} ${JSON.stringify(selection)}`
    const measure = await measures(key, () => measureTerms(file.lexicon, selection, app, signal()))
    const body = html`${lexiconHead(name, file.lexicon, 'precision')}${chooser(`/lexicons/${name}/precision`, file, context, true)}${precisionSections(name, measure)}`
    return context.html(layout(context, parts, { title: `Precision of ${file.lexicon.id}`, section: '/lexicons', body }))
  })

  pages.get('/lexicons/:lexicon/split/:term', async (context) => {
    const { name, file } = await opened(context)
    const term = context.req.param('term')
    const split = await splits(`${await tuningStamp(file, parts)} ${term}`, () => splitTerm(file.lexicon, term, app, signal()))
    const body = html`${lexiconHead(name, file.lexicon, 'precision')}${splitSection(name, split)}`
    return context.html(layout(context, parts, { title: `Neighbours of ${split.term.id}`, section: '/lexicons', body }))
  })

  pages.get('/lexicons/:lexicon/suggest', async (context) => {
    const { name, file } = await opened(context)
    const { frame, language } = selected(context)
    const body = html`${lexiconHead(name, file.lexicon, 'suggest')} ${chooser(`/lexicons/${name}/suggest`, file, context, false)}
    ${frame === undefined || language === undefined ? html`<p class="empty">Choose a frame and a language: words that stand near its hits, and other forms of its terms, are looked for in the stored reports.</p>` : await suggestionSection(name, file, { frame, language })}`
    return context.html(layout(context, parts, { title: `Suggestions for ${file.lexicon.id}`, section: '/lexicons', body }))
  })

  pages.get('/lexicons/:lexicon/recall', async (context) => {
    const { name, file } = await opened(context)
    const { frame, language } = selected(context)
    const body = html`${lexiconHead(name, file.lexicon, 'recall')} ${chooser(`/lexicons/${name}/recall`, file, context, false)}
    ${frame === undefined || language === undefined ? html`<p class="empty">Choose a frame and a language. Sentences without a hit are drawn by chance: how many of them tell the frame in other words says how much is missed.</p>` : await recallSection(context, name, file, { frame, language })}`
    return context.html(layout(context, parts, { title: `Recall of ${file.lexicon.id}`, section: '/lexicons', body }))
  })

  pages.post('/lexicons/:lexicon/recall', async (context) => {
    const { name, file } = await opened(context)
    const form = context.get('form')
    const [frame, language] = [form.get('frame') ?? '', form.get('language') ?? '']
    const decision = sentenceDecisions.find((known) => known === form.get('decision'))
    if (decision === undefined) throw new Refusal(400, 'decision-unknown', `Expected one of ${sentenceDecisions.join(', ')}`)
    const { items } = await drawNonHits(file.lexicon, requestFor(frame, language), app)
    const queued = items.find(({ item }) => item === form.get('item'))
    if (queued) await judgeSentence(queued, decision, { annotator: userInfo().username, lexicon: file }, app)
    return context.redirect(`/lexicons/${name}/recall?${new URLSearchParams({ frame, language }).toString()}`, 303)
  })

  return pages

  async function opened(context: SiteContext): Promise<Opened> {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  async function suggestionSection(
    name: string,
    file: LexiconFile,
    asked: { readonly frame: string; readonly language: string },
  ): Promise<Markup> {
    refuseUnknownFrame(file.lexicon, asked.frame)
    const key = `${await tuningStamp(file, parts)} ${JSON.stringify(asked)}`
    const found = await suggested(key, () => suggestions(file.lexicon, { ...asked, seed: 1, signal: signal() }, app))
    if (found.suggestions.length === 0)
      return html`<p class="empty">
        No suggestion: ${counted(found.sentences, 'sentence')} of this frame were found in the stored reports, and that is too few.
      </p>`
    return html`<p class="note">
        From ${counted(found.sentences, 'sentence')} of the frame against ${counted(found.others, 'other')}. Nothing is added unread.
      </p>
      <ul class="tight">
        ${found.suggestions.map(({ kind, phrase, inFrame, elsewhere, sentences }) => {
          const query = new URLSearchParams({ ...asked, pattern: phrase, example: sentences[0] ?? '' })
          return html`<li>
            <b ${langOf(asked.language)}>${foreign(phrase)}</b>
            <span class="note">${kind}; ${counted(inFrame, 'sentence')} of the frame, ${elsewhere} others</span>
            <a href="/lexicons/${name}/new-term?${query.toString()}">Make it a term</a>
            <ul class="quotes" ${langOf(asked.language)}>
              ${sentences.map((sentence) => html`<li>${foreign(sentence)}</li>`)}
            </ul>
          </li>`
        })}
      </ul>`
  }

  async function recallSection(
    context: SiteContext,
    name: string,
    file: LexiconFile,
    { frame, language }: { readonly frame: string; readonly language: string },
  ): Promise<Markup> {
    refuseUnknownFrame(file.lexicon, frame)
    const request = requestFor(frame, language)
    const key = `${await tuningStamp(file, parts)} ${frame} ${language}`
    const { recall, items, sentences } = await recalls(key, async () => ({
      recall: await recallOf(file.lexicon, request, app),
      ...(await drawNonHits(file.lexicon, request, app)),
    }))
    const definition = file.lexicon.frames.find(({ id }) => id === frame)?.definition ?? ''
    return html`<p class="lede">
        ${recall ? html`<b>${share(recall)}</b> of what tells this frame is found.` : 'Not known yet: judge some hits, and some of the sentences here.'}
      </p>
      ${items[0] ? sentenceCard(context, name, items[0], definition) : html`<p class="empty">No sentence is left to judge.</p>`}
      <p class="note">Drawn from about ${counted(sentences, 'sentence')} without a hit; ${items.length} drawn.</p>`
  }

  function sentenceCard(
    context: SiteContext,
    name: string,
    { item, frame, language, sentence }: QueuedSentence,
    definition: string,
  ): Markup {
    return html`<form method="post" action="/lexicons/${name}/recall" class="judge-card">
      ${secretField(context, parts)}
      <input type="hidden" name="frame" value="${frame}" /><input type="hidden" name="language" value="${language}" /><input
        type="hidden"
        name="item"
        value="${item}"
      />
      <blockquote dir="auto" ${langOf(language)}>${foreign(sentence)}</blockquote>
      <p>Does this tell <b>${foreign(frame)}</b> in other words? <small>${foreign(definition)}</small></p>
      <div class="presses">
        <button name="decision" value="frame">It does</button><button name="decision" value="no-frame">It does not</button
        ><button class="quiet" name="decision" value="skip">Skip</button>
      </div>
    </form>`
  }

  function requestFor(frame: string, language: string) {
    return { frame, language, annotator: userInfo().username, most: 50, seed: 1, signal: signal() }
  }
}

function selected(context: SiteContext): { readonly frame: string | undefined; readonly language: string | undefined } {
  const given = (name: string) => {
    const value = context.req.query(name)?.slice(0, 100)
    return value === undefined || value === '' ? undefined : value
  }
  return { frame: given('frame'), language: given('language') }
}

function chooser(path: string, { lexicon }: LexiconFile, context: SiteContext, isOptional: boolean): Markup {
  return html`<form method="get" action="${path}" class="fields chooser">
    ${frameAndLanguage(lexicon, selected(context), isOptional)}
    <div><button>Show</button></div>
  </form>`
}

function refuseUnknownFrame({ frames }: LexiconFile['lexicon'], frame: string): void {
  if (!frames.some(({ id }) => id === frame)) throw new PipelineError('frame-missing', 'The lexicon has no such frame', { retry: 'never' })
}

function precisionSections(name: string, { frames, terms, agreement, found }: LexiconMeasure): Markup {
  const shown = terms.filter(({ hits }) => hits > 0)
  if (shown.length === 0)
    return html`<p class="empty">No hit in the stored reports. A comparison with this lexicon brings some; then they can be judged.</p>`
  return html`<section aria-labelledby="frames">
      <h2 id="frames">Frames</h2>
      <div class="scroll" role="group" aria-labelledby="frames" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Frame</th>
              <th scope="col">Hits</th>
              <th scope="col">Judged</th>
              <th scope="col">Right</th>
              <th scope="col">Reading</th>
            </tr>
          </thead>
          <tbody>
            ${frames.map(frameRow)}
          </tbody>
        </table>
      </div>
    </section>
    <section aria-labelledby="terms">
      <h2 id="terms">Terms <small>first those whose judging helps reports most</small></h2>
      <div class="scroll" role="group" aria-labelledby="terms" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Term</th>
              <th scope="col">Hits</th>
              <th scope="col">Right</th>
              <th scope="col">Precision</th>
              <th scope="col">Next</th>
            </tr>
          </thead>
          <tbody>
            ${shown.slice(0, termsShown).map((term) => termRow(name, term))}
          </tbody>
        </table>
      </div>
      ${shown.length > termsShown ? html`<p class="note">${shown.length - termsShown} more terms have hits.</p>` : nothing}
      ${found.read < found.holding ? html`<p class="note">${found.holding} articles may hold these terms; the newest ${found.read} were read.</p>` : nothing}
    </section>
    ${agreementSection(agreement)}`
}

function frameRow({ frame, hits, judged, stratified, fit }: FramePrecision): Markup {
  const limits = stratified?.limits ? ` (${percent(stratified.limits.wilson.low)} to ${percent(stratified.limits.wilson.high)})` : ''
  return html`<tr>
    <th scope="row">${foreign(frame)}</th>
    <td>${hits}</td>
    <td>${judged}</td>
    <td>${stratified ? `${percent(stratified.value)}${limits}` : 'not judged'}</td>
    <td>${fit === undefined ? 'too little judged' : fit ? 'fit to compare' : 'not fit to compare'}</td>
  </tr>`
}

function termRow(name: string, { term, hits, judged, right, precision, settled }: TermPrecision): Markup {
  return html`<tr>
    <th scope="row"><a href="/lexicons/${name}/terms/${encodeURIComponent(term)}">${foreign(term)}</a></th>
    <td>${hits}</td>
    <td>${right}/${judged}</td>
    <td>${share(precision)}${settled === undefined ? nothing : html`<small>settled: ${settled}</small>`}</td>
    <td>
      <a href="/lexicons/${name}/judge?term=${encodeURIComponent(term)}">Judge</a> ·
      <a href="/lexicons/${name}/split/${encodeURIComponent(term)}">Neighbours</a>
    </td>
  </tr>`
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
                      <dd>${kappa.value.toFixed(2)}<small>standard error ${kappa.standardError.toFixed(2)}</small></dd>
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

function splitSection(name: string, { term, hits, groups }: TermSplit): Markup {
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
          <a href="/lexicons/${name}/terms/${encodeURIComponent(term.id)}?${new URLSearchParams({ unless: phrase }).toString()}"
            >Leave it out</a
          >
          ·
          <a
            href="/lexicons/${name}/new-term?${new URLSearchParams({ pattern: phrase, frame: term.frame, language: term.language, example: sentences[0] ?? '' }).toString()}"
            >A term of its own</a
          >
        </li>`
      })}
    </ul>
  </section>`
}
