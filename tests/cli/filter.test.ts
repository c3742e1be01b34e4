import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { filterLines } from '../../src/cli/filter.ts'
import { PipelineError } from '../../src/errors.ts'

async function filtered(lines: readonly string[], answer: (row: { text: string }) => unknown, parallel = 3): Promise<readonly unknown[]> {
  let out = ''
  const output = {
    data: async (text: string) => {
      out += text
    },
    note: () => {},
    interactive: false,
    columns: 80,
  }
  const input = Readable.from([lines.join('\n')])
  await filterLines(answer, { input, output, row: z.object({ text: z.string() }), parallel, signal: new AbortController().signal })
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

test('answers keep the order and the ids of the lines, however long each takes', async () => {
  const slowFirst = async ({ text }: { text: string }) => {
    await new Promise((resolve) => setTimeout(resolve, 30 / text.length))
    return { length: text.length }
  }
  expect(await filtered(['{"id":1,"text":"a"}', '', '{"id":"b","text":"bbbbb"}', '{"id":3,"text":"ccc"}'], slowFirst)).toEqual([
    { id: 1, length: 1 },
    { id: 'b', length: 5 },
    { id: 3, length: 3 },
  ])
})

test('a line that cannot be processed is answered with an error, and the rest goes on', async () => {
  const answers = await filtered(['not json', '{"id":2}', '{"id":3,"text":"bad"}', '{"id":4,"text":"ok"}'], ({ text }) => {
    if (text === 'bad') throw new PipelineError('too-bad', 'Cannot do it', { retry: 'never' })
    return { text: undefined }
  })
  expect(answers).toMatchObject([
    { id: null, error: { code: 'line-invalid' } },
    { id: 2, error: { code: 'line-invalid', message: expect.stringContaining('text') } },
    { id: 3, error: { code: 'too-bad', message: 'Cannot do it' } },
    { id: 4, text: null },
  ])
})

test('a line separator inside a text does not end the line', async () => {
  expect(await filtered(['{"id":1,"text":"a\u2028b"}'], ({ text }) => ({ length: text.length }))).toEqual([{ id: 1, length: 3 }])
})
