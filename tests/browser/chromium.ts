import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** Where Chromium is on the PATH; `undefined` where there is none. In CI its absence is an error, so that no browser test is skipped unseen. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
  if (found === undefined && process.env.CI === 'true') throw new Error(`No Chromium on the PATH (${names.join(', ')}): ${howToInstall}`)
  return found
}

/** Said in the title of every test that is skipped for want of a browser. */
export const howToInstall = 'npm run setup:test installs it'

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
