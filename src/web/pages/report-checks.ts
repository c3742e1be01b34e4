import { Hono } from 'hono'
import type { Verification } from '../../bundle/verify.ts'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import type { Move, ReportDiff } from '../../core/report/diff-reports.ts'
import { counted, dayOf, shortNumber } from '../../core/report/wording.ts'
import { toId } from '../../core/ids.ts'
import { checkedId } from '../guard/ids.ts'
import { download } from '../markup/download.ts'
import { layout, secretField } from '../markup/layout.ts'
import { reportBar } from '../markup/report-bar.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { exportStored, verifyStored } from '../work/report/report-folder.ts'
import { newestReports, reportTitle } from '../work/report/reports.ts'
import { takeTurns } from '../work/report/turns.ts'
import { table } from '../markup/table.ts'

/** Reports that a person chooses two of; others are named in the address. */
const chosenFrom = 300

/** Exports and verifications that wait for their turn. Each takes seconds. */
const mostWaiting = 8

/** What is done with reports beside reading them: compared, made again, taken away whole. */
export function reportCheckPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()
  const turns = takeTurns({ mostWaiting })

  pages.get('/reports/compare', async (context) => {
    const [before, after] = [context.req.query('before') ?? '', context.req.query('after') ?? '']
    const runOfName = (name: string) => toId<'Run'>(checkedId(name))
    const diff = before === '' || after === '' ? undefined : await parts.reports.diff(runOfName(before), runOfName(after))
    return context.html(await comparePage(context, { before, after, diff }))
  })

  pages.get('/reports/:run/export', async (context) => {
    const file = await turns.take(context.req.raw.signal, (client) => exportStored(runOf(context), parts, client))
    return download(context, file)
  })

  pages.get('/reports/:run/verify', async (context) => context.html(await verifyPage(context, undefined)))

  pages.post('/reports/:run/verify', async (context) => {
    const result = await turns.take(context.req.raw.signal, (client) => verifyStored(runOf(context), parts, client))
    return context.html(await verifyPage(context, result))
  })

  return pages

  async function verifyPage(context: SiteContext, result: Verification | undefined): Promise<string> {
    const run = runOf(context)
    const title = await reportTitle(run, parts.app)
    const body = html`${await reportBar(context, { run, parts }, 'verify')}
      <div class="head">
        <div>
          <p class="kind">${foreign(title)}</p>
          <h1>Verify</h1>
        </div>
      </div>
      <p class="lede">
        The report is made again from the pages, the lexicon and the settings that were kept with it, without a network, and every byte is
        compared.
      </p>
      ${result === undefined ? nothing : verdict(result)}
      <form method="post" action="/reports/${run}/verify">
        ${secretField(context, parts)}
        <p><button class="main">${result === undefined ? 'Make it again' : 'Once more'}</button></p>
      </form>`
    return layout(context, parts, { title: 'Verify', section: '/reports', body })
  }

  async function comparePage(
    context: SiteContext,
    asked: { readonly before: string; readonly after: string; readonly diff: ReportDiff | undefined },
  ): Promise<string> {
    const { cards: newest } = await newestReports(chosenFrom, parts)
    // Older ones than the list holds stay chosen.
    const shown = asked.diff === undefined ? [] : [...new Set([asked.before, asked.after])]
    const older = shown.filter((run) => !newest.some((card) => card.run === run))
    const cards = [
      ...newest,
      ...(await Promise.all(older.map((run) => parts.app.store.reportCards.get(toId<'Run'>(run))))).flatMap((card) => card ?? []),
    ]
    const option = (chosen: string) => [
      html`<option value="">choose a report</option>`,
      ...cards.map(
        ({ run, title, createdAt }) =>
          html`<option value="${run}" ${run === chosen ? html`selected` : nothing}>
            ${dayOf(createdAt)}, ${createdAt.slice(11, 16)}: ${title}
          </option>`,
      ),
    ]
    const { before, after, diff } = asked
    const body = html`<div class="head"><h1>Compare two reports</h1></div>
      <form method="get" action="/reports/compare" class="fields one">
        <div>
          <label for="before">Before</label
          ><select id="before" name="before" required>
            ${option(before)}
          </select>
        </div>
        <div>
          <label for="after">After</label
          ><select id="after" name="after" required>
            ${option(after)}
          </select>
        </div>
        <div><button class="main">Compare</button></div>
      </form>
      ${diff === undefined ? nothing : before === after ? html`<p class="told" role="status">This is one report twice: choose another to compare it with.</p>` : diffSections(diff)}`
    return layout(context, parts, { title: 'Compare two reports', section: '/reports', body })
  }
}

function verdict({ same, compared, pages, mistakes, notes, versions }: Verification): Markup {
  return html`${
    same
      ? html`<p class="told" role="status">
          <b>The same.</b> ${counted(compared.length, 'file')} made again from ${counted(pages, 'page')}, every byte as it was.
        </p>`
      : html`<div class="mistake" role="alert">
          <b>Not the same.</b>
          <ul>
            ${mistakes.map((mistake) => html`<li>${foreign(mistake)}</li>`)}
          </ul>
        </div>`
  }
  ${
    notes.length === 0
      ? nothing
      : html`<ul>
          ${notes.map((note) => html`<li>${foreign(note)}</li>`)}
        </ul>`
  }
  ${
    versions.length === 0
      ? nothing
      : html`<p>Other versions than those it was made with:</p>
          <ul>
            ${versions.map((line) => html`<li>${foreign(line)}</li>`)}
          </ul>`
  }`
}

function diffSections(diff: ReportDiff): Markup {
  if (diff.same) return html`<p class="told" role="status">Nothing moved.</p>`
  const { articles, hits } = diff
  const rate = ({ hits: count, tokens, perThousand }: NonNullable<ReportDiff['rates'][number]['before']>) =>
    `${typeof perThousand === 'number' ? shortNumber(perThousand) : 'no rate'} (${count} in ${tokens})`
  return html`${
    diff.finding
      ? section(
          'finding',
          'Finding',
          html`<p><del>${foreign(diff.finding.before ?? '')}</del></p>
            <p><ins>${foreign(diff.finding.after ?? '')}</ins></p>`,
        )
      : nothing
  }
  ${moves('verdicts', 'Verdicts', diff.verdicts, String)}
  ${changes('articles', 'Articles', articles.added, articles.removed, ({ outlet, title }) => html`${foreign(outlet)}: ${foreign(title)}`)}
  ${edited(articles.edited)}
  ${changes('hits', 'Hits', hits.gained, hits.lost, ({ frame, text, sentence, voice }) => html`<b>${foreign(text)}</b> ${frame}, ${voice.kind} <small>${foreign(sentence)}</small>`)}
  ${moves('voices', 'Hits in another voice', hits.voiceChanged, String)} ${moves('coverage', 'Coverage', diff.outlets, String)}
  ${moves('rates', 'Rates per 1,000 words (hits in words)', diff.rates, rate)} ${moves('causes', 'Made otherwise', diff.causes, String)}`
}

function section(id: string, words: string, body: Markup): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${words}</h2>
    ${body}
  </section>`
}

/** Lists longer than this are cut; the command line lists all. */
const shownAtMost = 200

function changes<Value>(
  id: string,
  words: string,
  added: readonly Value[],
  removed: readonly Value[],
  show: (value: Value) => Markup,
): Markup {
  if (added.length + removed.length === 0) return nothing
  const rows = [
    ...added.map((value) => html`<li><span class="sign">+</span> <ins>${show(value)}</ins></li>`),
    ...removed.map((value) => html`<li><span class="sign">−</span> <del>${show(value)}</del></li>`),
  ]
  return section(
    id,
    `${words}: ${added.length} more, ${removed.length} fewer`,
    html`<ul class="tight">
        ${rows.slice(0, shownAtMost)}
      </ul>
      ${rest(rows.length)}`,
  )
}

/** Articles that say something else now at the address where they were. */
function edited(articles: ReportDiff['articles']['edited']): Markup {
  if (articles.length === 0) return nothing
  const rows = articles.map(({ outlet, title }) => html`<li>${foreign(outlet)}: ${foreign(title)}</li>`)
  return section(
    'edited',
    `Articles with another text: ${articles.length}`,
    html`<ul class="tight">
        ${rows.slice(0, shownAtMost)}
      </ul>
      ${rest(rows.length)}`,
  )
}

function moves<Value>(id: string, words: string, list: readonly Move<Value>[], show: (value: Value) => string): Markup {
  if (list.length === 0) return nothing
  const both = list.flatMap(({ what, before, after }) => (before === null || after === null ? [] : [{ what, before, after }]))
  const [added, gone] = [list.filter(({ before }) => before === null).length, list.filter(({ after }) => after === null).length]
  const rows = both.slice(0, shownAtMost).map(({ what, before, after }) => ({
    head: foreign(what),
    cells: [foreign(show(before)), foreign(show(after))],
  }))
  return section(
    id,
    words,
    html`${rows.length === 0 ? nothing : table(words, ['What', 'Before', 'After'], rows)} ${rest(both.length)}
    ${added + gone === 0 ? nothing : html`<p class="note">Told by one of the two alone: ${gone} by the first, ${added} by the second.</p>`}`,
  )
}

function rest(length: number): Markup {
  return length > shownAtMost
    ? html`<p class="note">${length - shownAtMost} more: <code>frameshift report diff --json</code> lists them.</p>`
    : nothing
}

function runOf(context: SiteContext) {
  return toId<'Run'>(checkedId(context.req.param('run')))
}
