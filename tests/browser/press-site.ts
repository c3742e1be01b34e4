import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examplePress, outletsFile } from '../../examples/press/example-press.ts'
import { openApp, type App } from '../../src/app.ts'
import { createLog } from '../../src/io/log.ts'
import { startSite } from '../../src/web/serve.ts'
import { startPress } from '../press/press.ts'

export interface PressSite extends AsyncDisposable {
  /** With a slash at its end. */
  readonly url: string
  readonly app: App
  /** The working folder of the site. */
  readonly cwd: string
  readonly logged: readonly string[]
}

/** The site as `serve` starts it, with the invented outlets for the world outside. */
export async function startPressSite({ token }: { readonly token?: string } = {}): Promise<PressSite> {
  await using opened = new AsyncDisposableStack()
  const cwd = await mkdtemp(join(tmpdir(), 'frameshift-press-site-'))
  opened.defer(() => rm(cwd, { recursive: true, force: true }))
  await mkdir(join(cwd, 'config'))
  await copyFile(outletsFile, join(cwd, 'config/outlets.yaml'))
  const press = opened.use(await startPress(await examplePress()))
  const app = opened.use(await openApp({ env: {}, cwd }))
  const logged: string[] = []
  const site = opened.use(
    await startSite(app, {
      address: '127.0.0.1',
      port: 0,
      token,
      access: { allowPrivate: press.allowPrivate, resolve: press.resolve },
      log: createLog((line) => logged.push(line), app.now),
      webhookSecret: undefined,
      redisUrl: undefined,
      logsRequests: false,
      runsSchedules: true,
    }),
  )
  const all = opened.move()
  return { url: site.url, app, cwd, logged, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
