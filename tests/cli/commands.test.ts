import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { processOutput } from '../../src/cli/output.ts'

test('every command is what help says of it before it is loaded', async () => {
  const context = {
    output: processOutput(),
    stdin: process.stdin,
    cwd: '/',
    env: {},
    signal: new AbortController().signal,
    configuration: () => Promise.reject(new Error('No command reads the configuration before it is called')),
    app: () => Promise.reject(new Error('No command opens the app before it is called')),
    finish: () => {},
  }
  for (const { name, description, load } of commands) {
    const command = (await load())(context)
    expect([command.name(), command.description()]).toEqual([name, description])
  }
})
