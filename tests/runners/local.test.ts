import { describe, expect, test } from 'vitest'
import { Place } from '../contract/place.ts'
import { runnerContract } from '../contract/runner-contract.ts'
import { job } from '../contract/small-pipeline.ts'
import { inFolder } from '../contract/stored.ts'
import { openLocal } from '../contract/subjects.ts'

describe('the local runner', () => {
  test('looks for work where there may be some, and not into every lane whenever a job ends', async () => {
    let looks = 0
    await using place = await Place.make(
      {
        open: ({ ledger, ...execution }, options) => {
          const ready: typeof ledger.ready = (run, choice) => {
            looks += 1
            return ledger.ready(run, choice)
          }
          return openLocal({ ...execution, ledger: { ...ledger, ready } }, options)
        },
        processArguments: () => [],
      },
      inFolder,
    )
    await place.open({ alone: true })
    const names = Array.from({ length: 60 }, (_, index) => `job ${index}`)
    expect(await place.run({ each: names.map((name) => job('fetch', name)) })).toEqual({ kind: 'done' })
    expect(await place.started()).toHaveLength(60)
    expect(looks).toBeLessThan(120)
  })

  runnerContract({ open: openLocal, processArguments: () => [] }, inFolder)
})
