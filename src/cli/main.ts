import { PipelineError } from '../errors.ts'
import { runCommandLine } from './command-line.ts'
import { processOutput } from './output.ts'

const stop = stopOnInterrupt()
process.exitCode = await runCommandLine(process.argv.slice(2), {
  output: processOutput(),
  stdin: process.stdin,
  cwd: process.cwd(),
  env: process.env,
  signal: stop.signal,
})
stop.release()

/** The first Ctrl-C lets running work end, the second ends the process. */
function stopOnInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort(new PipelineError('stopped', 'Stopped by the user', { retry: 'never' }))
    // A filter that waits for its next line would not look at the signal before that comes.
    process.stdin.destroy()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
