import { createHash } from 'node:crypto'
import { toId } from '../../core/ids.ts'
import type { Sha256 } from '../../model.ts'

/** Says whether a sentence is still the one that was judged. */
export function textHash(text: string): Sha256 {
  return toId<'Sha256'>(createHash('sha256').update(text).digest('hex'))
}
