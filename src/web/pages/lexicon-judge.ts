import { Hono } from 'hono'
import { foreign, html, langOf, link, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { decisions, type Decision } from '../../core/tuning/judgement.ts'
import { personHere } from '../../io/person.ts'
import type { OutletId } from '../../model.ts'
import { annotatorShape } from '../../workbench/judging/judge.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { judgingKeys } from '../markup/judging-keys.ts'
import { layout, secretField } from '../markup/layout.ts'
import { asksForPart } from '../markup/part.ts'
import { frameAndLanguage, lexiconHead, markedSentence, share } from '../markup/lexicon-tabs.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { workingPart } from '../markup/working.ts'
import type { JudgingAsked, JudgingReady } from '../work/lexicons/judging-desk.ts'
import { lexiconName } from '../work/shelf.ts'

const words: Readonly<Record<Decision, { readonly words: string; readonly key: string }>> = {
  accept: { words: 'Accept', key: 'a' },
  reject: { words: 'Reject', key: 'r' },
  'wrong-sense': { words: 'Wrong sense', key: 'w' },
  'quoted-only': { words: 'Quoted only', key: 'q' },
  skip: { words: 'Skip', key: 's' },
}

/** Who presses keys one after the other waits for the next hit rather than for a page that says it is looked for. */
const nextMs = 5000

/** What was decided a moment ago: the outlet is told now, and not before. */
interface Last {
  readonly said: string
  readonly outlet?: string
  readonly url?: string
}

/** The part of the page that changes with every decision. */
interface Card {
  readonly markup: Markup
  readonly isWorking: boolean
}

/** Hits one by one: does the term mean its frame there? One key decides and goes on. */
export function lexiconJudgePages(parts: SiteParts): Hono<SiteEnv> {
  const { judging, shelf, app } = parts
  const pages = new Hono<SiteEnv>()

  pages.get('/lexicons/:lexicon/judge', async (context) => {
    const asked = await readAsked(context, new URL(context.req.url).searchParams)
    const [said, outlet] = [context.req.query('last'), context.req.query('outlet')]
    return context.html(
      await page(context, asked, said === undefined ? undefined : { said: said.slice(0, 60), outlet: outlet?.slice(0, 100) }),
    )
  })

  pages.post('/lexicons/:lexicon/judge', async (context) => {
    const form = context.get('form')
    const asked = await readAsked(context, form)
    const last = await act(form, asked)
    // The script of the page takes the part that changes; without it the whole page comes again, and a reload repeats nothing.
    if (asksForPart(context)) return context.html(String((await card(context, asked, last, nextMs)).markup))
    const query = queryOf(asked)
    query.set('last', last.said)
    if (last.outlet !== undefined) query.set('outlet', last.outlet)
    return context.redirect(`/lexicons/${encodeURIComponent(lexiconName(asked.lexicon))}/judge?${query.toString()}`, 303)
  })

  return pages

  async function act(form: URLSearchParams, asked: JudgingAsked): Promise<Last> {
    if (form.get('decision') === 'undo') {
      const undone = await judging.undo(asked)
      return { said: undone === undefined ? 'Nothing to take back' : `Taken back: ${words[undone].words}` }
    }
    const decision = decisions.find((known) => known === form.get('decision'))
    if (decision === undefined) throw new Refusal(400, 'decision-unknown', `Expected one of ${decisions.join(', ')}`)
    const hit = await judging.decide(asked, form.get('item') ?? '', decision)
    return { said: words[decision].words, outlet: await outletName(hit.outlet), url: hit.url }
  }

  async function outletName(id: OutletId): Promise<string> {
    const outlet = (await shelf.outlets()).find((known) => known.id === id) ?? (await app.store.outlets.get(id))
    return outlet?.name ?? id
  }

  async function page(context: SiteContext, asked: JudgingAsked, last: Last | undefined): Promise<string> {
    const { lexicon } = asked.lexicon
    const name = lexiconName(asked.lexicon)
    const { annotator, selection } = asked
    const { markup, isWorking } = await card(context, asked, last)
    const body = html`${lexiconHead(context, { name, lexicon }, 'judge')}
      <div id="judge" data-address="/lexicons/${name}/judge">${markup}</div>
      <details class="numbers">
        <summary>Who judges, and what</summary>
        <form method="get" action="/lexicons/${name}/judge" class="fields">
          <div><label for="as">Name of who judges</label><input id="as" name="as" value="${annotator}" required maxlength="60" /></div>
          ${frameAndLanguage(lexicon, selection, true)}
          <div>
            <label for="term">Term <span class="hint">its id</span></label
            ><input id="term" name="term" value="${selection.term ?? ''}" />
          </div>
          <div><button>Draw these</button></div>
        </form>
        <p class="note">
          Two people who judge the same draw under two names judge the same hits; <a href="/lexicons/${name}/precision">Precision</a> says
          how well they agree.
        </p>
      </details>
      ${judgingKeys([...decisions.map((action) => ({ action, ...words[action] })), { action: 'undo', words: 'Undo', key: 'u' }])}`
    return layout(context, parts, { title: `Judge ${lexicon.id}`, section: '/lexicons', body, scripts: ['judge.js'], isWorking })
  }

  async function card(context: SiteContext, asked: JudgingAsked, last: Last | undefined, patienceMs?: number): Promise<Card> {
    const state = await judging.state(asked, patienceMs)
    if (state.kind === 'working')
      return { markup: html`${last === undefined ? nothing : lastWord(last)}${workingPart('Counting hits', state)}`, isWorking: true }
    const markup = html`<form method="post" action="/lexicons/${lexiconName(asked.lexicon)}/judge" class="judge-card">
      ${secretField(context, parts)}
      ${[...queryOf(asked)].map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)} ${lastWord(last)}
      ${state.hit === undefined ? done(asked) : await question(state, asked)}
      ${
        state.canUndo
          ? html`<p class="presses">
              <button class="quiet" name="decision" value="undo" data-action="undo">Undo <kbd>U</kbd></button>
            </p>`
          : nothing
      }
    </form>`
    return { markup, isWorking: false }
  }

  async function question({ hit, left, precision, sameBefore }: JudgingReady, { lexicon: { lexicon } }: JudgingAsked): Promise<Markup> {
    if (!hit) return nothing
    const frame = lexicon.frames.find(({ id }) => id === hit.frame)
    return html`<input type="hidden" name="item" value="${hit.item}" />
      <p class="kind">
        ${counted(left, 'hit')} to judge. ${hit.zone === 'headline' ? 'A headline' : 'Body'},
        ${hit.voice === 'outlet' ? 'in the outlet’s own voice' : hit.voice === 'unclear' ? 'not clear whose words' : 'in another’s words'}
      </p>
      ${sameBefore === undefined ? nothing : html`<p class="told">The same sentence again, printed in another article. You said <b>${words[sameBefore.decision].words}</b> of it in ${foreign(await outletName(sameBefore.outlet))}; each article that prints it is judged for itself.</p>`}
      <blockquote dir="auto" ${langOf(hit.language)}>${markedSentence(hit.sentence, hit.hitStart, hit.hitEnd)}</blockquote>
      <p>
        Does “${foreign(hit.sentence.slice(hit.hitStart, hit.hitEnd))}” mean <b>${foreign(frame?.name ?? hit.frame)}</b> here?
        <small>${foreign(frame?.definition ?? '')}</small>
      </p>
      <div class="presses decisions">
        ${decisions.map((decision) => html`<button name="decision" value="${decision}" data-action="${decision}" class="${decision === 'accept' ? 'main' : 'plain'}">${words[decision].words} <kbd>${words[decision].key.toUpperCase()}</kbd></button>`)}
      </div>
      <p class="note">
        ${foreign(hit.term)}:
        ${precision && precision.judged > 0 ? html`${precision.right}/${precision.judged} right by your answers, <b>${share(precision.precision)}</b>${precision.settled === undefined ? '' : `, settled: ${precision.settled}`}` : 'not judged by you yet'}
      </p>`
  }

  function done({ selection, lexicon }: JudgingAsked): Markup {
    const isSelected = Object.values(selection).some((value) => value !== undefined)
    return html`<p class="empty">
      No hit is left to judge${isSelected ? ' in this selection' : ''}. Hits come from stored reports: a new comparison brings more.
      <a href="/lexicons/${lexiconName(lexicon)}/precision">See what was found</a>
    </p>`
  }

  async function readAsked(context: SiteContext, from: URLSearchParams): Promise<JudgingAsked> {
    const lexicon = await shelf.lexicon(checkedId(context.req.param('lexicon')))
    const given = (name: string) => {
      const value = from.get(name)?.trim()
      return value === undefined || value === '' ? undefined : value.slice(0, 100)
    }
    const annotator = given('as') ?? personHere()
    if (!annotatorShape.test(annotator)) throw new Refusal(400, 'annotator-invalid', 'A name is made of letters and digits, at most 60')
    const seed = Number(given('seed') ?? '1')
    return {
      lexicon,
      annotator,
      seed: Number.isSafeInteger(seed) ? seed : 1,
      selection: { term: given('term'), frame: given('frame'), language: given('language') },
    }
  }
}

/** What became of the decision before this one. */
function lastWord(last: Last | undefined): Markup {
  return html`<p class="last" role="status">
    ${last === undefined ? 'The outlet is shown after the decision.' : html`<b>${last.said}</b>${last.outlet === undefined ? nothing : html`: it stood in ${foreign(last.outlet)}${last.url === undefined ? nothing : html`, ${link(last.url, html`read it there`)}`}`}`}
  </p>`
}

function queryOf({ annotator, seed, selection }: JudgingAsked): URLSearchParams {
  const query = new URLSearchParams({ as: annotator })
  if (seed !== 1) query.set('seed', String(seed))
  for (const [name, value] of Object.entries(selection)) if (value !== undefined) query.set(name, value)
  return query
}
