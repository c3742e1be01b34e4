import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const voices = ['--import', './scripts/node-24.mjs', 'src/cli/main.ts', 'voices']
const env = { ...process.env, FRAMESHIFT_DATA_DIR: mkdtempSync(join(tmpdir(), 'endings-')), REDIS_URL: '' }

test('Ctrl-C ends a filter that waits for its next line, with 130', async () => {
  const child = spawn(process.execPath, voices, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.write('{"id":1,"text":"One."}\n{"id":2,"text":"Two."}\n{"id":3,"text":"Three."}\n')
  child.stdout.once('data', () => child.kill('SIGINT'))
  expect(await endOf(child)).toEqual({ code: 130, stderr: 'Stopped.\n' })
})

test.skipIf(!existsSync('/dev/full'))('a full disk behind stdout is a failure of one line, with 2', async () => {
  const child = spawn(process.execPath, voices, { env, stdio: ['pipe', openSync('/dev/full', 'w'), 'pipe'] })
  child.stdin?.end('{"id":1,"text":"One."}\n')
  expect(await endOf(child)).toEqual({ code: 2, stderr: expect.stringMatching(/^frameshift: Cannot write to standard output: .*\n$/) })
})

async function endOf(child: ReturnType<typeof spawn>): Promise<{ readonly code: number | null; readonly stderr: string }> {
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (stderr += part))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stderr }
}
