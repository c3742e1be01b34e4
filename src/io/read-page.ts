import { z } from 'zod'
import { PipelineError } from '../errors.ts'
import type { PageToRead, ReadPage } from '../stages/extract.ts'
import type { ExtractPool } from './extract-pool.ts'
import type { Store } from './store/store.ts'

export interface PageReader {
  readonly pool: ExtractPool
  readonly store: Pick<Store, 'pages' | 'articles'>
  /** Version of the extracting code: what another version made of a page is not taken. */
  readonly extractor: string
  readonly signal: AbortSignal
}

/** What extraction makes of a stored page. Each version of the extractor parses a page once, whoever asks. */
export async function readPage(page: PageToRead, { pool, store, extractor, signal }: PageReader): Promise<ReadPage> {
  const { hash, url, format, contentType } = page
  // Addresses bear on links and on the outlet, so the same bytes under another address are another page.
  const version = `${extractor} ${format} ${url}`
  const known = await store.articles.ofPage(hash, version)
  const parsed = known && extractionSchema.safeParse(known.result)
  if (parsed?.success) return parsed.data
  const bytes = await store.pages.bytes(hash)
  if (!bytes) throw new PipelineError('page-missing', `Cannot read ${url}: its bytes are not in the store`, { retry: 'never' })
  const extraction = await pool.extract(bytes, { url: /^https?:/i.test(url) ? url : undefined, contentType, format }, signal)
  await store.articles.rememberExtraction(hash, version, extraction)
  return extraction
}

/** An extraction of the same extractor version: its own shape, of which only the kind is checked again. */
const extractionSchema = z.custom<ReadPage>((value) => z.object({ kind: z.enum(['article', 'not-an-article']) }).safeParse(value).success)
