import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { toId } from '../../core/ids.ts'
import { diffLexicons } from '../../core/lexicon/diff-lexicons.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { lexiconChange } from '../../core/tuning/lexicon-change.ts'
import { PipelineError } from '../../errors.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import { personHere } from '../../io/person.ts'
import { checkedId } from '../guard/ids.ts'
import { refusalOf } from '../guard/refusal.ts'
import { draftEffectMarkup } from '../markup/draft-effect.ts'
import { layout, mayChange, secretField } from '../markup/layout.ts'
import { lexiconHead } from '../markup/lexicon-tabs.ts'
import { mistakeList } from '../markup/mistakes.ts'
import { asksForPart } from '../markup/part.ts'
import { termFields } from '../markup/term-fields.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import type { Draft } from '../work/lexicons/draft.ts'
import type { SavedDraft } from '../work/lexicons/draft-desk.ts'
import { freshTermForm, readTermForm, termFieldName, termMistakes, toTermForm, type TermForm } from '../work/lexicons/term-form.ts'

interface Editing {
  readonly name: string
  readonly file: LexiconFile
  /** Id of the term that is edited; `undefined` for a new one. */
  readonly term: string | undefined
  readonly form: TermForm
  /** Hash of the version that the person has seen. */
  readonly basedOn: string
  readonly message: string
}

interface Said {
  readonly mistakes?: readonly string[]
  readonly told?: string
  readonly effect?: Markup
}

/** The command line lists all. */
const mistakesShown = 8

const unsavedStatus = { unchanged: 200, refused: 400, conflict: 409 } as const

/** One term at a time: edited, looked up in every stored report before it is saved, and saved as a version of its own. */
export function lexiconTermPages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, drafts, app } = parts
  const pages = new Hono<SiteEnv>()

  pages.get('/lexicons/:lexicon/new-term', async (context) => {
    const { name, file } = await opened(context)
    const given = (field: string) => (context.req.query(field) ?? '').slice(0, 300)
    const pattern = given('pattern')
    const id = pattern
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/gu, '')
    const form = freshTermForm({
      id,
      concept: id,
      patterns: pattern,
      frame: given('frame'),
      language: given('language'),
      examples: given('example'),
    })
    return context.html(page(context, { name, file, term: undefined, form, basedOn: file.hash, message: '' }, {}))
  })

  pages.get('/lexicons/:lexicon/terms/:term', async (context) => {
    const { name, file } = await opened(context)
    const term = file.lexicon.terms.find(({ id }) => id === context.req.param('term'))
    if (!term) throw new PipelineError('term-missing', 'The lexicon has no such term', { retry: 'never' })
    const unless = mayChange(context) ? (context.req.query('unless') ?? '').slice(0, 300) : ''
    const form = toTermForm(unless === '' ? term : { ...term, unless: [...term.unless, unless] })
    const editing = { name, file, term: term.id, form, basedOn: file.hash, message: unless === '' ? '' : `Leave out “${unless}”` }
    if (unless === '') return context.html(page(context, editing, {}))
    try {
      return await act(context, editing, 'effect')
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      return context.html(page(context, editing, { mistakes: termMistakes(error) }), 400)
    }
  })

  for (const path of ['/lexicons/:lexicon/new-term', '/lexicons/:lexicon/terms/:term']) {
    pages.post(path, async (context) => {
      const { name, file } = await opened(context)
      const sent = context.get('form')
      const editing: Editing = {
        name,
        file,
        term: context.req.param('term'),
        form: readTermForm(sent),
        basedOn: sent.get('basedOn') ?? file.hash,
        message: (sent.get('message') ?? '').trim().slice(0, 500),
      }
      try {
        return await act(context, editing, sent.get('step') ?? '')
      } catch (error) {
        if (!(error instanceof PipelineError) && !(error instanceof z.ZodError)) throw error
        const { message, status } = refusalOf(error)
        const mistakes = error instanceof z.ZodError ? termMistakes(error) : [message]
        if (asksForPart(context)) return context.html(String(mistakeList(mistakes)), status)
        return context.html(page(context, editing, { mistakes }), status)
      }
    })
  }

  return pages

  async function act(context: SiteContext, editing: Editing, step: string): Promise<Response> {
    const { file, form, term, name } = editing
    const draft: Draft = step === 'remove' ? { kind: 'remove', term: term ?? '' } : { kind: 'put', form, replaced: term }
    if (step === 'save' || step === 'remove') {
      const message = editing.message === '' ? `${step === 'remove' ? 'Remove' : 'Edit'} ${term ?? form.id}` : editing.message
      const result = await drafts.save(file, draft, { basedOn: toId<'Sha256'>(editing.basedOn), message, author: personHere() })
      if (result.kind === 'saved') return context.redirect(`/lexicons/${encodeURIComponent(name)}/history`, 303)
      return context.html(page(context, { ...editing, basedOn: file.hash }, await unsaved(result, editing)), unsavedStatus[result.kind])
    }
    const effect = draftEffectMarkup(await drafts.effect(file, draft, context.req.raw.signal))
    if (asksForPart(context)) return context.html(String(effect))
    return context.html(page(context, editing, { effect }))
  }

  /** Why nothing was saved. Whoever was there first is shown; what was typed stays, now on top of theirs. */
  async function unsaved(result: Exclude<SavedDraft, { kind: 'saved' }>, { name, file, basedOn, form, term }: Editing): Promise<Said> {
    switch (result.kind) {
      case 'unchanged':
        return { told: 'Nothing is different from the version that is saved.' }
      case 'refused':
        return {
          mistakes: [
            ...result.errors.map(({ path, message }) => `${placeWords(path, file.lexicon)}: ${message}`),
            ...result.failures.map(({ term: id, example, problem }) => `${id}, ${problem}: “${example}”`),
          ].slice(0, mistakesShown),
        }
      case 'conflict': {
        const { lexicon } = await shelf.lexicon(name)
        const seen = await app.store.lexiconVersions.get(lexicon.id, toId<'Sha256'>(basedOn))
        return { effect: conflictMarkup(seen?.lexicon, lexicon, term ?? form.id) }
      }
    }
  }

  async function opened(context: SiteContext): Promise<{ readonly name: string; readonly file: LexiconFile }> {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  function page(
    context: SiteContext,
    { name, file, term, form, basedOn, message }: Editing,
    { mistakes = [], told, effect }: Said,
  ): string {
    const address = term === undefined ? `/lexicons/${name}/new-term` : `/lexicons/${name}/terms/${term}`
    const head = lexiconHead(context, { name, lexicon: file.lexicon }, 'terms')
    if (!mayChange(context)) {
      const body = html`${head}
        <h2>${foreign(term ?? '')}</h2>
        <fieldset disabled>${termFields(form, file.lexicon, true)}</fieldset>`
      return layout(context, parts, { title: term ?? name, section: '/lexicons', body })
    }
    const body = html`${head}
      <form method="post" action="${address}" id="draft" class="two wide-left plain">
        <div>
          ${secretField(context, parts)}
          <input type="hidden" name="basedOn" value="${basedOn}" />
          <h2>${term === undefined ? 'New term' : foreign(term)}</h2>
          ${mistakeList(mistakes)} ${told === undefined ? nothing : html`<p class="told" role="status">${foreign(told)}</p>`}
          ${termFields(form, file.lexicon, term !== undefined)}
          <div class="field">
            <label for="message">What changed, and why</label><input id="message" name="message" value="${message}" maxlength="500" />
          </div>
          <div class="presses">
            <button class="main" name="step" value="save">Save as version ${file.lexicon.version + 1}</button>
            <button name="step" value="effect" id="effect-button">What would change</button>
            ${term === undefined ? nothing : html`<button class="quiet" name="step" value="remove" formnovalidate>Remove the term</button>`}
          </div>
        </div>
        <section aria-labelledby="effect-title" tabindex="0">
          <h2 id="effect-title">What would change</h2>
          <div id="effect" aria-live="polite">
            ${effect ?? html`<p class="empty">Edit the term: every stored report is looked through before anything is saved.</p>`}
          </div>
        </section>
      </form>`
    return layout(context, parts, { title: term ?? 'New term', section: '/lexicons', body, scripts: ['draft.js'] })
  }
}

/** "terms[12].patterns[0]" as the form calls it, with the term where it is not the one that is new. */
function placeWords(path: string, { terms }: Lexicon): string {
  const [, index = '', field = ''] = /^terms\[(\d+)\]\.(\w+)/u.exec(path) ?? []
  if (field === '') return path
  const id = terms[Number(index)]?.id
  return id === undefined ? termFieldName(field) : `${id}, ${termFieldName(field)}`
}

function conflictMarkup(seen: Lexicon | undefined, current: Lexicon, term: string): Markup {
  const theirs = current.terms.find(({ id }) => id === term)
  const changed = seen && diffLexicons(seen, current).changed.find(({ id }) => id === term)
  return html`<div class="mistake" role="alert">
      <p>
        <b>Somebody saved version ${current.version} in between.</b> Nothing of yours is lost: it stands in the form, and saving again puts
        it on top of theirs.
      </p>
      ${seen ? html`<p>Since the version you began with: ${lexiconChange(seen, current).summary.join(', ') || 'nothing that finds anything'}.</p>` : nothing}
    </div>
    ${
      changed && theirs
        ? html`<h3>They changed this term too: ${changed.fields.map(termFieldName).join(', ')}</h3>
            <dl class="pairs">
              ${Object.entries(toTermForm(theirs))
                .filter(([field]) => changed.fields.includes(field))
                .map(
                  ([field, value]) =>
                    html`<div>
                      <dt>${termFieldName(field)}, as saved by them</dt>
                      <dd>${foreign(value === '' ? 'nothing' : value)}</dd>
                    </div>`,
                )}
            </dl>`
        : html`<p>They did not touch this term.</p>`
    }`
}
