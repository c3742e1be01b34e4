import { parentPort, workerData } from 'node:worker_threads'
import { extractText } from '../core/extract/extract-text.ts'
import { refuseForeign } from '../core/extract/no-article/unread.ts'
import { sniffBytes } from '../core/extract/sniff.ts'
import { decodePage } from './decode.ts'
import type { ExtractAnswer, ExtractedPage, ExtractTask } from './extract-pool.ts'

/** The thread in which pages are parsed: it holds nothing that may not be lost. Says `ready` once, then answers each task. */
const port = parentPort
if (port) {
  // Half of what a thread loads is for pages alone. One that begins with a text file begins without; a page that comes later waits for it.
  if (workerData !== 'text') await pageReader()
  port.on('message', async (task: ExtractTask) => port.postMessage({ kind: 'done', read: await read(task) } satisfies ExtractAnswer))
  port.postMessage({ kind: 'ready' } satisfies ExtractAnswer)
}

async function read({ bytes, url, contentType, format }: ExtractTask): Promise<ExtractedPage> {
  const foreign = sniffBytes(bytes)
  if (foreign !== undefined) return refuseForeign(foreign)
  const { text } = decodePage(bytes, contentType)
  if (format === 'text') return extractText(text)
  const { extractArticle } = await pageReader()
  return extractArticle(text, { url })
}

function pageReader() {
  return import('../core/extract/extract.ts')
}
