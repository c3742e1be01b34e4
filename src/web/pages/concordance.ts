import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { printable } from '../../core/report/safe-link.ts'
import { counted, voiceWords } from '../../core/report/wording.ts'
import { toId } from '../../core/ids.ts'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import type { RunId } from '../../model.ts'
import { checkedId } from '../guard/ids.ts'
import { layout } from '../markup/layout.ts'
import { pageLinks } from '../markup/page-links.ts'
import { reportBar } from '../markup/report-bar.ts'
import { table } from '../markup/table.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import type { OutletUse } from '../work/report/frame-use.ts'
import { useSection } from '../markup/use-table.ts'
import { lineOrders, linesPerPage, lineVoices, type Concordance, type ConcordanceLine } from '../work/report/concordance.ts'

const choiceSchema = z.object({
  frame: z.string().max(100).default(''),
  outlet: z.string().max(300).default(''),
  voice: z.enum(['', ...lineVoices]).default(''),
  order: z.enum(lineOrders).default('place'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})
type Choice = z.infer<typeof choiceSchema>

const voiceChoices = [
  ['', 'all'],
  ['outlet', 'in the outlet’s own voice'],
  ['attributed', 'in others’ words'],
  ['quoted', 'quoting others'],
  ['reported', 'reporting others'],
  ['unclear', 'unclear'],
] as const

const orderChoices = [
  ['place', 'article and place'],
  ['hit', 'the hit itself'],
  ['before', 'the words before it'],
  ['after', 'the words after it'],
] as const

/** Every hit of a report in one list, between the words round it: chosen by frame, outlet and voice, and sorted by what stands beside it. */
export function concordancePages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/reports/:run/hits', async (context) => {
    const run = toId<'Run'>(checkedId(context.req.param('run')))
    const choice = choiceSchema.parse(context.req.query(), { error: plainMistake })
    const uses = choice.frame === '' ? [] : await parts.reports.frameUse(run, choice.frame)
    return context.html(await page(context, run, { choice, uses, found: await parts.reports.concordance(run, choice) }))
  })

  return pages

  async function page(
    context: SiteContext,
    run: RunId,
    { choice, uses, found }: { readonly choice: Choice; readonly uses: readonly OutletUse[]; readonly found: Concordance },
  ): Promise<string> {
    const { title, total, lines } = found
    const path = `/reports/${run}/hits`
    const body = html`${await reportBar(context, { run, parts }, 'hits')}
      <div class="head">
        <div>
          <p class="kind">Every hit in its context</p>
          <h1>${foreign(title)}</h1>
        </div>
      </div>
      ${chooser(path, choice, found)}
      ${uses.length === 0 ? frameLinks(path, found) : useSection({ ...choice, report: `/reports/${run}` }, { uses, name: found.frames.get(choice.frame) ?? choice.frame })}
      <p class="note" id="lines">
        <span role="status">${counted(total, 'hit')}.</span> Each leads to its place in the article. As a table, with whole sentences:
        <a href="/reports/${run}/files/hits.csv" download>hits.csv</a>
      </p>
      ${total === 0 ? html`<p class="empty">No hit is like that.</p>` : lineTable(run, lines)}
      ${pageLinks({ path, filter: choice, page: choice.page, pages: Math.ceil(total / linesPerPage) })}`
    return layout(context, parts, { title: `Hits: ${title}`, section: '/reports', body })
  }
}

/** From here to who uses one of them. */
function frameLinks(path: string, { frames }: Concordance): Markup {
  if (frames.size === 0) return nothing
  const links = [...frames].map(
    ([frame, name]) => html`<a href="${path}?${new URLSearchParams({ frame }).toString()}">${foreign(name)}</a>`,
  )
  return html`<p>Outlet by outlet, who uses ${links.map((each, index) => html`${index > 0 ? ', ' : ''}${each}`)}</p>`
}

function chooser(path: string, { frame, outlet, voice, order }: Choice, { frames, outlets }: Concordance): Markup {
  const select = (name: string, words: string, chosen: string, options: readonly (readonly [string, string])[]) =>
    html`<div>
      <label for="${name}">${words}</label
      ><select id="${name}" name="${name}">
        ${options.map(([value, said]) => html`<option value="${value}" ${value === chosen ? html`selected` : nothing}>${said}</option>`)}
      </select>
    </div>`
  return html`<form class="filters" method="get" action="${path}">
    ${select('frame', 'Frame', frame, [['', 'all'], ...frames])}
    ${select('outlet', 'Outlet', outlet, [['', 'all'], ...outlets.map((name) => [name, name] as const)])}
    ${select('voice', 'Voice', voice, voiceChoices)} ${select('order', 'Sorted by', order, orderChoices)}
    <div><button>Show</button></div>
  </form>`
}

function lineTable(run: RunId, lines: readonly ConcordanceLine[]): Markup {
  const words = (text: string, { language }: ConcordanceLine['article']) =>
    html`<span dir="auto" ${langOf(language)}>${printable(text)}</span>`
  return html`<div class="lines">
    ${table(
      'Hits',
      ['Outlet', 'Before', 'Hit', 'After', 'Frame and voice'],
      lines.map(({ hit, article, number, before, after }) => ({
        head: foreign(article.outlet),
        cells: [
          words(before, article),
          html`<a href="/reports/${run}/articles/${article.id}#at-${number}"
            ><span class="v-${hit.voice.kind}"><mark>${words(hit.text, article)}</mark></span></a
          >`,
          words(after, article),
          html`${foreign(hit.frameName)} <small class="chip v-${hit.voice.kind}">${voiceWords(hit.voice)}</small>`,
        ],
      })),
    )}
  </div>`
}
