import { Hono } from 'hono'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { sentenceDecisions, type SentenceDecision } from '../../core/tuning/judgement.ts'
import { personHere } from '../../io/person.ts'
import type { Estimate } from '../../model.ts'
import { recallOf } from '../../workbench/judging/estimate-recall.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { chooser, refuseUnknownFrame, selected } from '../markup/frame-chooser.ts'
import { judgingKeys } from '../markup/judging-keys.ts'
import { layout, secretField } from '../markup/layout.ts'
import { lexiconHead, share } from '../markup/lexicon-tabs.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { memory, tuningStamp } from '../work/lexicons/memory.ts'
import { createSentenceDesk, type SentencesAsked } from '../work/lexicons/sentence-desk.ts'

const words: Readonly<Record<SentenceDecision, { readonly words: string; readonly key: string }>> = {
  frame: { words: 'It does', key: 'y' },
  'no-frame': { words: 'It does not', key: 'n' },
  skip: { words: 'Skip', key: 's' },
}

/** What takes longer is given up, and says so. */
const longestMs = 60_000
const answersKept = 12

/** How much a lexicon misses: sentences without a hit, one by one. One key decides and goes on. */
export function lexiconRecallPages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, app } = parts
  const pages = new Hono<SiteEnv>()
  const desk = createSentenceDesk(app)
  const recalls = memory<{ readonly recall: Estimate | undefined }>(answersKept)

  pages.get('/lexicons/:lexicon/recall', async (context) => {
    const { name, file } = await opened(context)
    const { frame, language } = selected(context)
    const body = html`${lexiconHead(name, file.lexicon, 'recall')} ${chooser(`/lexicons/${name}/recall`, file, context, false)}
    ${frame === undefined || language === undefined ? html`<p class="empty">Choose a frame and a language. Sentences without a hit are drawn by chance: how many of them tell the frame in other words says how much is missed.</p>` : await section(context, name, { lexicon: file, frame, language, annotator: personHere() })}`
    const scripts = frame === undefined || language === undefined ? [] : (['judge.js'] as const)
    return context.html(layout(context, parts, { title: `Recall of ${file.lexicon.id}`, section: '/lexicons', body, scripts }))
  })

  pages.post('/lexicons/:lexicon/recall', async (context) => {
    const { name, file } = await opened(context)
    const form = context.get('form')
    const [frame, language] = [form.get('frame') ?? '', form.get('language') ?? '']
    refuseUnknownFrame(file.lexicon, frame)
    const decision = sentenceDecisions.find((known) => known === form.get('decision'))
    if (decision === undefined) throw new Refusal(400, 'decision-unknown', `Expected one of ${sentenceDecisions.join(', ')}`)
    const asked = { lexicon: file, frame, language, annotator: personHere() }
    await desk.decide(asked, form.get('item') ?? '', decision)
    // The script of the page takes the part that changes; without it the whole page comes again, and a reload repeats nothing.
    if (form.has('part')) return context.html(String(await card(context, name, asked, words[decision].words)))
    return context.redirect(`/lexicons/${name}/recall?${new URLSearchParams({ frame, language }).toString()}`, 303)
  })

  return pages

  async function opened(context: SiteContext) {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  async function section(context: SiteContext, name: string, asked: SentencesAsked): Promise<Markup> {
    const { lexicon: file, frame, language, annotator } = asked
    refuseUnknownFrame(file.lexicon, frame)
    const key = `${await tuningStamp(file, parts)} ${JSON.stringify([frame, language])}`
    const request = { frame, language, annotator, most: 1, seed: 1, signal: AbortSignal.timeout(longestMs) }
    const { recall } = await recalls(key, async () => ({ recall: await recallOf(file.lexicon, request, app) }))
    return html`<p class="lede">
        ${recall ? html`<b>${share(recall)}</b> of what tells this frame is found.` : 'Not known yet: judge some hits, and some of the sentences here.'}
      </p>
      <div id="judge" data-address="/lexicons/${name}/recall">${await card(context, name, asked, undefined)}</div>
      <p class="note">The share is worked out anew when this page is loaded again.</p>
      ${judgingKeys(sentenceDecisions.map((action) => ({ action, ...words[action] })))}`
  }

  async function card(context: SiteContext, name: string, asked: SentencesAsked, last: string | undefined): Promise<Markup> {
    const { lexicon, frame, language } = asked
    const { sentence, left, of } = await desk.state(asked)
    const asks = lexicon.lexicon.frames.find(({ id }) => id === frame)
    return html`<form method="post" action="/lexicons/${name}/recall" class="judge-card">
      ${secretField(context, parts)}
      <input type="hidden" name="frame" value="${frame}" /><input type="hidden" name="language" value="${language}" />
      <p class="last" role="status">${last === undefined ? nothing : html`<b>${last}</b>`}</p>
      ${
        sentence === undefined
          ? html`<p class="empty">No sentence is left to judge.</p>`
          : html`<input type="hidden" name="item" value="${sentence.item}" />
              <p class="kind">${counted(left, 'sentence')} of this draw to judge, from about ${counted(of, 'sentence')} without a hit.</p>
              <blockquote dir="auto" ${langOf(language)}>${foreign(sentence.sentence)}</blockquote>
              <p>Does this tell <b>${foreign(asks?.name ?? frame)}</b> in other words? <small>${foreign(asks?.definition ?? '')}</small></p>
              <div class="presses decisions">
                ${sentenceDecisions.map((decision) => html`<button name="decision" value="${decision}" data-action="${decision}" class="plain">${words[decision].words} <kbd>${words[decision].key.toUpperCase()}</kbd></button>`)}
              </div>`
      }
    </form>`
  }
}
