import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { bundleNames } from '../bundle/layout.ts'
import { readManifest } from '../bundle/open.ts'
import { counted } from '../core/report/wording.ts'
import { exportArchive } from '../io/bundle/export-archive.ts'
import type { CliContext } from './context.ts'

interface ExportOptions {
  /** `false` with `--without-pages`. */
  readonly withoutPages?: boolean
  readonly out?: string
  readonly json?: boolean
}

/** `report export`: a report as one file, to be sent or deposited. */
export function reportExportCommand(context: CliContext): Command {
  return new Command('export')
    .description('Pack a report and its bundle into one .tar.gz; the same report gives the same bytes.')
    .argument('<folder>', 'the folder of a report')
    .option('--without-pages', 'leave out the stored pages, whose full texts belong to their publishers; the rest cannot be run again')
    .option('--out <file>', 'where it goes (default: beside the folder, as <folder>.tar.gz or <folder>-without-pages.tar.gz)')
    .option('--json', 'print what was written as JSON')
    .action(async (name: string, options: ExportOptions) => {
      const folder = resolve(context.cwd, name)
      const manifest = await readManifest(folder)
      const withoutPages = options.withoutPages === true
      const isLeftOut = (file: string) => withoutPages && file === bundleNames.archive
      const names = [...Object.keys(manifest.files), bundleNames.manifest].filter((file) => !isLeftOut(file)).toSorted()
      const path = resolve(context.cwd, options.out ?? `${folder}${withoutPages ? '-without-pages' : ''}.tar.gz`)
      const made = await exportArchive(folder, names, { path, writtenAt: new Date(manifest.createdAt) })
      if (options.json === true) return context.output.data(`${JSON.stringify(made, undefined, 2)}\n`)
      const pages = withoutPages ? ', without the pages' : ''
      const line = `${relative(context.cwd, path)}: ${counted(made.files, 'file')}${pages}, ${counted(made.bytes, 'byte')}, SHA-256 ${made.sha256}`
      return context.output.data(`${line}\n`)
    })
}
