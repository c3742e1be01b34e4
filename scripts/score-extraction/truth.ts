import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Metadata } from './metadata-score.ts'

/** A page whose article a person has taken out by hand. */
export interface TruePage extends Metadata {
  readonly url: string
  readonly file: string
  readonly text: string
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).optional()
const truthSchema = z.record(
  z.string(),
  z.object({ url: z.string(), html: z.string(), text: z.string(), title: z.string().optional(), author: oneOrMore, date: oneOrMore }),
)

/** The pages of one part of the labelled data, by id. */
export function truthOf(part: string): Readonly<Record<string, TruePage>> {
  const folder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'extraction')
  const truth = truthSchema.parse(JSON.parse(gunzipSync(readFileSync(join(folder, `truth-${part}.json.gz`))).toString('utf8')))
  return Object.fromEntries(
    Object.entries(truth).map(([id, { url, html, text, title, author, date }]) => [
      id,
      { url, file: join(folder, html), text, title: title === '' ? undefined : title, authors: listOf(author), dates: listOf(date) },
    ]),
  )
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
