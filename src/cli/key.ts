import { once } from 'node:events'
import type { Stdin } from './context.ts'

/** Waits for one of the keys on a terminal, without Enter. Ctrl-C and Ctrl-D count as `x`. Rejects when the signal aborts. */
export async function askKey(stdin: Stdin, keys: readonly string[], signal: AbortSignal): Promise<string> {
  stdin.setRawMode?.(true)
  stdin.resume()
  try {
    for (;;) {
      const [chunk] = await once(stdin, 'data', { signal })
      const key = String(chunk).toLowerCase()
      if (key === '\u0003' || key === '\u0004') return 'x'
      if (keys.includes(key)) return key
    }
  } finally {
    stdin.setRawMode?.(false)
    stdin.pause()
  }
}
