import { z } from 'zod'
import type { Page } from '../model.ts'
import { idSchema, textOrUndefined } from '../stages/noun-schemas.ts'
import { stageNames } from '../stages/stage.ts'

/** What stands where in `bundle/`, and the form of each of its JSON files. */
export const bundleNames = {
  readme: 'bundle/README.md',
  manifest: 'bundle/manifest.json',
  run: 'bundle/run.json',
  seen: 'bundle/first-seen.json',
  checked: 'bundle/checked-hits.json',
  plan: 'bundle/plan.json',
  versions: 'bundle/versions.json',
  lexicon: 'bundle/lexicon.yaml',
  outlets: 'bundle/config/outlets.yaml',
  pages: 'bundle/pages.json',
  archive: 'bundle/pages.warc.gz',
  record: 'bundle/record.jsonl',
} as const

/** Whether a file belongs to the report itself, and not to what it is made of. */
export function isReportFile(name: string): boolean {
  return !name.startsWith('bundle/')
}

/** A path that stays in the folder, on every system: the folder may be a stranger's, and what it names is read, packed and passed on. */
const pathInside = z.string().refine((path) => !/[\\:\u0000]/u.test(path) && path.split('/').every((part) => !/^\.{0,2}$/u.test(part)))

/** Every file of the report folder but the manifest itself, by its path. */
export const manifestSchema = z.object({
  schema: z.literal('frameshift/bundle@1'),
  run: z.string(),
  createdAt: z.string(),
  files: z.record(pathInside, z.object({ sha256: z.string(), bytes: z.int() })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Which run it was: printed in the report, and not to be computed again. */
export const runSchema = z.object({ id: idSchema<'Run'>(), createdAt: z.string() })

/** When the lexicon and the texts first came into the store of the report: it says which came first. */
export const seenSchema = z.object({ lexicon: z.record(z.string(), z.string()), article: z.record(z.string(), z.string()) })

/** What people had said of hits of the report, by item. */
export const checkedSchema = z.record(z.string(), z.boolean())

/** What the report was made with. */
export const versionsSchema = z.object({
  frameshift: z.string(),
  node: z.string(),
  icu: z.string(),
  hashes: z.record(z.string(), z.string()),
  /** Of every resampling. */
  seed: z.int(),
})
export type BundleVersions = z.infer<typeof versionsSchema>

/** The lexicon as the plan names it; the words themselves are in a file of their own. */
export const planLexiconSchema = z.looseObject({
  lexicon: z.object({ id: z.string(), version: z.number(), hash: z.string(), content: z.string() }),
})

const pageSchema: z.ZodType<Page> = z.object({
  hash: idSchema<'Sha256'>(),
  url: z.string(),
  finalUrl: z.string(),
  contentType: textOrUndefined,
  etag: textOrUndefined,
  lastModified: textOrUndefined,
  fetchedAt: z.string(),
})

/** What is in the archive, and where. */
export const pagesSchema = z.array(z.object({ page: pageSchema, offset: z.int(), length: z.int() }))

/** How a job ended whose result came from outside: what servers answered, and what was given up. */
export const recordedSchema = z.object({
  stage: z.enum(stageNames),
  key: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), output: z.unknown() }),
    z.object({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
  ]),
})
export type Recorded = z.infer<typeof recordedSchema>
