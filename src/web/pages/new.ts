import { Hono } from 'hono'
import { html, nothing } from '../../core/report/html/markup.ts'
import { anchorField } from '../markup/anchor-field.ts'
import { recognisedCard } from '../markup/comparison-fields.ts'
import { mistakeList } from '../markup/mistakes.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { emptyForm, readComparisonForm, toInput, type ComparisonForm } from '../work/asked/comparison-form.ts'
import { planFor } from '../work/asked/comparison-input.ts'
import { mistakesOf } from '../work/asked/form-mistakes.ts'
import { recognise, type RecognisedArticle } from '../work/asked/recognise.ts'
import { answerForm, comparisonPage, type Said } from './comparison-page.ts'

interface SaidOfArticle extends Said {
  readonly article?: RecognisedArticle
}

/** A new comparison: paste, see what was recognised, choose, run. */
export function newPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/new', async (context) => context.html(await page(context, { ...emptyForm, anchor: context.req.query('anchor') ?? '' }, {})))

  pages.post('/new', (context) => answerForm(context, parts, { read: readComparisonForm, page, press }))

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

  async function press(context: SiteContext, form: ComparisonForm, step: string): Promise<Response> {
    switch (step) {
      case 'recognise':
        return context.html(await page(context, form, { article: await recognise(toInput(form), parts, context.req.raw.signal) }))
      default:
        return context.redirect(`/runs/${await parts.desk.start(await planFor(toInput(form), parts))}`, 303)
    }
  }

  function page(context: SiteContext, left: ComparisonForm, said: SaidOfArticle): Promise<string> {
    const isWrong = said.refused !== undefined && said.refused !== 'outlet'
    const before = html`<section aria-labelledby="which">
      <h2 id="which">The article</h2>
      ${anchorField(left.anchor, { isWrong })}
      <div id="recognised" aria-live="polite">${said.article === undefined ? nothing : recognisedCard(said.article)}</div>
      <p><button name="step" value="recognise" id="recognise">Show what is recognised</button></p>
    </section>`
    const own = {
      title: 'New comparison',
      section: '/new',
      form: { id: 'new', action: '/new' },
      before,
      behind: nothing,
      press: { step: 'run', words: 'Compare' },
      scripts: ['new.js', 'choices.js', 'file.js'],
    } as const
    return comparisonPage(context, parts, { own, left, said })
  }
}
