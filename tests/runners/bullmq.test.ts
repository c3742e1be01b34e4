import { afterAll, beforeAll, describe } from 'vitest'
import { runnerContract } from '../contract/runner-contract.ts'
import { openBull } from '../contract/subjects.ts'
import { startRedis, whyNoRedis, type RedisServer } from '../servers.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`the BullMQ runner${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let redis: RedisServer | undefined
  const url = () => redis?.url ?? ''
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis?.[Symbol.asyncDispose]())

  runnerContract({ open: (execution, options) => openBull(url(), execution, options), processArguments: () => [url()] })
})
