import { readAddress, type AddressPorts, type AddressQuestion } from '../stages/read-address.ts'
import type { DocumentAnswer } from '../stages/read-sources.ts'
import { decodePage } from './decode.ts'
import type { PageStore } from './store/pages.ts'

export type DocumentSources = AddressPorts & { readonly pages: Pick<PageStore, 'bytes' | 'latest' | 'put'> }

/** Reads a feed, sitemap, front page or answer of a service as text. */
export async function readDocument(url: string, question: AddressQuestion, sources: DocumentSources): Promise<DocumentAnswer> {
  const reading = await readAddress(url, question, sources)
  if (reading.kind === 'refused') return reading
  const { page } = reading
  const bytes = reading.bytes ?? (await sources.pages.bytes(page.hash))
  if (!bytes) return { kind: 'refused', code: 'store-incomplete', reason: 'The store has lost the bytes of this document' }
  const told = { finalUrl: page.finalUrl, movedTo: page.movedTo, ...(reading.asked ? {} : { isStored: true as const }) }
  return { kind: 'document', text: decodePage(bytes, page.contentType).text, ...told }
}
