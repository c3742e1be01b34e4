import { lstat, readFile } from 'node:fs/promises'

/**
 * The bytes of a file in a folder that may be a stranger's. Throws for a link, which may lead out of the folder to what nobody means to read or pass on,
 * and for a pipe or a device, which may never end.
 */
export async function readPlainFile(path: string): Promise<Buffer> {
  if (!(await lstat(path)).isFile()) throw new Error(`${path} is no plain file`)
  return readFile(path)
}
