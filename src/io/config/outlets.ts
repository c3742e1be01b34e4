import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { languageCode } from '../../core/discover/language-code.ts'
import { idSchema, textOrUndefined } from '../../stages/noun-schemas.ts'
import { PipelineError } from '../../errors.ts'
import type { Outlet } from '../../model.ts'
import { parseYaml } from './yaml.ts'

const address = z.url({ protocol: /^https?$/, error: 'expected an address that begins with http:// or https://' })

const outletEntry = z.strictObject({
  id: idSchema<'Outlet'>(),
  name: z.string().trim().min(1),
  homepage: address.optional().transform((homepage) => homepage),
  country: textOrUndefined,
  language: languageCode.optional().transform((language) => language),
  feeds: z.array(address).default([]),
  sitemaps: z.array(address).default([]),
  groups: z.record(z.string(), z.string()).default({}),
})

/** `config/outlets.yaml`: who is asked for coverage. */
export const outletsSchema = z
  .strictObject({ outlets: z.array(outletEntry) })
  .refine(({ outlets }) => new Set(outlets.map(({ id }) => id)).size === outlets.length, {
    error: 'expected every outlet to have an id of its own',
    path: ['outlets'],
  })

export interface OutletFile {
  readonly path: string | undefined
  readonly outlets: readonly Outlet[]
}

/** Reads the first of the files that is there; one file that is named has to be. Throws `outlets-invalid` with every mistake, `outlets-unreadable`. */
export async function readOutlets(paths: readonly string[]): Promise<OutletFile> {
  for (const path of paths) {
    const text = await readIfThere(path)
    if (text === undefined) continue
    return { path, outlets: parseYaml(text, { path, schema: outletsSchema, code: 'outlets-invalid' }).outlets }
  }
  if (paths.length === 1)
    throw new PipelineError('outlets-unreadable', `Cannot read the outlets in ${paths[0]}: no such file`, { retry: 'never' })
  return { path: undefined, outlets: [] }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('outlets-unreadable', `Cannot read the outlets in ${path}: expected a readable file`, { retry: 'never', cause })
  }
}
