import { Command, InvalidArgumentError } from 'commander'
import { createLog } from '../io/log.ts'
import { repeatable } from './comparison-options.ts'
import type { CliContext } from './context.ts'

interface ServeOptions {
  readonly port: number
  readonly bind: string
  readonly schedules: boolean
  readonly verbose?: boolean
  readonly allowPrivate: readonly string[]
  readonly resolve: readonly string[]
}

/** `serve`: the site and the JSON API, until Ctrl-C. */
export function serveCommand(context: CliContext): Command {
  return new Command('serve')
    .description(
      'Start the web app and the JSON API, until Ctrl-C. With FRAMESHIFT_TOKEN set, people sign in and programs send it; FRAMESHIFT_READ_TOKEN lets others look.',
    )
    .option('--port <number>', 'where to listen; 0 takes any free port', parsePort, 4173)
    .option('--bind <address>', 'from which network the site is reached; others than this machine need FRAMESHIFT_TOKEN', '127.0.0.1')
    .option('--no-schedules', 'run no schedule from here: another process does')
    .option('--verbose', 'log every request, not only runs and what goes wrong')
    .addOption(repeatable('--allow-private <address>', 'a private HOST[:PORT] or CIDR that runs started here may reach; may be repeated'))
    .addOption(repeatable('--resolve <rule>', 'answer for a name instead of DNS: HOST=ADDRESS[:PORT]; may be repeated'))
    .action(async (options: ServeOptions) => serve(options, context))
}

async function serve(options: ServeOptions, context: CliContext): Promise<void> {
  const { output, signal, env } = context
  const { allowPrivate, resolve } = options
  const app = await context.app()
  // Loaded when it is needed: the other commands start quicker without.
  const { startSite } = await import('../web/serve.ts')
  await using site = await startSite(app, {
    address: options.bind,
    port: options.port,
    token: env['FRAMESHIFT_TOKEN'],
    // Left empty where the file that starts it names all there are.
    readToken: env['FRAMESHIFT_READ_TOKEN'] || undefined,
    webhookSecret: env['FRAMESHIFT_WEBHOOK_SECRET'],
    redisUrl: env['REDIS_URL'],
    access: { allowPrivate, resolve },
    log: createLog((line) => output.note(line), app.now),
    logsRequests: options.verbose === true,
    runsSchedules: options.schedules,
  })
  output.note(`Frameshift listens at ${site.url}  Ctrl-C stops.`)
  const { hostNames } = app.settings.web
  if (!isLocal(options.bind) && hostNames.length === 0)
    output.note('Other machines are let in only under names that stand in web.hostNames in config/settings.yaml, and none does')
  if (env['REDIS_URL'] !== undefined) output.note(`The queues of the workers are shown at ${site.url}queues`)
  if (allowPrivate.length > 0) output.note(`Runs started here may reach private addresses: ${allowPrivate.join(', ')}`)
  await new Promise<void>((stopped) => {
    if (signal.aborted) stopped()
    signal.addEventListener('abort', () => stopped(), { once: true })
  })
}

function isLocal(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.')
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/u.test(text) || port > 65_535) throw new InvalidArgumentError('Expected a number from 0 to 65535.')
  return port
}
