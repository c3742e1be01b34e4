import { Command } from 'commander'
import { startWorker } from '../../workers/worker.ts'
import { PipelineError } from '../errors.ts'
import { databaseOf } from '../io/store/postgres/open.ts'
import type { CliContext } from './context.ts'

/** `work`: take jobs from Redis until Ctrl-C. */
export function workCommand(context: CliContext): Command {
  return new Command('work')
    .description('Run jobs from Redis until Ctrl-C; start as many as you like. Needs REDIS_URL.')
    .action(async () => {
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
      await startWorker(app, { redisUrl, signal })
    })
}
