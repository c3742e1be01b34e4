import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { PipelineError } from '../errors.ts'
import type { CliContext } from './context.ts'

/** `report open`: a report in the browser. The path is printed whatever comes of it. */
export function reportOpenCommand(context: CliContext): Command {
  return new Command('open')
    .description('Open a report in the browser.')
    .argument('<folder>', 'the folder of a report')
    .action(async (folder: string) => {
      const path = resolve(context.cwd, folder, 'report.html')
      await access(path).catch((cause: unknown) => {
        throw new PipelineError('no-report', `Cannot open ${path}: expected the folder of a report, as compare --out made it`, {
          retry: 'never',
          cause,
        })
      })
      await context.output.data(`${path}\n`)
      await openInBrowser(path, context.env)
    })
}

/** An opener that found no browser ends soon, and with a code; one that became the browser does not end. */
const patienceMs = 3000

/** Throws `no-browser`. */
async function openInBrowser(path: string, env: CliContext['env']): Promise<void> {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open'
  const child = spawn(opener, [path], { stdio: 'ignore', detached: true, env })
  let timer: NodeJS.Timeout | undefined
  await new Promise<void>((done, fail) => {
    timer = setTimeout(done, patienceMs)
    child.on('error', (cause) => fail(noBrowser(`expected the command ${opener}`, cause)))
    child.on('exit', (code) => {
      if (code === 0) done()
      else fail(noBrowser(`${opener} found no browser`))
    })
  }).finally(() => clearTimeout(timer))
  child.unref()
}

function noBrowser(why: string, cause?: unknown): PipelineError {
  return new PipelineError('no-browser', `Cannot open the report: ${why}; open the file yourself`, { retry: 'never', cause })
}
