import type { SearchReading, SearchRequest } from '../core/discover/search/service.ts'
import { keyOf, type ServiceSpec } from '../core/discover/search/search-spec.ts'
import { serviceOf } from '../core/discover/search/services.ts'
import type { DocumentAnswer } from './read-sources.ts'

export interface ServicePorts {
  /** Asks a service through the web gate; its answer is kept, and not asked for again while it is fresh. */
  readonly askService: (url: string, how: ServiceCall) => Promise<DocumentAnswer>
  /** A value of the environment; `undefined` where it is not set. */
  readonly secret: (variable: string) => string | undefined
}

export interface ServiceCall {
  readonly credential?: { readonly header: string; readonly value: string }
  readonly leastIntervalMs: number
  /** An answer that is kept does not do. */
  readonly anew?: boolean
  readonly signal: AbortSignal
}

/** `keyless`: it was not asked, because the variable that should hold its key is not set. */
export type ServiceReading = SearchReading | { readonly kind: 'keyless'; readonly variable: string }

/**
 * Asks a search service with its key, and reads what it answers. A complaint that an earlier run was given says nothing of now: then it is
 * asked once more. Throws `PipelineError` where asking again may help.
 */
export async function askService(
  spec: ServiceSpec,
  { url, leastIntervalMs }: SearchRequest,
  { askService: ask, secret, signal }: ServicePorts & { readonly signal: AbortSignal },
): Promise<ServiceReading> {
  const service = serviceOf(spec)
  const key = keyOf(spec)
  const value = key && secret(key.variable)
  if (key && value === undefined) return { kind: 'keyless', variable: key.variable }
  if (value !== undefined && !/^[\u0020-\u007e]+$/.test(value))
    return {
      kind: 'refused',
      code: 'key-invalid',
      reason: `The key in ${key?.variable ?? ''} holds a line break or a letter that no header can carry`,
    }
  const credential = key && value !== undefined ? { header: key.header, value: key.prefix + value } : undefined
  const call = { ...(credential && { credential }), leastIntervalMs, signal }
  const read = (answer: DocumentAnswer): SearchReading => {
    const reading = answer.kind === 'refused' ? answer : service.read(withoutKey(answer.text, value), answer.finalUrl)
    return reading.kind === 'refused' ? { ...reading, reason: withoutKey(reading.reason, value) } : reading
  }
  const answer = await ask(url, call)
  const reading = read(answer)
  const isOld = reading.kind === 'refused' && answer.kind === 'document' && answer.isStored === true
  return isOld ? read(await ask(url, { ...call, anew: true })) : reading
}

/** Services repeat the key that they refuse, some in the escapes of JSON or of addresses, and what they say is printed in the report. Shorter words are no keys. */
function withoutKey(said: string, key: string | undefined): string {
  if (key === undefined || key.length < 6) return said
  return said.replaceAll(key, '***').replaceAll(key.replaceAll('/', '\\/'), '***').replaceAll(encodeURIComponent(key), '***')
}
