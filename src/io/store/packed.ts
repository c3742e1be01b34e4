import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { PipelineError } from '../../errors.ts'

/** Bytes as the store keeps them: compressed. */
export function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return deflateAsync(bytes)
}

/** What `pack` was given. Throws `store-corrupt`, naming `what`, when the bytes are others. */
export async function unpack(packed: Uint8Array, what: string): Promise<Uint8Array> {
  try {
    return await inflateAsync(packed)
  } catch (cause) {
    const message = `Cannot read ${what} in the store: its ${packed.length} bytes do not decompress`
    throw new PipelineError('store-corrupt', message, { retry: 'never', cause })
  }
}

const deflateAsync = promisify(deflate)
const inflateAsync = promisify(inflate)
