import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted, languageName } from '../../core/report/wording.ts'
import { toId } from '../../core/ids.ts'
import type { Lexicon, Term } from '../../core/lexicon/lexicon.ts'
import type { LintFinding } from '../../core/lexicon/lint.ts'
import { PipelineError } from '../../errors.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import { personHere } from '../../io/person.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { layout, mayChange, secretField } from '../markup/layout.ts'
import { frameAndLanguage, lexiconHead } from '../markup/lexicon-tabs.ts'
import { pageLinks } from '../markup/page-links.ts'
import { timeOf } from '../markup/words.ts'
import { workingPart } from '../markup/working.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { table } from '../markup/table.ts'
import { shortHash } from '../../core/short-hash.ts'

const filterSchema = z.object({
  q: z.string().max(200).default(''),
  frame: z.string().max(100).default(''),
  language: z.string().max(3).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})

const termsPerPage = 60
/** In the list of lexicons. */
const framesNamed = 8
/** Mistakes that are listed; the command line lists all. */
const findingsShown = 200

/** Lexicons: what they hold, what is wrong with them, how they came to be. */
export function lexiconPages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, tuning, drafts } = parts
  const pages = new Hono<SiteEnv>()

  pages.get('/lexicons', async (context) => context.html(await listPage(context)))

  pages.get('/lexicons/:lexicon', async (context) => context.html(termsPage(context, await opened(context))))

  pages.get('/lexicons/:lexicon/lint', async (context) => context.html(await lintPage(context, await opened(context))))

  pages.get('/lexicons/:lexicon/history', async (context) => context.html(await historyPage(context, await opened(context))))

  pages.post('/lexicons/:lexicon/fork', async (context) => {
    const { file } = await opened(context)
    const id = (context.get('form').get('id') ?? '').trim()
    if (!/^[a-zA-Z\d][\w-]{0,79}$/u.test(id)) throw new Refusal(400, 'lexicon-invalid', 'A name is made of letters, digits and hyphens')
    await drafts.fork(file, id, personHere())
    return context.redirect(`/lexicons/${id}`, 303)
  })

  pages.post('/lexicons/:lexicon/restore', async (context) => {
    const { file, name } = await opened(context)
    const form = context.get('form')
    const hash = toId<'Sha256'>(checkedId(form.get('hash') ?? undefined))
    const message = `As version ${/^\d{1,9}$/u.exec(form.get('version') ?? '')?.[0] ?? shortHash(hash)} was`
    const result = await drafts.save(file, { kind: 'restore', hash }, { basedOn: file.hash, message, author: personHere() })
    if (result.kind === 'conflict')
      throw new PipelineError('lexicon-conflict', 'Somebody saved another version in between: look at the history again', {
        retry: 'never',
      })
    if (result.kind === 'refused')
      throw new PipelineError('lexicon-invalid', 'That version has mistakes that are refused today: lexicon lint names them', {
        retry: 'never',
      })
    return context.redirect(`/lexicons/${encodeURIComponent(name)}/history`, 303)
  })

  return pages

  async function opened(context: SiteContext): Promise<{ readonly name: string; readonly file: LexiconFile }> {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  async function listPage(context: SiteContext): Promise<string> {
    const [lexicons, broken, unread] = await Promise.all([shelf.lexicons(), shelf.brokenLexicons(), shelf.unreadLexicons()])
    const body = html`<div class="head">
        <h1>Lexicons</h1>
        ${mayChange(context) ? html`<a class="button" href="/lexicons/import">Import</a>` : nothing}
      </div>
      <p class="note">
        A lexicon says which words are counted, and which frame each of them stands for. A comparison names the one it counts by.
      </p>
      <ul class="cards">
        ${lexicons.map(
          ({ id, version, frames, terms, frameNames, languages, forkedFrom }) =>
            html`<li>
              <span class="when">version ${version}</span>
              <h2><a href="/lexicons/${id}">${foreign(id)}</a></h2>
              <p>${foreign(listedFrames(frameNames))}</p>
              <p class="meta">
                ${counted(frames, 'frame')},
                ${counted(terms, 'term')}${languages.length === 0 ? '' : ` in ${languages.map((language) => languageName(language)).join(', ')}`}${forkedFrom === undefined ? nothing : html`; a fork of ${foreign(forkedFrom)}`}
              </p>
            </li>`,
        )}
        ${unread.map(
          (name) =>
            html`<li>
              <span class="when">being read</span>
              <h2><a href="/lexicons/${name}">${foreign(name)}</a></h2>
              <p class="meta">It is large; what it holds is told in a moment.</p>
            </li>`,
        )}
        ${broken.map(
          ({ name, error }) =>
            html`<li>
              <span class="when">cannot be used</span>
              <h2>${foreign(name)}</h2>
              <p class="mistake">${foreign(error.message)}</p>
            </li>`,
        )}
      </ul>`
    return layout(context, parts, { title: 'Lexicons', section: '/lexicons', body })
  }

  function termsPage(context: SiteContext, { name, file: { lexicon } }: { readonly name: string; readonly file: LexiconFile }): string {
    const filter = filterSchema.parse(context.req.query(), { error: plainMistake })
    const found = termsOf(lexicon, filter)
    const shown = found.slice(termsPerPage * (filter.page - 1), termsPerPage * filter.page)
    const body = html`${lexiconHead(context, { name, lexicon }, 'terms')}
      <form class="filters" method="get" action="/lexicons/${name}" role="search" aria-label="Find terms">
        <div class="wide"><label for="q">Words</label><input id="q" name="q" type="search" value="${filter.q}" maxlength="200" /></div>
        ${frameAndLanguage(lexicon, { frame: filter.frame, language: filter.language }, true)}
        <div><button>Find</button></div>
      </form>
      <div class="presses">
        ${mayChange(context) ? html`<a class="button main" href="/lexicons/${name}/new-term">New term</a>` : nothing}
        <p class="note" role="status">${counted(found.length, 'term')}</p>
      </div>
      ${termTable(name, shown)}
      ${pageLinks({ path: `/lexicons/${name}`, filter, page: filter.page, pages: Math.ceil(found.length / termsPerPage) })}
      ${mayChange(context) ? forkSection(context, name) : nothing}`
    return layout(context, parts, { title: lexicon.id, section: '/lexicons', body })
  }

  function forkSection(context: SiteContext, name: string): Markup {
    return html`<section aria-labelledby="fork">
      <h2 id="fork">Fork</h2>
      <p class="note">A copy under another name, to be edited apart.</p>
      <form method="post" action="/lexicons/${name}/fork" class="narrow">
        ${secretField(context, parts)}
        <label for="fork-id">Name</label>
        <div class="joined">
          <input
            id="fork-id"
            name="id"
            required
            maxlength="80"
            pattern="[a-zA-Z0-9][\\w\\-]*"
            title="letters, digits and hyphens"
          /><button>Fork</button>
        </div>
      </form>
    </section>`
  }

  async function lintPage(context: SiteContext, { name, file }: { readonly name: string; readonly file: LexiconFile }): Promise<string> {
    const { lexicon } = file
    const looked = await tuning.checked(file)
    const title = `Checks of ${lexicon.id}`
    if (looked.kind === 'working') {
      const body = html`${lexiconHead(context, { name, lexicon }, 'lint')} ${workingPart('Checking its terms and sentences', looked)}`
      return layout(context, parts, { title, section: '/lexicons', body, isWorking: true })
    }
    const { findings, checked, failures } = looked.value
    const errors = findings.filter(({ severity }) => severity === 'error')
    const warnings = findings.filter(({ severity }) => severity === 'warning')
    const body = html`${lexiconHead(context, { name, lexicon }, 'lint')}
      <section aria-labelledby="sentences">
        <h2 id="sentences">Its own sentences</h2>
        ${
          failures.length === 0
            ? html`<p class="told">All ${counted(checked, 'sentence')} hold: every example is found, no counterexample is.</p>`
            : html`<ul class="tight">
                ${failures.slice(0, findingsShown).map(({ term, kind, example, problem }) => html`<li><a href="/lexicons/${name}/terms/${encodeURIComponent(term)}">${foreign(term)}</a> ${kind}, ${problem}: “${foreign(example)}”</li>`)}
              </ul>`
        }
      </section>
      ${findingSection(name, lexicon, 'Mistakes', errors)} ${findingSection(name, lexicon, 'Weak spots', warnings)}`
    return layout(context, parts, { title, section: '/lexicons', body })
  }

  async function historyPage(context: SiteContext, { name, file }: { readonly name: string; readonly file: LexiconFile }): Promise<string> {
    const told = await tuning.history(file)
    const title = `History of ${file.lexicon.id}`
    if (told.kind === 'working') {
      const body = html`${lexiconHead(context, { name, lexicon: file.lexicon }, 'history')} ${workingPart('Comparing its versions', told)}`
      return layout(context, parts, { title, section: '/lexicons', body, isWorking: true })
    }
    const body = html`${lexiconHead(context, { name, lexicon: file.lexicon }, 'history')}
      <ol class="cards">
        ${told.value.map(({ version, hash, message, author, terms, change, savedAt }) => {
          const isCurrent = hash === file.hash
          return html`<li>
            <span class="when">${savedAt === undefined ? 'now' : timeOf(savedAt)}</span>
            <h2>Version ${version} ${isCurrent ? html`<small>in use</small>` : nothing}</h2>
            <p>${foreign(message)}</p>
            <p class="meta">
              ${change.length === 0 ? counted(terms, 'term') : change.join(', ')}; ${foreign(author)}; <code>${shortHash(hash)}</code>
            </p>
            ${isCurrent || savedAt === undefined || !mayChange(context) ? nothing : html`<form method="post" action="/lexicons/${name}/restore" class="press">${secretField(context, parts)}<input type="hidden" name="hash" value="${hash}" /><input type="hidden" name="version" value="${version}" /><button class="quiet">Save as it was then</button></form>`}
          </li>`
        })}
      </ol>`
    return layout(context, parts, { title, section: '/lexicons', body })
  }
}

/** Of one term, in the table of all. */
const patternsShown = 4

function listedFrames(names: readonly string[]): string {
  const more = names.length - framesNamed
  return names.slice(0, framesNamed).join(', ') + (more > 0 ? `, and ${more} more` : '')
}

function termsOf({ terms }: Lexicon, { q, frame, language }: z.infer<typeof filterSchema>): readonly Term[] {
  const words = q.toLowerCase().split(/\s+/u).filter(Boolean)
  return terms.filter((term) => {
    if (frame !== '' && term.frame !== frame) return false
    if (language !== '' && term.language !== language) return false
    const text = [term.id, term.concept, ...term.patterns].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function termTable(name: string, terms: readonly Term[]): Markup {
  if (terms.length === 0) return html`<p class="empty">No term is like that.</p>`
  return table(
    'Terms',
    ['Term', 'Patterns', 'Frame', 'Language', 'Unless'],
    terms.map(({ id, patterns, frame, language, unless }) => ({
      head: html`<a href="/lexicons/${name}/terms/${encodeURIComponent(id)}">${foreign(id)}</a>`,
      cells: [patternList(patterns, language), foreign(frame), language, unless.length === 0 ? undefined : patternList(unless, language)],
    })),
  )
}

function patternList(patterns: readonly string[], language: string): Markup {
  const more = patterns.length - patternsShown
  return html`<span ${langOf(language)}
      >${patterns.slice(0, patternsShown).map((pattern) => html`<span class="pattern">${foreign(pattern)}</span> `)}</span
    >${more > 0 ? html`<small>and ${more} more</small>` : nothing}`
}

function findingSection(name: string, { terms }: Lexicon, words: string, findings: readonly LintFinding[]): Markup {
  const id = words.toLowerCase().replaceAll(' ', '-')
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${words} <small>${findings.length}</small></h2>
    ${findings.length === 0 ? html`<p class="empty">None.</p>` : nothing}
    <ul class="tight">
      ${findings.slice(0, findingsShown).map(({ path, message, rule }) => {
        const term = terms[Number(/^terms\[(\d+)\]/u.exec(path)?.[1] ?? -1)]
        return html`<li>
          ${term ? html`<a href="/lexicons/${name}/terms/${encodeURIComponent(term.id)}">${foreign(term.id)}</a> ` : nothing}${foreign(message)}
          <small>${foreign(path)} <code>${rule}</code></small>
        </li>`
      })}
    </ul>
    ${findings.length > findingsShown ? html`<p class="note">${findings.length - findingsShown} more: <code>frameshift lexicon lint</code> lists them.</p>` : nothing}
  </section>`
}
