import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../bench/running/temporary-folder.ts'

test('a folder is gone when it is disposed of', async () => {
  const folder = await temporaryFolder('test')
  expect(existsSync(folder.path)).toBe(true)
  await folder[Symbol.asyncDispose]()
  expect(existsSync(folder.path)).toBe(false)
})

test.each([
  ['is told to stop', 'SIGTERM', 143],
  ['is interrupted', 'SIGINT', 130],
] as const)('folders are gone when their process %s', async (_, signal, code) => {
  const module = new URL('../../../bench/running/temporary-folder.ts', import.meta.url).href
  const script = `
    import { writeFileSync } from 'node:fs'
    import { temporaryFolder } from ${JSON.stringify(module)}
    const folders = [await temporaryFolder('test'), await temporaryFolder('test')]
    for (const { path } of folders) writeFileSync(path + '/left', 'something')
    console.log(folders.map(({ path }) => path).join(' '))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  const paths = String(said).trim().split(' ')
  expect(paths.map((path) => existsSync(path))).toEqual([true, true])
  child.kill(signal)
  expect(await once(child, 'exit')).toEqual([code, null])
  expect(paths.map((path) => existsSync(path))).toEqual([false, false])
})
