import { createHash } from 'node:crypto'
import { toId } from '../core/ids.ts'
import type { Page } from '../model.ts'
import type { DocumentAnswer } from '../stages/read-sources.ts'
import { decodePage } from './decode.ts'
import type { PageStore } from './store/pages.ts'
import type { Accept, Web } from './web/web.ts'

export interface DocumentSources {
  readonly web: Web
  readonly pages: PageStore
  readonly now: () => Date
  /** A stored document younger than this is taken as it is. */
  readonly freshForMs: number
  readonly offline: boolean
}

/** Reads a feed, sitemap or front page as text: from the store while that is fresh, else by asking whether it has changed. */
export async function readDocument(
  url: string,
  { accept, signal }: { readonly accept: Accept; readonly signal: AbortSignal },
  { web, pages, now, freshForMs, offline }: DocumentSources,
): Promise<DocumentAnswer> {
  const stored = await pages.latest(url)
  const isFresh = stored !== undefined && now().getTime() - Date.parse(stored.fetchedAt) < freshForMs
  if (stored && (isFresh || offline)) return documentOf(stored, pages)
  if (offline) return { kind: 'refused', code: 'offline', reason: 'Not in the store, and the run is offline' }
  const validators = stored && { etag: stored.etag, lastModified: stored.lastModified }
  const answer = await web.get(url, { accept, validators, signal })
  if (answer.kind === 'refused') return answer
  if (answer.kind === 'unchanged')
    return stored
      ? documentOf(stored, pages)
      : { kind: 'refused', code: 'http-304', reason: 'Answered "not changed", and nothing is stored' }
  const { bytes, finalUrl, contentType, etag, lastModified } = answer
  const hash = toId<'Sha256'>(createHash('sha256').update(bytes).digest('hex'))
  const page: Page = { hash, url, finalUrl, contentType, etag, lastModified, fetchedAt: now().toISOString() }
  await pages.put(page, bytes)
  return { kind: 'document', text: decodePage(bytes, contentType).text, finalUrl }
}

async function documentOf(page: Page, pages: PageStore): Promise<DocumentAnswer> {
  const bytes = await pages.bytes(page.hash)
  if (!bytes) return { kind: 'refused', code: 'store-incomplete', reason: 'The store has lost the bytes of this document' }
  return { kind: 'document', text: decodePage(bytes, page.contentType).text, finalUrl: page.finalUrl }
}
