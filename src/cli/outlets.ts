import { resolve } from 'node:path'
import { Command } from 'commander'
import { counted } from '../core/report/wording.ts'
import { readOutlet } from '../stages/poll-outlet.ts'
import { readOutlets } from '../io/config/outlets.ts'
import { readDocument } from '../io/read-document.ts'
import type { Outlet } from '../model.ts'
import { PipelineError } from '../errors.ts'
import { withAccess, type AccessOptions } from './access-options.ts'
import { addOutlet, type AddOptions } from './add-outlet.ts'
import type { CliContext } from './context.ts'

interface OutletOptions {
  readonly outlets?: string
  readonly json?: boolean
}

/** `outlets`: who is asked for coverage, and whether they answer. */
export function outletsCommand(context: CliContext): Command {
  const command = new Command('outlets').description('See who is asked for coverage, and whether they answer.')
  const file = ['--outlets <file>', 'instead of config/outlets.yaml'] as const
  command
    .command('list')
    .description('List the configured outlets.')
    .option(...file)
    .option('--json', 'print it as JSON')
    .action(list)
  command
    .command('show')
    .description('Show one outlet.')
    .argument('<id>', 'an outlet ("outlets list")')
    .option(...file)
    .option('--json', 'print it as JSON')
    .action(show)
  withAccess(command.command('check'))
    .description('Read the sources of outlets and say what they announce; exit 1 when one does not answer.')
    .argument('[id...]', 'outlets (default: all)')
    .option(...file)
    .option('--json', 'print it as JSON')
    .action(check)
  withAccess(command.command('add'))
    .description("Find an outlet's name, language, feeds and news sitemaps, and write it into config/outlets.yaml.")
    .argument('<address>', 'of its front page, or of one of its feeds or news sitemaps')
    .option(...file)
    .option('--id <id>', 'instead of one made of its domain')
    .option('--name <name>', 'instead of the one it gives itself')
    .option('--language <code>', 'instead of the one it declares')
    .option('--country <code>', 'ISO 3166, two letters')
    .option('--dry-run', 'show what would be written')
    .option('--json', 'print it as JSON')
    .action(add)
  return command

  async function list(options: OutletOptions): Promise<void> {
    const outlets = await configured(options)
    if (options.json === true) return context.output.data(`${JSON.stringify(outlets, null, 2)}\n`)
    for (const { id, name, country, language, homepage } of outlets) {
      await context.output.data(`${id.padEnd(18)} ${(country ?? '').padEnd(3)} ${(language ?? '').padEnd(3)} ${name}  ${homepage ?? ''}\n`)
    }
  }

  async function show(id: string, options: OutletOptions): Promise<void> {
    const [outlet] = pick(await configured(options), [id])
    await context.output.data(`${JSON.stringify(outlet, null, 2)}\n`)
  }

  async function check(ids: readonly string[], options: OutletOptions & AccessOptions): Promise<void> {
    const ports = await portsFor(options)
    for (const outlet of pick(await configured(options), ids)) {
      const found = await ask(outlet, ports)
      if (found.problem !== undefined) context.finish(1)
      if (options.json === true) {
        await context.output.data(`${JSON.stringify(found)}\n`)
        continue
      }
      const told = found.problem ?? `${counted(found.items, 'article')} in ${counted(found.sources, 'source')}`
      await context.output.data(`${outlet.id.padEnd(18)} ${told}\n`)
      const moved = found.moved.map(({ url, movedTo }) => `${url} has moved for good to ${movedTo}: change it in the list of outlets`)
      const failed = found.failures.filter((failure) => failure !== found.problem)
      for (const line of [...failed, ...found.left, ...moved]) await context.output.data(`${''.padEnd(18)} ${line}\n`)
    }
  }

  async function add(address: string, options: AddOptions & AccessOptions): Promise<void> {
    await addOutlet(address, options, context, await portsFor(options))
  }

  async function portsFor(access: AccessOptions) {
    const app = await context.app()
    const sources = app.addressPorts(app.webFor(access), { freshForMs: 0, offline: false })
    return {
      now: app.now,
      readDocument: (url: string, accept: 'page' | 'feed' | 'sitemap' | 'robots', signal: AbortSignal) =>
        readDocument(url, { accept, signal }, sources),
    }
  }

  async function ask(outlet: Outlet, ports: Parameters<typeof readOutlet>[1]) {
    try {
      const read = await readOutlet(outlet, ports, context.signal)
      const failures = read.sources.flatMap(({ url, failure }) => (failure ? [`${url}: ${failure.reason}`] : []))
      // Feeds and sitemaps announce the same articles.
      const items = new Set(read.items.map(({ url }) => url)).size
      const nothing = read.sources.length === 0 ? 'no feed or news sitemap found' : 'none of its sources lists an article'
      const problem = items > 0 ? undefined : (failures[0] ?? nothing)
      const left = read.sources.flatMap(({ url, left: words }) => (words === undefined ? [] : [`${url}: ${words}`]))
      const moved = read.sources.flatMap(({ url, movedTo }) => (movedTo === undefined ? [] : [{ url, movedTo }]))
      return { id: outlet.id, items, sources: read.sources.length, failures, left, moved, problem }
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      return { id: outlet.id, items: 0, sources: 0, failures: [], left: [], moved: [], problem: error.message }
    }
  }

  async function configured({ outlets }: OutletOptions): Promise<readonly Outlet[]> {
    const { folders } = await context.configuration()
    const paths = outlets === undefined ? folders.map((folder) => `${folder}/outlets.yaml`) : [resolve(context.cwd, outlets)]
    return (await readOutlets(paths)).outlets
  }
}

function pick(outlets: readonly Outlet[], ids: readonly string[]): readonly Outlet[] {
  if (ids.length === 0) return outlets
  return ids.map((id) => {
    const outlet = outlets.find((candidate) => candidate.id === id)
    if (outlet) return outlet
    const known = outlets.map((candidate) => candidate.id).join(', ')
    throw new PipelineError('outlet-unknown', `No outlet is called ${id}: expected one of ${known}`, { retry: 'never' })
  })
}
