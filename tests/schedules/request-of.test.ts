import { expect, test } from 'vitest'
import { PipelineError } from '../../src/errors.ts'
import { requestOf } from '../../src/schedules/request-of.ts'

test('what another version wrote is a fault that names the schedule and the place, not a mistake of ours', () => {
  const read = () => requestOf({ id: 'oil', request: { anchor: 7 } })
  expect(read).toThrow(PipelineError)
  expect(read).toThrow(/the schedule oil asks for: another version of Frameshift wrote it, at anchor: /)
})
