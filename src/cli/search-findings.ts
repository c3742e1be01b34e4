import { keyOf, originOf, type SearchSpec, type ServiceSpec } from '../core/discover/search/search-spec.ts'
import { PipelineError } from '../errors.ts'
import { readSearchSpecs } from '../io/config/sources.ts'
import { readDocument } from '../io/read-document.ts'
import type { AccessOptions } from './access-options.ts'
import type { CliContext } from './context.ts'
import { tried, Unused, Warning, type Finding } from './finding.ts'

export interface ReachOptions extends AccessOptions {
  /** Ask the servers. */
  readonly reach?: boolean
}

/**
 * The search services that are configured: when each is asked, whether its key is there and, where `reach` is asked for, whether its server answers.
 * Its robots.txt is read for that, no question is put. A service that is missing breaks nothing: coverage is looked for without it.
 */
export async function searchFindings(context: CliContext, options: ReachOptions): Promise<readonly Finding[]> {
  const app = await context.app()
  let specs: readonly SearchSpec[]
  try {
    specs = await readSearchSpecs(app.configFolders)
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    return [{ what: 'search', state: 'broken', detail: error.message }]
  }
  const findings: Finding[] = []
  for (const spec of specs) findings.push(await tried('search', () => stateOf(spec, context, options)))
  return findings
}

async function stateOf(spec: SearchSpec, context: CliContext, options: ReachOptions): Promise<string> {
  const when = spec.ask === 'always' ? 'always asked' : `asked with --search ${spec.id}`
  if (spec.kind === 'store') return `${spec.id}: ${when}; our own store, no server`
  const key = keyOf(spec)
  const isKeyMissing = key !== undefined && (context.env[key.variable] ?? '').trim() === ''
  const answer =
    options.reach === true ? await reached(spec, context, options) : { isThere: true, words: '"doctor --reach" asks whether it answers' }
  const detail = `${spec.id}: ${when}; ${answer.words}`
  if (isKeyMissing) {
    // Who never asks it misses nothing.
    const Kind = spec.ask === 'always' ? Warning : Unused
    throw new Kind(`${detail}; it needs a key: set ${key.variable}`)
  }
  if (!answer.isThere) throw new Warning(detail)
  return key === undefined ? detail : `${detail}; its key is in ${key.variable}`
}

async function reached(
  spec: ServiceSpec,
  context: CliContext,
  access: AccessOptions,
): Promise<{ readonly isThere: boolean; readonly words: string }> {
  const origin = originOf(spec)
  if (origin === undefined) return { isThere: false, words: 'its address names no host' }
  const app = await context.app()
  const { network } = app.settings
  const sources = app.addressPorts(app.webFor(access), { freshForMs: 0, offline: false })
  try {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(network.deadlineMs)])
    const answer = await readDocument(`${origin}/robots.txt`, { accept: 'robots', signal }, sources)
    // Many services have no robots.txt, and say so: that is an answer.
    const isThere = answer.kind === 'document' || answer.code.startsWith('http-4')
    return isThere ? { isThere, words: `${origin} answers` } : { isThere, words: `${origin} is out of reach: ${answer.reason}` }
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    return { isThere: false, words: `${origin} is out of reach: ${error.message}` }
  }
}
