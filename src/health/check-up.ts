import type { App } from '../app.ts'
import { PipelineError } from '../errors.ts'
import { overdueSchedules } from '../schedules/overdue.ts'

export interface Check {
  readonly name: 'store' | 'redis' | 'schedules'
  readonly isWell: boolean
  readonly detail: string
}

/** What a process needs, looked at now. Where `isWell` is false, work stands still or is late, and the detail says why. */
export async function checkUp(
  app: Pick<App, 'store' | 'now'>,
  { redisUrl }: { readonly redisUrl: string | undefined },
): Promise<readonly Check[]> {
  const store = await looked('store', async () => ((await app.store.runs.list(1)).length === 0 ? 'answers; no run yet' : 'answers'))
  const redis = redisUrl === undefined ? [] : [await looked('redis', () => askRedis(redisUrl))]
  if (!store.isWell) return [store, ...redis]
  const schedules = await looked('schedules', async () => {
    const late = await overdueSchedules(app)
    if (late.length === 0) return 'none is overdue'
    const names = late.map(({ id, dueAt }) => `${id} since ${new Date(dueAt).toISOString()}`).join(', ')
    throw new PipelineError('schedules-overdue', `overdue: ${names}`, { retry: 'later' })
  })
  return [store, ...redis, schedules]
}

async function askRedis(url: string): Promise<string> {
  const { checkRedis } = await import('../runners/redis/check-redis.ts')
  const warnings = await checkRedis(url)
  return warnings.length === 0 ? 'answers' : warnings.join('; ')
}

async function looked(name: Check['name'], look: () => Promise<string>): Promise<Check> {
  try {
    return { name, isWell: true, detail: await look() }
  } catch (error) {
    if (error instanceof PipelineError) return { name, isWell: false, detail: error.message }
    throw error
  }
}
