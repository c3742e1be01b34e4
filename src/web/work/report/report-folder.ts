import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportFolder } from '../../../bundle/make.ts'
import { verifyReport, type Verification } from '../../../bundle/verify.ts'
import { exportArchive } from '../../../io/bundle/export-archive.ts'
import { publishReport } from '../../../io/publish.ts'
import type { RunId } from '../../../model.ts'
import type { SiteParts } from '../../site-parts.ts'
import type { ReportFile } from './reports.ts'

/** Makes the report again from its bundle, without a network, and compares every byte. */
export function verifyStored(run: RunId, parts: Pick<SiteParts, 'app'>, signal: AbortSignal): Promise<Verification> {
  return inFolder(run, parts, (folder) => verifyReport(folder, signal))
}

/** The report and its bundle as one `.tar.gz`; the same run gives the same bytes. */
export async function exportStored(run: RunId, parts: Pick<SiteParts, 'app'>): Promise<ReportFile> {
  const files = await reportFolder(run, parts.app)
  const record = await parts.app.store.runs.get(run)
  return inFolder(run, parts, async (folder) => {
    const path = `${folder}.tar.gz`
    await exportArchive(folder, [...files.keys()].toSorted(), { path, writtenAt: new Date(record?.createdAt ?? 0) })
    return { name: `${run}.tar.gz`, type: 'application/gzip', bytes: new Uint8Array(await readFile(path)) }
  })
}

/** Lays the report out as a folder of its own for as long as it is used. */
async function inFolder<Value>(run: RunId, { app }: Pick<SiteParts, 'app'>, use: (folder: string) => Promise<Value>): Promise<Value> {
  const scratch = await mkdtemp(join(tmpdir(), 'frameshift-report-'))
  try {
    const folder = join(scratch, run)
    await publishReport(await reportFolder(run, app), folder)
    return await use(folder)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
