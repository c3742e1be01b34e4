import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are not there. `mkdir` of Node with `recursive` never comes back from places such as /proc, where a
 * folder that is there can hold no other; here that is the system's own error.
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isThere(path)) return
  const parent = dirname(path)
  if (parent !== path) await makeFolder(parent)
  try {
    await mkdir(path)
  } catch (error) {
    // Somebody else was quicker.
    if (!(await isThere(path))) throw error
  }
}

/** Whether there is a folder. Throws where there is a file. */
async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (found && !found.isDirectory()) throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' })
  return found !== undefined
}
