import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { PipelineError } from '../../src/errors.ts'
import { threadFault } from '../../src/io/thread-fault.ts'

const overload = { code: 'too-much', what: 'Cannot count to a billion: it', instead: 'count to ten' }

test('a thread that has eaten up its memory is told of with what it was asked for, and what to do', async () => {
  const resourceLimits = { maxOldGenerationSizeMb: 8 }
  const worker = new Worker('const kept = []; while (true) kept.push(Array.from({ length: 1000 }, () => ({})))', {
    eval: true,
    resourceLimits,
  })
  const [error] = await once(worker, 'error')
  expect(threadFault(error, overload)).toMatchObject({
    code: 'too-much',
    retry: 'never',
    message: expect.stringMatching(
      /^Cannot count to a billion: it takes more memory than the \d+ MB .+; count to ten, or set NODE_OPTIONS/u,
    ),
  })
})

test('a known fault is known again outside of the thread, any other stays as it came', () => {
  const there = new PipelineError('host-busy', 'Not yet', { retry: { afterMs: 5 } })
  const here = threadFault(Object.assign(new Error(there.message), { name: there.name, code: there.code, retry: there.retry }), overload)
  expect(here).toBeInstanceOf(PipelineError)
  expect(here).toMatchObject({ code: 'host-busy', message: 'Not yet', retry: { afterMs: 5 } })
  const mistake = new RangeError('Oops')
  expect(threadFault(mistake, overload)).toBe(mistake)
})
