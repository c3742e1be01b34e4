import type { App, WebAccess } from '../app.ts'
import { toId } from '../core/ids.ts'
import { movedTerms } from '../core/watch/moved-terms.ts'
import { changedLanguage, type WatchedEdit, type WatchedVersion } from '../core/watch/watch-report.ts'
import { readPage } from '../io/read-page.ts'
import type { SeenVersion } from '../io/store/watched.ts'
import type { Page } from '../model.ts'
import { patiently } from '../runners/patiently.ts'
import type { Plan } from '../stages/plan.ts'
import { readAddress } from '../stages/read-address.ts'

export type Reading =
  | { readonly kind: 'first' | 'same'; readonly seen: SeenVersion }
  | { readonly kind: 'edited'; readonly edit: WatchedEdit; readonly seen: SeenVersion }
  | { readonly kind: 'unread'; readonly reason: string }

export interface ReadAgainOptions {
  readonly app: App
  /** Whose last telling counts. */
  readonly watch: string
  readonly access: WebAccess
  readonly lexicon: Plan['lexicon']
  readonly signal: AbortSignal
}

/**
 * Reads an address although the store has it, and says what has changed since this watch told of it last; a watch that never did begins with what
 * the store has. Every version stays in the store under its hash. Bytes may change without the article: then it is the same. Throws
 * `PipelineError` for faults that may pass.
 */
export async function readAgain(url: string, options: ReadAgainOptions): Promise<Reading> {
  const { app, access, signal } = options
  const before = await versionBefore(url, options)
  const ports = app.addressPorts(app.webFor(access), { offline: false, freshForMs: 0 })
  const reading = await patiently(() => readAddress(url, { accept: 'page', signal }, ports), { ...patience, signal })
  if (reading.kind === 'refused') return { kind: 'unread', reason: reading.reason }
  const seen = { url, page: reading.page.hash, seenAt: app.now().toISOString() }
  if (before?.hash === reading.page.hash) return { kind: 'same', seen }
  const now = await versionOf(reading.page, options)
  const earlier = before && (await versionOf(before, options))
  // What was told last stays the version before: the article may come back, edited.
  if (now.kind === 'nothing') return { kind: 'unread', reason: `The page holds no article: ${now.reason}` }
  if (now.kind === 'beginning' && earlier?.kind === 'whole')
    return { kind: 'unread', reason: 'Only the beginning of the text is on the page, as behind a paywall' }
  // What stands behind a paywall was not written in when the paywall opens.
  if (earlier === undefined || earlier.kind === 'nothing' || (earlier.kind === 'beginning' && now.kind !== 'beginning'))
    return { kind: 'first', seen }
  const [is, was] = [now.version, earlier.version]
  if (was.title === is.title && was.text === is.text) return { kind: 'same', seen }
  const { scoreArticle } = app.scoringWith(options.lexicon)
  const hitsOf = ({ title, text, language }: WatchedVersion) => {
    const head = title === '' ? '' : `${title}\n\n`
    return scoreArticle({ ...unknown, title, text: head + text, bodyStart: head.length, language }).hits
  }
  // Each language has its own terms: those of one are no edit of those of the other.
  const moved = changedLanguage({ before: was, after: is }) ? [] : movedTerms(hitsOf(was), hitsOf(is))
  return { kind: 'edited', edit: { url, before: was, after: is, moved }, seen }
}

/** What a stored page shows of its article. */
type Shown =
  | { readonly kind: 'whole' | 'beginning'; readonly version: WatchedVersion }
  | { readonly kind: 'nothing'; readonly reason: string }

/** Long enough for a host that wants 30 s between two requests, and is asked by others too. */
const patience = { mostTries: 10, longestWaitMs: 60_000 }

async function versionBefore(url: string, { app: { store }, watch }: ReadAgainOptions): Promise<Page | undefined> {
  const told = await store.watched.get(watch, url)
  const page = told && (await store.pages.get(url, told.page))
  return page ? { ...page, fetchedAt: told.seenAt } : store.pages.latest(url)
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

async function versionOf(page: Page, { app, signal }: ReadAgainOptions): Promise<Shown> {
  const { hash, finalUrl: url, contentType } = page
  const format = /^text\/plain\b/iu.test(contentType ?? '') ? 'text' : 'html'
  const surroundings = { pool: app.extractPool(), store: app.store, extractor: app.version, signal }
  const read = await readPage({ hash, url, format, contentType }, surroundings)
  // The text of a wall, an error page or a front page is not the article's, whatever stands in it.
  if (read.kind === 'not-an-article') return { kind: 'nothing', reason: read.reason }
  const { title, text, language, flags } = read.article
  const version = { title, text, language, seenAt: page.fetchedAt, page: hash }
  return { kind: flags.includes('teaser') ? 'beginning' : 'whole', version }
}
