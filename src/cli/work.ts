import { Command, InvalidArgumentError, Option } from 'commander'
import { workOnSchedules } from '../../workers/schedules.ts'
import { startWorker } from '../../workers/worker.ts'
import { PipelineError } from '../errors.ts'
import { lanes, type Lane } from '../runners/runnable.ts'
import { databaseOf } from '../io/store/postgres/open.ts'
import type { CliContext } from './context.ts'

interface WorkOptions {
  readonly health?: number
  readonly healthBind: string
  readonly only: readonly Lane[]
  readonly schedules: boolean
}

/** `work`: take jobs from Redis until Ctrl-C. */
export function workCommand(context: CliContext): Command {
  return new Command('work')
    .description('Run jobs from Redis until Ctrl-C; start as many as you like. Needs REDIS_URL.')
    .addOption(new Option('--only <lanes...>', 'take only these kinds of jobs').choices(lanes).default(lanes, 'all'))
    .option('--health <port>', 'answer /health and /metrics there; 0 takes any free port', parsePort)
    .option('--health-bind <address>', 'from which network', '127.0.0.1')
    .option('--no-schedules', 'run no schedule from here: another process does')
    .action(async (options: WorkOptions) => {
      const { output, signal, env } = context
      const redisUrl = env['REDIS_URL']
      if (redisUrl === undefined) {
        const message =
          'Cannot work without a queue: set REDIS_URL, for example redis://127.0.0.1:6379; without it, compare runs its jobs itself'
        throw new PipelineError('redis-missing', message, { retry: 'never' })
      }
      const app = await context.app()
      const { network, compute } = app.settings
      const place = env['DATABASE_URL'] === undefined ? app.dataDir : databaseOf(env['DATABASE_URL'])
      output.note(`Working on ${place}: ${network.parallel} fetches and ${compute.parallel} computations at a time. Ctrl-C stops.`)
      const onNotice = (notice: string) => output.note(notice)
      const webhookSecret = env['FRAMESHIFT_WEBHOOK_SECRET']
      await using resources = new AsyncDisposableStack()
      if (options.health !== undefined) {
        const { serveHealth } = await import('../../workers/health.ts')
        const health = resources.use(await serveHealth(app, { port: options.health, address: options.healthBind, redisUrl }))
        onNotice(`Health: http://${options.healthBind}:${health.port}/health`)
      }
      await Promise.all([
        startWorker(app, { redisUrl, signal, lanes: options.only }),
        options.schedules ? workOnSchedules(app, { redisUrl, signal, webhookSecret, onNotice }) : undefined,
      ])
    })
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/u.test(text) || port > 65_535) throw new InvalidArgumentError('Expected a number from 0 to 65535.')
  return port
}
