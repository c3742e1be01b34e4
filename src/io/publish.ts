import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PipelineError } from '../errors.ts'
import { isLeftBySystem } from './left-by-systems.ts'
import { makeFolder } from './make-folder.ts'
import { scratchFolder } from './scratch-folder.ts'

/**
 * Refuses a folder that a report must not take the place of: one that holds anything but an earlier report. Asked before the work begins,
 * so that nobody waits for a report that then has nowhere to go. Throws `folder-taken`.
 */
export async function checkReportFolder(folder: string): Promise<void> {
  const names = await namesIn(folder)
  const foreign = names.find((name) => !replaceable.has(name) && !isLeftBySystem(name))
  if (foreign === undefined) return
  const message = `Cannot write a report to ${folder}: it holds ${foreign}, which is no part of a report; expected an empty or new folder, or an earlier report (--out)`
  throw new PipelineError('folder-taken', message, { retry: 'never' })
}

/** What a report folder holds; nothing else is ever removed but what computers leave in every folder that was looked at. */
const replaceable: ReadonlySet<string> = new Set([
  'report.html',
  'picture.svg',
  'report.md',
  'report.json',
  'outlets.csv',
  'articles.csv',
  'hits.csv',
  'rates.csv',
  'claims.csv',
  'contrasts.csv',
  'codebook.csv',
  'annotations.jsonld',
  'CITATION.cff',
  'citation.bib',
  // Of a series.
  'stories.csv',
  'coverage.csv',
  'groups.csv',
  'timeline.csv',
  'terms.csv',
  'words.csv',
  'bundle',
])

/** Writes the files into the folder, completely or not at all: they are written beside it and take its place at the end. */
export async function publishReport(files: ReadonlyMap<string, string | Uint8Array>, folder: string): Promise<void> {
  await checkReportFolder(folder)
  const parent = dirname(folder)
  let scratch: string | undefined
  try {
    await makeFolder(parent)
    scratch = await scratchFolder(folder)
    for (const [name, content] of files) {
      await mkdir(dirname(join(scratch, name)), { recursive: true })
      await writeFile(join(scratch, name), content)
    }
    // Scratch folders are private; a report is to be read like any other file of the user's.
    await chmod(scratch, 0o777 & ~process.umask())
    await takePlace(scratch, folder)
  } catch (cause) {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error'
    const message = `Cannot write the report to ${folder}: the system answered ${why}; free space or choose another folder with --out, then run the same command again`
    throw new PipelineError('report-unwritable', message, { retry: 'never', cause })
  }
}

/** The earlier report is set aside until the new one stands, so that there is one of them at any time. */
async function takePlace(scratch: string, folder: string): Promise<void> {
  const aside = `${scratch}-earlier`
  const isThere = (await namesIn(folder)).length > 0
  if (isThere) await rename(folder, aside)
  else await rm(folder, { recursive: true, force: true })
  try {
    await rename(scratch, folder)
  } catch (error) {
    if (isThere) await rename(aside, folder)
    throw error
  }
  await rm(aside, { recursive: true, force: true })
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new PipelineError('folder-taken', `Cannot write a report to ${folder}: expected a folder`, { retry: 'never', cause })
  }
}
