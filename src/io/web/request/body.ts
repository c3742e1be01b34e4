import { Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { isGzip, looksBinary, type Accept } from './media.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** Content codings we can undo: the value of `Accept-Encoding`. */
export const acceptEncoding = 'gzip, deflate, br, zstd'

export interface BodyOptions {
  readonly accept: Accept
  readonly contentType: string | undefined
  readonly contentEncoding: string | undefined
  readonly contentLength: number | undefined
  readonly maxWireBytes: number
  readonly maxDecodedBytes: number
  /** Read this much and leave the rest: for files of which only the beginning counts. */
  readonly cutAtBytes: number | undefined
}

export type Body = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | Refusal

/** A coded body that ended before its end. */
export class CutShort extends Error {
  override readonly name = 'CutShort'
}

/**
 * Reads a body, undoing its content coding and counting on both sides of it: libraries count one side only, and 300 bytes can become
 * 200 megabytes. What is too large is left in the middle. Throws what the wire throws, and `CutShort`.
 */
export async function readBody(wire: Readable, options: BodyOptions): Promise<Body> {
  const { accept, maxWireBytes, maxDecodedBytes } = options
  const codings = (options.contentEncoding ?? '').split(',').map((coding) => coding.trim().toLowerCase())
  const [coding, ...more] = codings.filter((name) => name !== '' && name !== 'identity')
  if (more.length > 0) return refuse('unsupported-encoding', `The answer is packed ${more.length + 1} times (at most once is undone)`)
  if (coding !== undefined && !knownCodings.has(coding))
    return refuse('unsupported-encoding', `The answer is packed with "${coding.slice(0, 40)}", which was not offered`)
  if (options.cutAtBytes === undefined && (options.contentLength ?? 0) > maxWireBytes) return tooLarge(maxWireBytes, 'as sent')
  const first = await decoded(wire, coding, options)
  if (first.kind === 'refused') return first
  if (accept === 'sitemap' && isGzip(first.bytes)) {
    return decoded(Readable.from([first.bytes]), 'gzip', { maxWireBytes, maxDecodedBytes, cutAtBytes: undefined })
  }
  if (accept !== 'robots' && first.bytes.length === 0) return refuse('empty', 'The answer has no content')
  if (accept !== 'robots' && looksBinary(first.bytes, options.contentType)) return refuse('not-text', 'The answer is no text')
  return first
}

const knownCodings: ReadonlySet<string> = new Set(['gzip', 'x-gzip', 'deflate', 'br', 'zstd'])

type Limits = Pick<BodyOptions, 'maxWireBytes' | 'maxDecodedBytes' | 'cutAtBytes'>

async function decoded(wire: Readable, coding: string | undefined, limits: Limits): Promise<Body> {
  const counted = countWire(wire, limits.maxWireBytes)
  if (coding === undefined) return collect(counted, limits)
  const source = await withFirstChunk(counted)
  const decoder = decoderFor(coding, source.first)
  const packed = Readable.from(source.all)
  let wireError: unknown
  packed.on('error', (error) => {
    wireError = error
    decoder.destroy(error)
  })
  try {
    return await collect(packed.pipe(decoder), limits)
  } catch (error) {
    if (error instanceof TooMuch) throw error
    if (wireError !== undefined) throw wireError
    if (isUnexpectedEnd(error)) throw new CutShort('The packed answer ends too early', { cause: error })
    return refuse('bad-encoding', `The answer is not packed with ${coding}, as it says`)
  } finally {
    packed.destroy()
    decoder.destroy()
  }
}

class TooMuch extends Error {
  override readonly name = 'TooMuch'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

/** What `readBody` refuses in the middle of a stream comes out as an error; this turns it back into a value. */
export function refusalIn(error: unknown): Refusal | undefined {
  return error instanceof TooMuch ? error.refusal : undefined
}

function tooLarge(limit: number, side: string): Refusal {
  return refuse('body-too-large', `The answer is larger than ${limit} bytes ${side}`)
}

async function* countWire(wire: Readable, limit: number): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of wire) {
    const bytes = toBytes(chunk)
    total += bytes.length
    if (total > limit) throw new TooMuch(tooLarge(limit, 'as sent'))
    yield bytes
  }
}

async function collect(source: AsyncIterable<unknown>, { maxDecodedBytes, cutAtBytes }: Limits): Promise<Body> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of source) {
    const bytes = toBytes(chunk)
    chunks.push(bytes)
    total += bytes.length
    if (cutAtBytes !== undefined && total >= cutAtBytes) break
    if (total > maxDecodedBytes) throw new TooMuch(tooLarge(maxDecodedBytes, 'unpacked'))
  }
  const all = Buffer.concat(chunks)
  return { kind: 'bytes', bytes: cutAtBytes === undefined ? all : all.subarray(0, cutAtBytes) }
}

function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  throw new TypeError('A body is made of bytes')
}

/** The first bytes decide how to read `deflate`; they are put back in front. */
async function withFirstChunk(source: AsyncGenerator<Uint8Array>): Promise<{ first: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const { value, done } = await source.next()
  const first = done === true ? new Uint8Array() : value
  return { first, all: rejoin(first, source) }
}

async function* rejoin(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first
  yield* rest
}

function decoderFor(coding: string, first: Uint8Array): Transform {
  switch (coding) {
    case 'br':
      return createBrotliDecompress()
    case 'zstd':
      return createZstdDecompress()
    case 'deflate':
      // The standard means zlib's wrapping; many servers send the bare stream.
      return hasZlibHeader(first) ? createInflate() : createInflateRaw()
    default:
      return createGunzip()
  }
}

function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0
}

function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
}
