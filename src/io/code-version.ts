import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * SHA-256 over all files below these folders, by path. What was computed by other code or other data has another version, so nothing
 * stale is ever taken for a result. A folder that does not exist counts as empty.
 */
export async function versionOf(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const path of await filesBelow(folder)) {
      hash.update(path.replaceAll('\\', '/')).update('\0')
      hash.update(await readFile(join(folder, path))).update('\0')
    }
  }
  return hash.digest('hex')
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    return files.toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw cause
  }
}
