import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { comparisonFields } from '../markup/comparison-fields.ts'
import { layout, secretField, type Section } from '../markup/layout.ts'
import { mistakeList } from '../markup/mistakes.ts'
import type { SiteContext, SiteParts } from '../site-parts.ts'
import type { StaticName } from '../static/files.ts'
import { chooseOutlets } from '../work/asked/choose-outlets.ts'
import type { ComparisonForm } from '../work/asked/comparison-form.ts'
import { mistakesOf } from '../work/asked/form-mistakes.ts'

/** What stands on the page beside the fields. */
export interface Said {
  readonly mistakes?: readonly string[]
  /** The step that they keep from being taken. */
  readonly refused?: string
  readonly told?: string
}

/** What a page whose form asks for a comparison, once or again and again, has of its own. */
export interface ComparisonPage {
  readonly title: string
  readonly section: Section
  readonly form: { readonly id: string; readonly action: string }
  /** Before the fields that all such forms share, and behind them. */
  readonly before: Markup
  readonly behind: Markup
  readonly press: { readonly step: string; readonly words: string }
  readonly scripts: readonly StaticName[]
}

/** The page with its form as a person left it. */
export async function comparisonPage(
  context: SiteContext,
  parts: SiteParts,
  { own, left, said }: { readonly own: ComparisonPage; readonly left: ComparisonForm; readonly said: Said },
): Promise<string> {
  const { shelf } = parts
  const { title, section, form, before, behind, press, scripts } = own
  const [outlets, lexicons, unread] = await Promise.all([shelf.outlets(), shelf.lexicons(), shelf.unreadLexicons()])
  const body = html`<div class="head"><h1>${title}</h1></div>
    <form method="post" action="${form.action}" id="${form.id}">
      ${secretField(context, parts)} ${mistakeList(said.mistakes ?? [])}
      ${said.told === undefined ? nothing : html`<p class="told" role="status">${foreign(said.told)}</p>`} ${before}
      ${comparisonFields(left, { outlets, lexicons, unread })} ${behind}
      <p class="presses"><button class="main" name="step" value="${press.step}">${press.words}</button></p>
    </form>`
  return layout(context, parts, { title, section, body, scripts })
}

/** What a page with such a form does when it is sent. */
export interface FormSteps<Form extends ComparisonForm> {
  readonly read: (sent: URLSearchParams) => Form
  /** The page again, with what is said of the form. */
  readonly page: (context: SiteContext, form: Form, said: Said) => Promise<string>
  /** What is pressed beside the buttons between the outlets. */
  readonly press: (context: SiteContext, form: Form, step: string) => Promise<Response>
}

/** Answers a form with what its button says; what is wrong with it is told on the page, above what was typed. */
export async function answerForm<Form extends ComparisonForm>(
  context: SiteContext,
  parts: SiteParts,
  { read, page, press }: FormSteps<Form>,
): Promise<Response> {
  const sent = context.get('form')
  const form = read(sent)
  const step = sent.get('step') ?? ''
  try {
    const chosen = await chooseOutlets(step, form, { parts, signal: context.req.raw.signal })
    return chosen ? context.html(await page(context, chosen.form, chosen)) : await press(context, form, step)
  } catch (error) {
    const { mistakes, status } = mistakesOf(error)
    return context.html(await page(context, form, { mistakes, refused: step }), status)
  }
}
