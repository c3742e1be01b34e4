import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { toId } from '../../core/ids.ts'
import type { Page, Sha256 } from '../../model.ts'
import { pack, unpack } from './packed.ts'
import type { Tables } from './tables.ts'

/** Pages as fetched. Bytes are kept once by hash, compressed; what servers said of them is kept per address and hash. */
export interface PageStore {
  /** Throws `TypeError` when the bytes are not those that `page.hash` names. */
  put(page: Page, bytes: Uint8Array): Promise<void>
  bytes(hash: Sha256): Promise<Uint8Array | undefined>
  /** Whether the bytes are there, without reading them. */
  has(hash: Sha256): Promise<boolean>
  /** The page that was fetched last under this address. */
  latest(url: string): Promise<Page | undefined>
  /** What a server said of these bytes. */
  contentType(hash: Sha256): Promise<string | undefined>
  /** These bytes as they came from this address. */
  get(url: string, hash: Sha256): Promise<Page | undefined>
}

export function pageStore(db: Kysely<Tables>): PageStore {
  return {
    put: async (page, bytes) => {
      if (sha256(bytes) !== page.hash) throw new TypeError(`The bytes of ${page.url} are not those that ${page.hash} names`)
      await putBlob(db, page.hash, bytes)
      const { hash, ...said } = toRow(page)
      const conflict = ['url', 'hash'] as const
      await db
        .insertInto('pages')
        .values({ hash, ...said })
        .onConflict((found) => found.columns(conflict).doUpdateSet(said))
        .execute()
    },
    bytes: async (hash) => {
      const row = await db.selectFrom('blobs').select('deflated').where('hash', '=', hash).executeTakeFirst()
      return row && unpack(row.deflated, `page ${hash}`)
    },
    has: async (hash) => (await db.selectFrom('blobs').select('hash').where('hash', '=', hash).executeTakeFirst()) !== undefined,
    latest: async (url) => {
      const rows = db.selectFrom('pages').selectAll().where('url', '=', url)
      const row = await rows.orderBy('fetched_ms', 'desc').orderBy('hash').limit(1).executeTakeFirst()
      return row && toPage(row)
    },
    contentType: async (hash) => {
      const rows = db.selectFrom('pages').select('content_type').where('hash', '=', hash)
      return (await rows.orderBy('url').limit(1).executeTakeFirst())?.content_type ?? undefined
    },
    get: async (url, hash) => {
      const row = await db.selectFrom('pages').selectAll().where('url', '=', url).where('hash', '=', hash).executeTakeFirst()
      return row && toPage(row)
    },
  }
}

async function putBlob(db: Kysely<Tables>, hash: string, bytes: Uint8Array): Promise<void> {
  const known = await db.selectFrom('blobs').select('hash').where('hash', '=', hash).executeTakeFirst()
  if (known) return
  const deflated = await pack(bytes)
  await db
    .insertInto('blobs')
    .values({ hash, deflated })
    .onConflict((found) => found.column('hash').doNothing())
    .execute()
}

function toRow(page: Page): Tables['pages'] {
  return {
    url: page.url,
    hash: page.hash,
    final_url: page.finalUrl,
    content_type: page.contentType ?? null,
    etag: page.etag ?? null,
    last_modified: page.lastModified ?? null,
    fetched_at: page.fetchedAt,
    fetched_ms: Date.parse(page.fetchedAt),
    moved_to: page.movedTo ?? null,
  }
}

function toPage(row: Tables['pages']): Page {
  return {
    hash: toId(row.hash),
    url: row.url,
    finalUrl: row.final_url,
    contentType: row.content_type ?? undefined,
    etag: row.etag ?? undefined,
    lastModified: row.last_modified ?? undefined,
    fetchedAt: row.fetched_at,
    ...(row.moved_to === null ? {} : { movedTo: row.moved_to }),
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
