import { toId } from '../core/ids.ts'
import { PipelineError } from '../errors.ts'
import { withOutlet, writeEdit } from '../io/config/outlets-edit.ts'
import type { Outlet } from '../model.ts'
import { introduceOutlet } from '../stages/introduce-outlet.ts'
import type { DocumentPorts } from '../stages/read-sources.ts'
import type { CliContext } from './context.ts'

export interface AddOptions {
  readonly outlets?: string
  readonly id?: string
  readonly name?: string
  readonly language?: string
  readonly country?: string
  readonly json?: boolean
  readonly dryRun?: boolean
}

/** `outlets add`: gets to know an outlet and writes it into the file of outlets. */
export async function addOutlet(address: string, options: AddOptions, context: CliContext, ports: DocumentPorts): Promise<void> {
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address)) {
    const message = `Cannot add ${address}: expected the address of a front page or a feed that begins with https:// or http://`
    throw new PipelineError('url-invalid', message, { retry: 'never' })
  }
  const app = await context.app()
  const path = app.resolvePath(options.outlets ?? 'config/outlets.yaml')
  const introduction = await introduceOutlet(address, ports, context.signal)
  const outlet = asToldBy(options, introduction.outlet)
  const edit = await withOutlet(outlet, { path, model: `${app.configFolders.at(-1) ?? ''}/outlets.yaml` })
  if (options.dryRun !== true) await writeEdit(edit)
  const isWritten = options.dryRun !== true
  const { sources } = introduction
  if (options.json === true) {
    const failures = sources.flatMap(({ url, failure }) => (failure ? [{ url, ...failure }] : []))
    return context.output.data(
      `${JSON.stringify({ outlet, path, written: isWritten, created: isWritten && edit.existing === undefined, failures }, null, 2)}\n`,
    )
  }
  for (const { url, failure } of sources) if (failure) context.output.note(`Left out ${url}: ${failure.reason}`)
  for (const { url, left } of sources) if (left !== undefined) context.output.note(`${url}: ${left}`)
  for (const { url, movedTo } of sources) if (movedTo !== undefined) context.output.note(`${url} has moved for good to ${movedTo}`)
  await context.output.data(describe(outlet))
  if (!isWritten) return context.output.note(`Not written: with --dry-run ${path} stays as it is`)
  context.output.note(
    `Written to ${path}${edit.existing === undefined && options.outlets === undefined ? ', which now stands in for the outlets that are shipped' : ''}`,
  )
}

function asToldBy({ id, name, language, country }: AddOptions, outlet: Outlet): Outlet {
  return {
    ...outlet,
    id: id === undefined || id === '' ? outlet.id : toId(id),
    name: name ?? outlet.name,
    language: language ?? outlet.language,
    country: country ?? outlet.country,
  }
}

function describe({ id, name, language, feeds, sitemaps }: Outlet): string {
  const lines = [`${id}  ${name}${language === undefined ? '' : `  (${language})`}`]
  for (const url of feeds) lines.push(`  feed     ${url}`)
  for (const url of sitemaps) lines.push(`  sitemap  ${url}`)
  return `${lines.join('\n')}\n`
}
