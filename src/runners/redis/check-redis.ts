import type { Redis } from 'ioredis'
import { PipelineError } from '../../errors.ts'

/**
 * Asks the server whether it is there and keeps what it is given. Returns what is worth a warning, in words for a person. Throws
 * `redis-unreachable` when it does not answer, `redis-refused` for a wrong password, `redis-read-only` for a replica, and `redis-unsafe` when
 * it is on another host and anybody may use it, or, where the settings are strict, when it may lose jobs. With
 * `withinMs`, a server that takes the call and says nothing is told of as soon as that, whatever its line.
 */
export async function checkRedis(
  redisUrl: string,
  { isStrict = false, withinMs }: { readonly isStrict?: boolean; readonly withinMs?: number } = {},
): Promise<readonly string[]> {
  const address = addressOf(redisUrl)
  const ioredis = await import('ioredis')
  const client = new ioredis.Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    retryStrategy: () => null,
  })
  let lastError: unknown
  client.on('error', (error) => {
    lastError = error
  })
  const silence = Promise.withResolvers<never>()
  const giveUp = () => silence.reject(new Error('it does not answer'))
  const deadline = withinMs === undefined ? undefined : setTimeout(giveUp, withinMs)
  try {
    // Not left to the client's own patience: it waits for a connection to be closed by the other side, which may be silent for good.
    const warnings = await Promise.race([look(client, address), silence.promise])
    if (isStrict && warnings.length > 0)
      throw new PipelineError('redis-unsafe', `${warnings.join('; ')} (queue.strictRedis is on)`, { retry: 'never' })
    return warnings
  } catch (error) {
    if (error instanceof PipelineError) throw error
    throw unreachableRedis(address, lastError ?? error)
  } finally {
    clearTimeout(deadline)
    client.disconnect()
  }
}

async function look(client: Redis, address: string): Promise<readonly string[]> {
  await client.connect()
  if (/^role:slave/m.test(await client.info('replication'))) throw readOnly(address)
  return warningsOf(await client.info('memory'), await client.info('persistence'), address)
}

const patienceMs = 2000

/** Host and port, without user and password: fit for messages. Throws `redis-url-invalid` or `redis-unsafe`. */
export function addressOf(redisUrl: string): string {
  const url = URL.canParse(redisUrl) ? new URL(redisUrl) : undefined
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw new PipelineError('redis-url-invalid', 'Cannot use REDIS_URL: expected redis://HOST:PORT or rediss://HOST:PORT', {
      retry: 'never',
    })
  }
  const address = `${url.hostname}:${url.port === '' ? '6379' : url.port}`
  if (url.password === '' && !isNear(url.hostname)) {
    const message = `Cannot use Redis at ${address}: it is on another host and REDIS_URL has no password; expected one (rediss://:PASSWORD@${address})`
    throw new PipelineError('redis-unsafe', message, { retry: 'never' })
  }
  return address
}

/** This machine, or a name without a dot: a neighbour on a private network of containers. */
function isNear(hostname: string): boolean {
  return hostname.startsWith('127.') || hostname === '[::1]' || /^[a-z0-9-]+$/i.test(hostname)
}

export function unreachableRedis(address: string, cause: unknown): PipelineError {
  const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : 'no answer'
  if (/^(?:WRONGPASS|NOAUTH|NOPERM)|invalid password/.test(why)) {
    const refused = `Redis at ${address} refuses the user or the password of REDIS_URL; expected redis://:PASSWORD@HOST:PORT as the server knows it`
    return new PipelineError('redis-refused', refused, { retry: 'never', cause })
  }
  const message = `Cannot reach Redis at ${address}: ${why}; expected a server there (start it, or unset REDIS_URL to work in this process)`
  return new PipelineError('redis-unreachable', message, { retry: 'later', cause })
}

function readOnly(address: string): PipelineError {
  const message = `Cannot use Redis at ${address}: it is a read-only replica; expected the address of the primary server`
  return new PipelineError('redis-read-only', message, { retry: 'never' })
}

function warningsOf(memory: string, persistence: string, address: string): readonly string[] {
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1]
  const warnings: string[] = []
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push(`Redis at ${address} has maxmemory-policy ${policy}: it may drop jobs when memory is short; set it to noeviction`)
  }
  if (/^aof_enabled:0/m.test(persistence)) {
    warnings.push(
      `Redis at ${address} has appendonly off: after a crash, jobs come back only with the next look into the store; set it to yes`,
    )
  }
  return warnings
}
