import type { App, WebAccess } from '../app.ts'
import { toId } from '../core/ids.ts'
import { movedTerms } from '../core/watch/moved-terms.ts'
import type { WatchedEdit, WatchedVersion } from '../core/watch/watch-report.ts'
import { readPage } from '../io/read-page.ts'
import type { Page } from '../model.ts'
import type { Plan } from '../stages/plan.ts'
import { readAddress } from '../stages/read-address.ts'

export type Reading =
  | { readonly kind: 'first' | 'same' }
  | { readonly kind: 'edited'; readonly edit: WatchedEdit }
  | { readonly kind: 'unread'; readonly reason: string }

export interface ReadAgainOptions {
  readonly app: App
  readonly access: WebAccess
  readonly lexicon: Plan['lexicon']
  readonly signal: AbortSignal
}

/**
 * Reads an address although the store has it, and says what has changed since. Every version stays in the store under its hash. Bytes may
 * change without the article: then it is the same. Throws `PipelineError` for faults that may pass.
 */
export async function readAgain(url: string, options: ReadAgainOptions): Promise<Reading> {
  const { app, access, signal } = options
  const before = await app.store.pages.latest(url)
  const ports = app.addressPorts(app.webFor(access), { offline: false, freshForMs: 0 })
  const reading = await readAddress(url, { accept: 'page', signal }, ports)
  if (reading.kind === 'refused') return { kind: 'unread', reason: reading.reason }
  if (!before) return { kind: 'first' }
  if (before.hash === reading.page.hash) return { kind: 'same' }
  const versions = [await versionOf(before, options), await versionOf(reading.page, options)]
  const [was, is] = versions
  if (!was || !is) return { kind: 'unread', reason: 'One of the two versions holds no article' }
  if (was.title === is.title && was.text === is.text) return { kind: 'same' }
  const { scoreArticle } = app.scoringWith(options.lexicon)
  const hitsOf = ({ title, text, language }: WatchedVersion) => {
    const head = title === '' ? '' : `${title}\n\n`
    return scoreArticle({ ...unknown, title, text: head + text, bodyStart: head.length, language }).hits
  }
  return { kind: 'edited', edit: { url, before: was, after: is, moved: movedTerms(hitsOf(was), hitsOf(is)) } }
}

/** What scoring does not ask about. */
const unknown = {
  id: toId<'Article'>('watched'),
  url: '',
  outlet: toId<'Outlet'>('watched'),
  byline: [],
  publishedAt: undefined,
  siteName: undefined,
  confidence: 1,
  flags: [],
  page: toId<'Sha256'>('watched'),
} as const

async function versionOf(page: Page, { app, signal }: ReadAgainOptions): Promise<WatchedVersion | undefined> {
  const { hash, finalUrl: url, contentType } = page
  const format = /^text\/plain\b/iu.test(contentType ?? '') ? 'text' : 'html'
  const surroundings = { pool: app.extractPool(), store: app.store, extractor: app.version, signal }
  const read = await readPage({ hash, url, format, contentType }, surroundings)
  const article = read.kind === 'article' ? read.article : read.best
  return article && { title: article.title, text: article.text, language: article.language, seenAt: page.fetchedAt, page: hash }
}
