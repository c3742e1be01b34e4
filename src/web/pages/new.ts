import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { PipelineError } from '../../errors.ts'
import { refusalOf } from '../guard/refusal.ts'
import { comparisonFields, recognisedCard } from '../markup/comparison-fields.ts'
import { layout, secretField } from '../markup/layout.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { addOutletByHomepage } from '../work/runs/add-outlet.ts'
import { emptyForm, readComparisonForm, toInput, type ComparisonForm } from '../work/runs/comparison-form.ts'
import { planFor, webAddress } from '../work/runs/comparison-input.ts'
import { recognise, type RecognisedArticle } from '../work/runs/recognise.ts'

/** What stands on the page beside the fields. */
interface Said {
  readonly mistake?: string
  readonly told?: string
  readonly article?: RecognisedArticle
}

/** A new comparison: paste, see what was recognised, choose, run. */
export function newPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/new', async (context) => context.html(await page(context, { ...emptyForm, anchor: context.req.query('anchor') ?? '' }, {})))

  pages.post('/new', async (context) => {
    const sent = context.get('form')
    const form = readComparisonForm(sent)
    try {
      switch (sent.get('step') ?? '') {
        case 'outlet': {
          const outlet = await addOutletByHomepage(webAddress.parse(form.homepage), parts, context.req.raw.signal)
          const outlets = form.outlets === undefined ? undefined : [...form.outlets, outlet.id]
          return context.html(await page(context, { ...form, outlets, homepage: '' }, { told: `${outlet.name} was added.` }))
        }
        case 'all':
          return context.html(await page(context, { ...form, outlets: undefined }, {}))
        case 'none':
          return context.html(await page(context, { ...form, outlets: [] }, {}))
        case 'recognise':
          return context.html(await page(context, form, { article: await recognise(toInput(form), parts, context.req.raw.signal) }))
        default: {
          const run = await parts.desk.start(await planFor(toInput(form), parts))
          return context.redirect(`/runs/${run}`, 303)
        }
      }
    } catch (error) {
      if (!(error instanceof PipelineError) && !(error instanceof z.ZodError)) throw error
      const { message, status } = refusalOf(error)
      return context.html(await page(context, form, { mistake: message }), status)
    }
  })

  /** For the script of the page: what was recognised, or why nothing was. */
  pages.post('/new/recognise', async (context) => {
    try {
      const article = await recognise(
        toInput({ ...emptyForm, anchor: readComparisonForm(context.get('form')).anchor }),
        parts,
        context.req.raw.signal,
      )
      return context.html(String(recognisedCard(article)))
    } catch (error) {
      if (!(error instanceof PipelineError) && !(error instanceof z.ZodError)) throw error
      return context.html(String(mistakeBox(refusalOf(error).message)))
    }
  })

  return pages

  async function page(context: SiteContext, form: ComparisonForm, { mistake, told, article }: Said): Promise<string> {
    const { shelf } = parts
    const [outlets, lexicons, unread] = await Promise.all([shelf.outlets(), shelf.lexicons(), shelf.unreadLexicons()])
    const body = html`<div class="head"><h1>New comparison</h1></div>
      <form method="post" action="/new" id="new">
        ${secretField(context, parts)} ${mistake === undefined ? nothing : mistakeBox(mistake)}
        ${told === undefined ? nothing : html`<p class="told" role="status">${foreign(told)}</p>`}
        <section aria-labelledby="which">
          <h2 id="which">The article</h2>
          <div class="field">
            <label for="anchor">Its address, or its text</label>
            <textarea
              id="anchor"
              name="anchor"
              rows="3"
              class="low"
              required
              spellcheck="false"
              placeholder="https://"
              aria-describedby="anchor-hint"
              ${mistake === undefined ? nothing : html`aria-invalid="true"`}
            >
${form.anchor}</textarea>
            <p class="hint" id="anchor-hint">A text may open with lines such as “Title: …” and “Outlet: …”, then a blank line.</p>
          </div>
          <div id="recognised" aria-live="polite">${article === undefined ? nothing : recognisedCard(article)}</div>
          <p><button name="step" value="recognise" id="recognise">Show what is recognised</button></p>
        </section>
        ${comparisonFields(form, { outlets, lexicons, unread })}
        <p class="presses"><button class="main" name="step" value="run">Compare</button></p>
      </form>`
    return layout(context, parts, { title: 'New comparison', section: '/new', body, scripts: ['new.js', 'choices.js'] })
  }
}

function mistakeBox(message: string): Markup {
  return html`<p class="mistake" role="alert">${foreign(message)}</p>`
}
