import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportFolder, type ReportFolder } from '../../../bundle/make.ts'
import { verifyReport, type Verification } from '../../../bundle/verify.ts'
import { exportArchive } from '../../../io/bundle/export-archive.ts'
import { publishReport } from '../../../io/publish.ts'
import type { RunId } from '../../../model.ts'
import type { SiteParts } from '../../site-parts.ts'
import type { ReportFile } from './reports.ts'

/** Makes the report again from its bundle, without a network, and compares every byte. */
export function verifyStored(run: RunId, parts: Pick<SiteParts, 'app'>, signal: AbortSignal): Promise<Verification> {
  return inFolder(run, { parts, signal }, (folder) => verifyReport(folder, signal))
}

/** The report and its bundle as one `.tar.gz`; the same run gives the same bytes. */
export async function exportStored(run: RunId, parts: Pick<SiteParts, 'app'>, signal: AbortSignal): Promise<ReportFile> {
  const record = await parts.app.store.runs.head(run)
  return inFolder(run, { parts, signal }, async (folder, files) => {
    const path = `${folder}.tar.gz`
    await exportArchive(folder, [...files.keys()].toSorted(), { path, writtenAt: new Date(record?.createdAt ?? 0) })
    return { name: `${run}.tar.gz`, type: 'application/gzip', bytes: new Uint8Array(await readFile(path)) }
  })
}

interface Laying {
  readonly parts: Pick<SiteParts, 'app'>
  readonly signal: AbortSignal
}

/** Lays the report out as a folder of its own for as long as it is used. Throws the reason of `signal` between two steps. */
async function inFolder<Value>(
  run: RunId,
  { parts: { app }, signal }: Laying,
  use: (folder: string, files: ReportFolder) => Promise<Value>,
): Promise<Value> {
  const files = await reportFolder(run, app)
  signal.throwIfAborted()
  const scratch = await mkdtemp(join(tmpdir(), 'frameshift-report-'))
  try {
    const folder = join(scratch, run)
    await publishReport(files, folder)
    signal.throwIfAborted()
    return await use(folder, files)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
