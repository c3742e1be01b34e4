import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { searchSpecSchema, type SearchSpec } from '../../core/discover/search/search-spec.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/** `config/sources.yaml`: search services that can be asked for coverage. */
export const sourcesSchema = z
  .strictObject({ sources: z.array(searchSpecSchema) })
  .refine(({ sources }) => new Set(sources.map(({ id }) => id)).size === sources.length, {
    error: 'expected every source to have an id of its own',
    path: ['sources'],
  })

/** Reads the first `sources.yaml` of the folders; none where there is no such file. Throws `sources-invalid` with every mistake. */
export async function readSearchSpecs(folders: readonly string[]): Promise<readonly SearchSpec[]> {
  for (const folder of folders) {
    const path = `${folder}/sources.yaml`
    const text = await readIfThere(path)
    if (text !== undefined) return parseYaml(text, { path, schema: sourcesSchema, code: 'sources-invalid' }).sources
  }
  return []
}

/** The services that a run asks: those that are named, and where it looks for coverage those that are always asked. Throws `source-unknown`. */
export function chosenSpecs(specs: readonly SearchSpec[], named: readonly string[], looks: boolean): readonly SearchSpec[] {
  const unknown = named.find((id) => !specs.some((spec) => spec.id === id))
  if (unknown !== undefined) {
    const known = specs.map(({ id }) => id).join(', ')
    throw new PipelineError('source-unknown', `No search service is called ${unknown}: expected one of ${known || 'config/sources.yaml, which names none'}`, {
      retry: 'never',
    })
  }
  return specs.filter(({ id, ask }) => named.includes(id) || (looks && ask === 'always'))
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('sources-unreadable', `Cannot read the search services in ${path}: expected a readable file`, {
      retry: 'never',
      cause,
    })
  }
}
