import { describe } from 'vitest'
import { runnerContract } from '../contract/runner-contract.ts'
import { inFolder } from '../contract/stored.ts'
import { openLocal } from '../contract/subjects.ts'

describe('the local runner', () => {
  runnerContract({ open: openLocal, processArguments: () => [] }, inFolder)
})
