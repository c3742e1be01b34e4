import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const rowSchema = z
  .object({
    name: z.string(),
    unit: z.string(),
    /** `null`: could not be had. A peer's is left out then. */
    ours: z.number().nullable(),
    peer: z.record(z.string(), z.number()).readonly(),
    /** Above 1: we are better. Left out where ours or the peer's rounds differ too much from each other to say so. */
    ratio: z.record(z.string(), z.number()).readonly(),
  })
  .readonly()

const recordSchema = z.object({
  scale: z.enum(['whole', 'quick']),
  /** The code that was measured: its commit, with a mark where files differ from it. */
  code: z.string(),
  node: z.string(),
  machine: z.string(),
  benches: z.array(
    z.object({
      name: z.string(),
      startedAt: z.iso.datetime(),
      seconds: z.number(),
      /** Of the machine in the last minute, before and after: 1 is one process that never waits, our own included. */
      load: z.object({ before: z.number(), after: z.number() }),
      /** Why there are no rows. */
      skipped: z.string().optional(),
      rows: z.array(rowSchema),
    }),
  ),
})

/** One line of the result. */
export type BenchRow = z.infer<typeof rowSchema>

/** One run, as far as it has come: what is printed, what a run that was stopped goes on from, and what the page in `docs/` is made of. */
export type BenchRecord = z.infer<typeof recordSchema>

/** The record of the last run; `undefined` where there is none that can be read. */
export async function readRecord(path: string): Promise<BenchRecord | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : recordSchema.safeParse(JSON.parse(text)).data
}

export async function writeRecord(path: string, record: BenchRecord): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, `${JSON.stringify(record, undefined, 2)}\n`)
  await rename(`${path}.new`, path)
}
