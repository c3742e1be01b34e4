import { expect, test } from 'vitest'
import { Gate } from '../../src/runners/gate.ts'

test('many work at once, and one alone when all before it have left', async () => {
  const gate = new Gate()
  const log: string[] = []
  const leave: (() => void)[] = []
  const work = (name: string) => async () => {
    log.push(`${name} in`)
    await new Promise<void>((resolve) => leave.push(resolve))
    log.push(`${name} out`)
  }
  const all = [
    gate.enter('shared', work('a')),
    gate.enter('shared', work('b')),
    gate.enter('alone', work('c')),
    gate.enter('shared', work('d')),
  ]
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  for (let step = 0; step < 4; step += 1) {
    await settle()
    leave[step]?.()
  }
  await Promise.all(all)
  expect(log).toEqual(['a in', 'b in', 'a out', 'b out', 'c in', 'c out', 'd in', 'd out'])
})

test('work that throws leaves the gate', async () => {
  const gate = new Gate()
  await expect(gate.enter('alone', () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError)
  expect(await gate.enter('alone', () => Promise.resolve(1))).toBe(1)
})
