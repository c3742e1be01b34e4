import { Hono } from 'hono'
import { foreign, html, nothing } from '../../core/report/html/markup.ts'
import { comparisonFields, recognisedCard } from '../markup/comparison-fields.ts'
import { layout, secretField } from '../markup/layout.ts'
import { mistakeList } from '../markup/mistakes.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { chooseOutlets } from '../work/runs/choose-outlets.ts'
import { emptyForm, readComparisonForm, toInput, type ComparisonForm } from '../work/runs/comparison-form.ts'
import { mistakesOf } from '../work/runs/form-mistakes.ts'
import { planFor } from '../work/runs/comparison-input.ts'
import { recognise, type RecognisedArticle } from '../work/runs/recognise.ts'

/** What stands on the page beside the fields. */
interface Said {
  readonly mistakes?: readonly string[]
  readonly isAnchorWrong?: boolean
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
    const step = sent.get('step') ?? ''
    try {
      const chosen = await chooseOutlets(step, form, { parts, signal: context.req.raw.signal })
      if (chosen) return context.html(await page(context, chosen.form, chosen))
      switch (step) {
        case 'recognise':
          return context.html(await page(context, form, { article: await recognise(toInput(form), parts, context.req.raw.signal) }))
        default: {
          const run = await parts.desk.start(await planFor(toInput(form), parts))
          return context.redirect(`/runs/${run}`, 303)
        }
      }
    } catch (error) {
      const { mistakes, status } = mistakesOf(error)
      return context.html(await page(context, form, { mistakes, isAnchorWrong: step !== 'outlet' }), status)
    }
  })

  /** For the script of the page: what was recognised, or why nothing was. */
  pages.post('/new/recognise', async (context) => {
    try {
      const input = toInput({ ...emptyForm, anchor: readComparisonForm(context.get('form')).anchor })
      return context.html(String(recognisedCard(await recognise(input, parts, context.req.raw.signal))))
    } catch (error) {
      const { mistakes, status } = mistakesOf(error)
      return context.html(String(mistakeList(mistakes)), status)
    }
  })

  return pages

  async function page(
    context: SiteContext,
    form: ComparisonForm,
    { mistakes = [], isAnchorWrong = false, told, article }: Said,
  ): Promise<string> {
    const { shelf } = parts
    const [outlets, lexicons, unread] = await Promise.all([shelf.outlets(), shelf.lexicons(), shelf.unreadLexicons()])
    const body = html`<div class="head"><h1>New comparison</h1></div>
      <form method="post" action="/new" id="new">
        ${secretField(context, parts)} ${mistakeList(mistakes)}
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
              ${isAnchorWrong ? html`aria-invalid="true"` : nothing}
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
