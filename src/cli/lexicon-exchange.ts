import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import type { ExchangeRow } from '../core/lexicon/take-foreign.ts'
import { personHere } from '../io/person.ts'
import { PipelineError } from '../errors.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import { lexiconFormats, type LexiconFormat } from '../io/lexicon-formats/exchange.ts'
import { formatOfName } from '../io/lexicon-formats/read-foreign.ts'
import { exportLexicon, keepImport, readImport } from '../workbench/versions/exchange-lexicon.ts'
import { exchangeSummary } from '../workbench/versions/exchange-summary.ts'
import type { CliContext } from './context.ts'

interface ImportFlags {
  readonly language: string
  readonly id?: string
  readonly format?: LexiconFormat
  readonly author: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** `lexicon import`: a lexicon of another tool, and what became of each entry. */
export function importCommand(context: CliContext): Command {
  return new Command('import')
    .description(
      'Take in a lexicon of LIWC, quanteda, Yoshikoder, WordStat, Lexicoder or a table, and list what was kept, changed and refused.',
    )
    .argument('<file>', 'the lexicon of another tool')
    .requiredOption('--language <code>', 'of its words')
    .option('--id <name>', 'of the lexicon it becomes (default: the name of the file)')
    .addOption(formatOption('default: by the ending of the file name'))
    .addOption(new Option('--author <name>', 'who imports').default(personHere(), 'your user name'))
    .option('--dry-run', 'show what would become of it, and write nothing')
    .option('--json', 'print it as JSON')
    .action(async (file: string, flags: ImportFlags) => {
      const app = await context.app()
      const fileName = basename(file)
      const format = flags.format ?? formatOfName(fileName)
      if (!format) {
        const message = `Cannot tell the format of ${fileName} by its name: choose one with --format (${lexiconFormats.join(', ')})`
        throw new PipelineError('format-unknown', message, { retry: 'never' })
      }
      const id = flags.id ?? fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')
      const imported = readImport({ bytes: await bytesOf(app.resolvePath(file)), fileName, format, id, language: flags.language })
      const kept = flags.dryRun === true ? undefined : await keepImport(imported, { fileName, author: flags.author }, app)
      if (flags.json === true) return context.output.data(`${JSON.stringify({ path: kept?.path ?? null, rows: imported.rows }, null, 2)}\n`)
      await printRows(imported.rows, context)
      context.output.note(kept ? `${id}: ${kept.path}` : 'Nothing was written')
    })
}

/** `lexicon export`: a lexicon for another tool. */
export function exportCommand(context: CliContext): Command {
  return new Command('export')
    .description('Write a lexicon for another tool, and list what that tool cannot say.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .argument('[file]', 'where to (default: standard output)')
    .addOption(formatOption('default: by the ending of the file name, else csv'))
    .option('--language <code>', 'only terms of this language')
    .option('--json', 'print what became of each entry as JSON; needs a file')
    .action(async (name: string, file: string | undefined, flags: { format?: LexiconFormat; language?: string; json?: boolean }) => {
      const app = await context.app()
      const { lexicon } = await readLexicon(name, app.configFolders)
      const format = flags.format ?? formatOfName(file ?? '') ?? 'csv'
      const { text, rows } = exportLexicon(lexicon, { format, language: flags.language })
      if (file === undefined) await context.output.data(text)
      else await write(app.resolvePath(file), text)
      if (flags.json === true && file !== undefined) return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
      for (const { outcome, why, size, some } of exchangeSummary(rows).groups) {
        if (outcome === 'kept') continue
        const such = some.slice(0, examplesNamed).map(({ entry }) => entry)
        context.output.note(`${outcome}  ${String(size).padStart(5)}  ${why ?? ''}, such as: ${such.join('; ')}`)
      }
      context.output.note(summary(rows))
    })
}

/** Of each reason; `--json` lists all. */
const examplesNamed = 3

function formatOption(said: string): Option {
  return new Option('--format <name>', `the format of the file (${said})`).choices(lexiconFormats)
}

async function printRows(rows: readonly ExchangeRow[], { output }: CliContext): Promise<void> {
  for (const { place, entry, outcome, became, why } of rows) {
    const change = became === undefined || became === entry ? '' : ` -> ${became}`
    await output.data(`${outcome.padEnd(8)} ${place}  ${entry}${change}${why === undefined ? '' : `  (${why})`}\n`)
  }
  output.note(summary(rows))
}

function summary(rows: readonly ExchangeRow[]): string {
  const count = (outcome: ExchangeRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return `${count('kept')} kept, ${count('changed')} changed, ${count('refused')} refused`
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new PipelineError('lexicon-unreadable', `Cannot read ${path}: expected a readable file`, { retry: 'never', cause })
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (cause) {
    throw new PipelineError('lexicon-unwritable', `Cannot write ${path}: expected a folder that is there and can be written to`, {
      retry: 'never',
      cause,
    })
  }
}
