import { randomUUID } from 'node:crypto'

interface LockClient {
  set(key: string, value: string, unit: 'PX', ms: number, only: 'NX'): Promise<'OK' | null>
  eval(script: string, keys: number, ...parameters: readonly (string | number)[]): Promise<unknown>
}

/**
 * Does the work unless somebody else is at it, in any process. The lock is over after `ms`, or after as long again since `keep` was last
 * called, so that who dies in the work does not keep the others out for ever: two at once have to be harmless.
 */
export async function underLock(
  client: LockClient,
  { key, ms }: { readonly key: string; readonly ms: number },
  work: (keep: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const token = randomUUID()
  if ((await client.set(key, token, 'PX', ms, 'NX')) !== 'OK') return
  try {
    await work(async () => {
      await client.eval(
        `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end`,
        1,
        key,
        token,
        ms,
      )
    })
  } finally {
    await client.eval(`if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end`, 1, key, token)
  }
}
