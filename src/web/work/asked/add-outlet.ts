import { constants } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { withOutlet, writeEdit } from '../../../io/config/outlets-edit.ts'
import { makeFolder } from '../../../io/make-folder.ts'
import { readDocument } from '../../../io/read-document.ts'
import type { Outlet } from '../../../model.ts'
import { introduceOutlet } from '../../../stages/introduce-outlet.ts'
import type { DocumentPorts } from '../../../stages/read-sources.ts'
import type { SiteParts } from '../../site-parts.ts'

/** Gets to know an outlet by its homepage and writes it into the outlets of the working folder, which begin as a copy of those that are shipped. */
export async function addOutletByHomepage(
  homepage: string,
  { app, access }: Pick<SiteParts, 'app' | 'access'>,
  signal: AbortSignal,
): Promise<Outlet> {
  const { settings, configFolders } = app
  const { freshForMs } = settings.network
  const sources = app.addressPorts(app.webFor(access), { freshForMs, offline: false })
  const ports: DocumentPorts = {
    readDocument: (url, accept, fetchSignal) => readDocument(url, { accept, signal: fetchSignal }, sources),
  }
  const { outlet } = await introduceOutlet(homepage, ports, signal)
  const path = app.resolvePath('config/outlets.yaml')
  const shipped = `${configFolders.at(-1) ?? ''}/outlets.yaml`
  await makeFolder(dirname(path))
  await copyFile(shipped, path, constants.COPYFILE_EXCL).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await writeEdit(await withOutlet(outlet, { path, model: shipped }))
  return outlet
}
