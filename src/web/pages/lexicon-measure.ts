import { Hono } from 'hono'
import { foreign, html, langOf, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { sentenceDecisions } from '../../core/tuning/judgement.ts'
import { PipelineError } from '../../errors.ts'
import type { Estimate } from '../../model.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import { drawNonHits, judgeSentence, recallOf, type NonHits, type QueuedSentence } from '../../workbench/estimate-recall.ts'
import { measureTerms, type LexiconMeasure } from '../../workbench/measure-terms.ts'
import { splitTerm, type TermSplit } from '../../workbench/split-term.ts'
import { suggestions, type Suggestions } from '../../workbench/suggest-terms.ts'
import { personHere } from '../../io/person.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { layout, secretField } from '../markup/layout.ts'
import { frameAndLanguage, lexiconHead, share } from '../markup/lexicon-tabs.ts'
import { precisionSections, splitSection } from '../markup/precision.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { memory, tuningStamp } from '../work/lexicons/memory.ts'

interface Opened {
  readonly name: string
  readonly file: LexiconFile
}

/** What takes longer is given up, and says so. */
const longestMs = 60_000
const answersKept = 12

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
    if (queued) await judgeSentence(queued, decision, { annotator: personHere(), lexicon: file }, app)
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
    return { frame, language, annotator: personHere(), most: 50, seed: 1, signal: signal() }
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
