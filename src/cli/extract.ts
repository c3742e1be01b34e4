import { resolve } from 'node:path'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { Command } from 'commander'
import { z } from 'zod'
import { PipelineError } from '../errors.ts'
import { extractPoolFor, type ExtractPool } from '../io/extract-pool.ts'
import type { CliContext } from './context.ts'
import { filterLines } from './filter.ts'

const rowSchema = z.object({ html: z.string().optional(), path: z.string().optional(), url: z.string().nullish() })
type Row = z.infer<typeof rowSchema>

/** `extract`: pages in, articles out. */
export function extractCommand(context: CliContext): Command {
  return new Command('extract')
    .description('Take the article out of pages: JSON Lines in (id, html or path, url), JSON Lines out.')
    .option('--explain', 'add which part of the page was taken and what each step removed, for pages without an article too')
    .addHelpText('after', `\nExample:\n  echo '{"id":"a","path":"page.html","url":"https://news.example/a"}' | frameshift extract`)
    .action(async (options: { explain?: boolean }) => {
      const { compute } = await (await context.configuration()).settings()
      await using pool = extractPoolFor(compute)
      const answer = (row: Row) => extractRow(row, { ...context, pool, explain: options.explain === true })
      await filterLines(answer, {
        input: context.stdin,
        output: context.output,
        row: rowSchema,
        parallel: 2 * compute.parallel,
        signal: context.signal,
      })
    })
}

interface Extracting extends Pick<CliContext, 'cwd' | 'signal'> {
  readonly pool: ExtractPool
  readonly explain: boolean
}

async function extractRow(row: Row, { cwd, signal, pool, explain }: Extracting): Promise<object> {
  const extraction = await pool.extract(
    await bytesOf(row, cwd),
    {
      url: row.url ?? undefined,
      contentType: row.html === undefined ? undefined : 'text/html; charset=utf-8',
      format: isText(row.path) ? 'text' : 'html',
    },
    signal,
  )
  const article = extraction.kind === 'article' ? extraction.article : extraction.best
  const explained = explain ? { explanation: extraction.explanation } : {}
  if (extraction.kind === 'article') return { ok: true, ...article, ...explained }
  return { ok: false, code: extraction.code, reason: extraction.reason, ...article, ...explained }
}

function isText(path: string | undefined): boolean {
  return path !== undefined && /\.(txt|md)$/i.test(path)
}

async function bytesOf(row: Row, cwd: string): Promise<Uint8Array> {
  if (row.html !== undefined) return Buffer.from(row.html)
  if (row.path === undefined) throw new PipelineError('line-invalid', 'Cannot read the line: expected "html" or "path"', { retry: 'never' })
  try {
    const bytes = await readFile(resolve(cwd, row.path))
    return row.path.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: 50_000_000 }) : bytes
  } catch (cause) {
    throw new PipelineError('no-such-file', `Cannot read ${row.path}: expected a readable page`, { retry: 'never', cause })
  }
}
