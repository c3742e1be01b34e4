import { promisify } from 'node:util'
import { constants, inflate, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { PipelineError } from '../../errors.ts'

/**
 * Bytes as the store keeps them: compressed with zstd, which takes a quarter of the time of deflate over news pages and leaves them smaller.
 * With a checksum, which zstd leaves out unless it is asked for: without it, most flipped bits would come back as another page.
 */
export async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length < fewBytes ? zstdCompressSync(bytes, checked) : compress(bytes, checked)
}

/** What `pack` was given, by this version or one that deflated. Throws `store-corrupt`, naming `what`, when the bytes are others, or more than half a GiB. */
export async function unpack(packed: Uint8Array, what: string): Promise<Uint8Array> {
  try {
    if (!isZstd(packed)) return await inflateAsync(packed, bounded)
    return packed.length < fewBytes / 4 ? zstdDecompressSync(packed, bounded) : await decompress(packed, bounded)
  } catch (cause) {
    const message = `Cannot read ${what} in the store: its ${packed.length} bytes do not decompress`
    throw new PipelineError('store-corrupt', message, { retry: 'never', cause })
  }
}

/** Less is done in a fraction of a millisecond, in which another thread would just have begun. */
const fewBytes = 256 * 1024

/** By the four bytes that every frame begins with; nothing that was deflated begins with them. */
function isZstd(packed: Uint8Array): boolean {
  return packed[0] === 0x28 && packed[1] === 0xb5 && packed[2] === 0x2f && packed[3] === 0xfd
}

/** No file of a report and no page comes near; a few damaged or foreign bytes may stand for as much as the memory holds. */
const bounded = { maxOutputLength: 2 ** 29 }
const checked = { params: { [constants.ZSTD_c_checksumFlag]: 1 } }

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const inflateAsync = promisify(inflate)
