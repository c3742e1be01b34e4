import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import type { ExchangeRow } from '../../core/lexicon/take-foreign.ts'
import { PipelineError } from '../../errors.ts'
import { lexiconFormats } from '../../io/lexicon-formats/exchange.ts'
import type { ExchangeGroup, ExchangeSummary } from '../../workbench/versions/exchange-summary.ts'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import { personHere } from '../../io/person.ts'
import { checkedId } from '../guard/ids.ts'
import { refusalOf } from '../guard/refusal.ts'
import { download } from '../markup/download.ts'
import { layout, secretField } from '../markup/layout.ts'
import { lexiconHead } from '../markup/lexicon-tabs.ts'
import { mistakeBox } from '../markup/mistakes.ts'
import { table } from '../markup/table.ts'
import { workingPart } from '../markup/working.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'

const formatWords: Readonly<Record<(typeof lexiconFormats)[number], string>> = {
  'liwc-dic': 'LIWC .dic',
  'liwc-dicx': 'LIWC-22 .dicx',
  quanteda: 'quanteda YAML',
  yoshikoder: 'Yoshikoder .ykd',
  wordstat: 'WordStat .cat',
  lexicoder: 'Lexicoder .lc3',
  csv: 'table (CSV)',
}

const endings: Readonly<Record<(typeof lexiconFormats)[number], string>> = {
  'liwc-dic': 'dic',
  'liwc-dicx': 'dicx',
  quanteda: 'yml',
  yoshikoder: 'ykd',
  wordstat: 'cat',
  lexicoder: 'lc3',
  csv: 'csv',
}

const importSchema = z.strictObject({
  id: z
    .string()
    .trim()
    .regex(/^[a-zA-Z\d][\w-]{0,79}$/u, 'expected letters, digits and hyphens'),
  language: z.string().regex(/^[a-z]{2,3}$/u, 'expected a language such as "en"'),
  format: z.enum(lexiconFormats),
  text: z.string().min(1, 'expected the content of a file'),
})

/** Who asks for a file waits for it. */
const downloadMs = 60_000

/** Lexicons of other tools, taken in and given out, with what became of every entry. */
export function lexiconExchangePages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, tuning, drafts } = parts
  const pages = new Hono<SiteEnv>()

  pages.get('/lexicons/import', (context) => context.html(importPage(context, new URLSearchParams({ language: 'en' }), {})))

  pages.post('/lexicons/import', async (context) => {
    const form = context.get('form')
    try {
      const { id, language, format, text } = importSchema.parse(
        Object.fromEntries(['id', 'language', 'format', 'text'].map((name) => [name, form.get(name) ?? ''])),
        { error: plainMistake },
      )
      const fileName = `${id}.${endings[format]}`
      const foreignText = { text, fileName, format, id, language }
      if (form.get('step') !== 'keep') return context.html(importPage(context, form, { rows: await drafts.take(foreignText, undefined) }))
      await drafts.take(foreignText, personHere())
      return context.redirect(`/lexicons/${id}/lint`, 303)
    } catch (error) {
      if (!(error instanceof PipelineError) && !(error instanceof z.ZodError)) throw error
      const { message, status } = refusalOf(error)
      return context.html(importPage(context, form, { mistake: message }), status)
    }
  })

  pages.get('/lexicons/:lexicon/exchange', async (context) => {
    const name = checkedId(context.req.param('lexicon'))
    const file = await shelf.lexicon(name)
    const { lexicon } = file
    const chosen = lexiconFormats.find((format) => format === context.req.query('format'))
    const given = chosen && (await tuning.exported(file, chosen))
    const body = html`${lexiconHead(context, { name, lexicon }, 'exchange')}
      <ul class="tight">
        <li>
          <a href="/lexicons/${name}/export" download>${name}.yaml</a> <span class="note">as Frameshift keeps it: nothing is lost</span>
        </li>
        ${lexiconFormats.map((format) => html`<li><a href="/lexicons/${name}/export?format=${format}" download>${formatWords[format]}</a> <a class="note" href="/lexicons/${name}/exchange?format=${format}">what is lost</a></li>`)}
      </ul>
      ${
        chosen === undefined || given === undefined
          ? nothing
          : html`<section aria-labelledby="lost">
              <h2 id="lost">${formatWords[chosen]}</h2>
              ${given.kind === 'working' ? workingPart('Writing its terms', given) : rowTable(given.value.losses)}
            </section>`
      }`
    const isWorking = given?.kind === 'working'
    return context.html(layout(context, parts, { title: `Exchange ${lexicon.id}`, section: '/lexicons', body, isWorking }))
  })

  pages.get('/lexicons/:lexicon/export', async (context) => {
    const name = checkedId(context.req.param('lexicon'))
    const format = lexiconFormats.find((known) => known === context.req.query('format'))
    const given = await tuning.exported(await shelf.lexicon(name), format, downloadMs)
    if (given.kind === 'working')
      throw new PipelineError('export-unfinished', `The file was not made within ${downloadMs / 1000} s; ask again`, { retry: 'later' })
    const { text } = given.value
    const ending = format === undefined ? 'yaml' : endings[format]
    return download(context, { name: `${name}.${ending}`, type: 'text/plain; charset=utf-8', bytes: new Uint8Array(Buffer.from(text)) })
  })

  return pages

  function importPage(
    context: SiteContext,
    form: URLSearchParams,
    { mistake, rows }: { readonly mistake?: string; readonly rows?: ExchangeSummary },
  ): string {
    const value = (name: string) => form.get(name) ?? ''
    const body = html`<p class="kind"><a href="/lexicons">Lexicons</a></p>
      <div class="head"><h1>Import a lexicon</h1></div>
      <form method="post" action="/lexicons/import">
        ${secretField(context, parts)} ${mistake === undefined ? nothing : mistakeBox(mistake)}
        <div class="fields">
          <div>
            <label for="id">Name</label
            ><input
              id="id"
              name="id"
              required
              maxlength="80"
              pattern="[a-zA-Z0-9][\\w\\-]*"
              title="letters, digits and hyphens"
              value="${value('id')}"
            />
          </div>
          <div>
            <label for="format">Format</label
            ><select id="format" name="format">
              ${lexiconFormats.map((format) => html`<option value="${format}" ${format === value('format') ? html`selected` : nothing}>${formatWords[format]}</option>`)}
            </select>
          </div>
          <div>
            <label for="language">Language of its words</label
            ><input id="language" name="language" required maxlength="3" value="${value('language')}" />
          </div>
        </div>
        <div class="field">
          <label for="text"
            >Content of the file
            <span class="hint"
              >at most 256 KiB, or some 80 KiB of other letters than Latin ones; larger files: <code>frameshift lexicon import</code></span
            ></label
          >
          <textarea id="text" name="text" rows="8" required spellcheck="false">${value('text')}</textarea>
        </div>
        <p class="presses">
          <button name="step" value="show">Show what becomes of it</button><button class="main" name="step" value="keep">Import</button>
        </p>
      </form>
      ${
        rows === undefined
          ? nothing
          : html`<section aria-labelledby="rows">
              <h2 id="rows">What becomes of it</h2>
              ${rowTable(rows)}
            </section>`
      }`
    return layout(context, parts, { title: 'Import a lexicon', section: '/lexicons', body })
  }
}

/** First what becomes of how many, then all that can be shown of each. */
function rowTable({ kept, changed, refused, groups }: ExchangeSummary): Markup {
  const count = (size: number) => size.toLocaleString('en')
  return html`<p role="status">${count(kept)} kept, ${count(changed)} changed, ${count(refused)} refused.</p>
    ${table(
      'What becomes of the entries',
      ['What becomes of them', 'Entries', 'Why', 'Such as'],
      groups.map(({ outcome, why, size, some }) => ({
        head: html`${outcomeWords[outcome]}`,
        cells: [
          count(size),
          why === undefined ? undefined : foreign(why),
          foreign(
            some
              .slice(0, examplesShown)
              .map(({ entry }) => entry)
              .join('; '),
          ),
        ],
      })),
    )}
    ${groups.map(rowGroup)}`
}

const examplesShown = 3

function rowGroup({ outcome, why, size, some }: ExchangeGroup): Markup {
  const columns = ['Entry', ...(outcome === 'refused' ? [] : ['Became']), ...(outcome === 'kept' ? [] : ['Why']), 'Place']
  const entries = some.map((row) => ({
    head: foreign(row.entry),
    cells: [
      ...(outcome === 'refused' ? [] : [foreign(row.became ?? '')]),
      ...(outcome === 'kept' ? [] : [foreign(row.why ?? '')]),
      foreign(row.place),
    ],
  }))
  const words = `${outcomeWords[outcome]}${why === undefined ? '' : `: ${why}`}`
  return html`<details class="numbers">
    <summary>${foreign(words)} <small>${counted(size, 'entry', 'entries')}</small></summary>
    ${table(words, columns, entries)}
    ${size > some.length ? html`<p class="note">and ${counted(size - some.length, 'more entry', 'more entries')}</p>` : nothing}
  </details>`
}

const outcomeWords: Readonly<Record<ExchangeRow['outcome'], string>> = { refused: 'Refused', changed: 'Changed', kept: 'Kept' }
