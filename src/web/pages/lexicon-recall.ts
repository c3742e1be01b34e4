import { Hono } from 'hono'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { sentenceDecisions, type SentenceDecision } from '../../core/tuning/judgement.ts'
import { personHere } from '../../io/person.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { chooser, refuseUnknownFrame, selected } from '../markup/frame-chooser.ts'
import { judgingKeys } from '../markup/judging-keys.ts'
import { layout, secretField } from '../markup/layout.ts'
import { asksForPart } from '../markup/part.ts'
import { lexiconHead, share } from '../markup/lexicon-tabs.ts'
import { workingPart } from '../markup/working.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import type { SentencesAsked } from '../work/lexicons/sentence-desk.ts'

const words: Readonly<Record<SentenceDecision, { readonly words: string; readonly key: string }>> = {
  frame: { words: 'It does', key: 'y' },
  'no-frame': { words: 'It does not', key: 'n' },
  skip: { words: 'Skip', key: 's' },
}

/** What was said a moment ago, and how long whoever said it waits for the next sentence. */
interface Turn {
  readonly said?: string
  readonly patienceMs?: number
}

/** Who presses keys one after the other waits for the next sentence rather than for a page that says it is looked for. */
const nextMs = 5000

/** A part of the page, which may still be worked out. */
interface Part {
  readonly markup: Markup
  readonly isWorking: boolean
}

/** How much a lexicon misses: sentences without a hit, one by one. One key decides and goes on. */
export function lexiconRecallPages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, tuning, sentences } = parts
  const pages = new Hono<SiteEnv>()

  pages.get('/lexicons/:lexicon/recall', async (context) => {
    const { name, file } = await opened(context)
    const { frame, language } = selected(context)
    const asked = frame === undefined || language === undefined ? undefined : { lexicon: file, frame, language, annotator: personHere() }
    const { markup, isWorking } = asked ? await section(context, name, asked) : nothingChosen
    const body = html`${lexiconHead(context, { name, lexicon: file.lexicon }, 'recall')}
    ${chooser(`/lexicons/${name}/recall`, file, context, false)} ${markup}`
    const scripts = asked && !isWorking ? (['judge.js'] as const) : []
    return context.html(layout(context, parts, { title: `Recall of ${file.lexicon.id}`, section: '/lexicons', body, scripts, isWorking }))
  })

  pages.post('/lexicons/:lexicon/recall', async (context) => {
    const { name, file } = await opened(context)
    const form = context.get('form')
    const [frame, language] = [form.get('frame') ?? '', form.get('language') ?? '']
    refuseUnknownFrame(file.lexicon, frame)
    const asked = { lexicon: file, frame, language, annotator: personHere() }
    const said = await act(form, asked)
    // The script of the page takes the part that changes; without it the whole page comes again, and a reload repeats nothing.
    if (asksForPart(context)) return context.html(String((await card(context, name, asked, { said, patienceMs: nextMs })).markup))
    const query = new URLSearchParams({ frame, language })
    return context.redirect(`/lexicons/${encodeURIComponent(name)}/recall?${query.toString()}`, 303)
  })

  return pages

  async function act(form: URLSearchParams, asked: SentencesAsked): Promise<string> {
    if (form.get('decision') === 'undo') {
      const undone = await sentences.undo(asked)
      return undone === undefined ? 'Nothing to take back' : `Taken back: ${words[undone].words}`
    }
    const decision = sentenceDecisions.find((known) => known === form.get('decision'))
    if (decision === undefined) throw new Refusal(400, 'decision-unknown', `Expected one of ${sentenceDecisions.join(', ')}`)
    await sentences.decide(asked, form.get('item') ?? '', decision)
    return words[decision].words
  }

  async function opened(context: SiteContext) {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  async function section(context: SiteContext, name: string, asked: SentencesAsked): Promise<Part> {
    const { lexicon: file, frame, language } = asked
    refuseUnknownFrame(file.lexicon, frame)
    const recalled = await tuning.recalled(file, { frame, language })
    if (recalled.kind === 'working')
      return { markup: workingPart('Counting hits and drawing sentences without one', recalled), isWorking: true }
    const { recall } = recalled.value
    const next = await card(context, name, asked, {})
    const markup = html`<p class="lede">
        ${recall ? html`<b>${share(recall)}</b> of what tells this frame is found.` : 'Not known yet: judge some hits, and some of the sentences here.'}
      </p>
      <div id="judge" data-address="/lexicons/${name}/recall">${next.markup}</div>
      <p class="note">The share is worked out anew when this page is loaded again.</p>
      ${judgingKeys([...sentenceDecisions.map((action) => ({ action, ...words[action] })), { action: 'undo', words: 'Undo', key: 'u' }])}`
    return { markup, isWorking: next.isWorking }
  }

  async function card(context: SiteContext, name: string, asked: SentencesAsked, { said: last, patienceMs }: Turn): Promise<Part> {
    const { lexicon, frame, language } = asked
    const state = await sentences.state(asked, patienceMs)
    if (state.kind === 'working') return { markup: workingPart('Drawing sentences without a hit', state), isWorking: true }
    const { sentence, left, of, canUndo } = state
    const asks = lexicon.lexicon.frames.find(({ id }) => id === frame)
    const markup = html`<form method="post" action="/lexicons/${name}/recall" class="judge-card">
      ${secretField(context, parts)}
      <input type="hidden" name="frame" value="${frame}" /><input type="hidden" name="language" value="${language}" />
      <p class="last" role="status">${last === undefined ? 'Drawn by chance from articles of all outlets.' : html`<b>${last}</b>`}</p>
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
      ${
        canUndo
          ? html`<p class="presses">
              <button class="quiet" name="decision" value="undo" data-action="undo">Undo <kbd>U</kbd></button>
            </p>`
          : nothing
      }
    </form>`
    return { markup, isWorking: false }
  }
}

const nothingChosen: Part = {
  markup: html`<p class="empty">
    Choose a frame and a language. Sentences without a hit are drawn by chance: how many of them tell the frame in other words says how much
    is missed.
  </p>`,
  isWorking: false,
}
