import { afterAll, beforeAll, describe } from 'vitest'
import { runnerContract } from '../contract/runner-contract.ts'
import { inDatabases } from '../contract/stored.ts'
import { openBull, openLocal } from '../contract/subjects.ts'
import { startPostgres, startRedis, whyNoPostgres, whyNoRedis, type PostgresServer, type RedisServer } from '../servers.ts'

const noPostgres = whyNoPostgres()

describe.skipIf(noPostgres !== undefined)(
  `with the ledger in PostgreSQL${noPostgres === undefined ? '' : ` (skipped: ${noPostgres})`}`,
  () => {
    let postgres: PostgresServer
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres[Symbol.asyncDispose]())
    const databases = inDatabases((name) => postgres.makeDatabase(name))

    describe('the local runner', () => {
      runnerContract({ open: openLocal, processArguments: () => [] }, databases)
    })

    const noRedis = whyNoRedis()
    describe.skipIf(noRedis !== undefined)(`the BullMQ runner${noRedis === undefined ? '' : ` (skipped: ${noRedis})`}`, () => {
      let redis: RedisServer | undefined
      const url = () => redis?.url ?? ''
      beforeAll(async () => {
        redis = await startRedis()
      })
      afterAll(() => redis?.[Symbol.asyncDispose]())
      runnerContract({ open: (execution, options) => openBull(url(), execution, options), processArguments: () => [url()] }, databases)
    })
  },
)
