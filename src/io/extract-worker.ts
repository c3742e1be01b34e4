import { parentPort } from 'node:worker_threads'
import { extractArticle, refuseForeign } from '../core/extract/extract.ts'
import { extractText } from '../core/extract/extract-text.ts'
import { sniffBytes } from '../core/extract/sniff.ts'
import { decodePage } from './decode.ts'
import type { ExtractAnswer, ExtractTask } from './extract-pool.ts'

/** The thread in which pages are parsed: it holds nothing that may not be lost. Says `ready` once, then answers each task. */
const port = parentPort
if (port) {
  port.on('message', (task: ExtractTask) => port.postMessage({ kind: 'done', read: read(task) } satisfies ExtractAnswer))
  port.postMessage({ kind: 'ready' } satisfies ExtractAnswer)
}

function read({ bytes, url, contentType, format }: ExtractTask) {
  const foreign = sniffBytes(bytes)
  if (foreign !== undefined) return refuseForeign(foreign)
  const { text } = decodePage(bytes, contentType)
  return format === 'text' ? extractText(text) : extractArticle(text, { url })
}
