import { createHash } from 'node:crypto'
import { link, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { packTar } from 'modern-tar'
import { PipelineError } from '../../errors.ts'
import { readPlainFile } from '../plain-file.ts'
import { scratchFolder } from '../scratch-folder.ts'

export interface Export {
  readonly path: string
  readonly files: number
  readonly bytes: number
  readonly sha256: string
}

/**
 * The files of a folder as one `.tar.gz`, below a folder of its name, in the order given. Owner, rights and time of the files on this disk
 * leave no trace: `writtenAt` stands for all, so the same files give the same bytes. Throws `export-taken` where a file stands at `path`,
 * `export-unwritable`, and `report-incomplete` where a file is missing.
 */
export async function exportArchive(
  folder: string,
  names: readonly string[],
  { path, writtenAt }: { readonly path: string; readonly writtenAt: Date },
): Promise<Export> {
  const top = basename(folder)
  const entries = []
  for (const name of names) {
    const body = await readPlainFile(join(folder, name)).catch((cause: unknown) => {
      const message = `Cannot export ${folder}: ${name} is missing or cannot be read ("report verify" says what else is)`
      throw new PipelineError('report-incomplete', message, { retry: 'never', cause })
    })
    entries.push({ header: { name: `${top}/${name}`, size: body.length, mode: 0o644, mtime: writtenAt, uid: 0, gid: 0 }, body })
  }
  const packed = await promisify(gzip)(await packTar(entries), { level: 9 })
  // The byte that names the operating system: unknown.
  packed[9] = 255
  await writeNew(path, packed)
  return { path, files: names.length, bytes: packed.length, sha256: createHash('sha256').update(packed).digest('hex') }
}

/** Completely or not at all, and never over something else. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  let scratch: string | undefined
  try {
    scratch = await scratchFolder(path)
    await writeFile(join(scratch, 'export'), bytes)
    await link(join(scratch, 'export'), path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error'
    if (code === 'EEXIST')
      throw new PipelineError('export-taken', `Cannot write ${path}: it is there already; choose another name with --out`, {
        retry: 'never',
        cause,
      })
    throw new PipelineError('export-unwritable', `Cannot write ${path}: the system answered ${code}; choose another place with --out`, {
      retry: 'never',
      cause,
    })
  } finally {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
  }
}
