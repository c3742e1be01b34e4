import type { App } from '../../app.ts'
import { giveForeign } from '../../core/lexicon/give-foreign.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { takeForeign, type ExchangeRow } from '../../core/lexicon/take-foreign.ts'
import { PipelineError } from '../../errors.ts'
import { readLexicon, type LexiconFile } from '../../io/config/lexicon-file.ts'
import { lexiconYaml } from '../../io/config/lexicon-edit.ts'
import { replaceFile } from '../../io/config/replace-file.ts'
import type { LexiconFormat } from '../../io/lexicon-formats/exchange.ts'
import { foreignText, readForeign } from '../../io/lexicon-formats/read-foreign.ts'
import { abilitiesOf, writeForeign } from '../../io/lexicon-formats/write-foreign.ts'

export interface ImportRequest {
  readonly bytes: Uint8Array
  /** Of the file, for messages and for the sources of its terms. */
  readonly fileName: string
  readonly format: LexiconFormat
  readonly id: string
  readonly language: string
  readonly author: string
}

export interface Imported {
  readonly lexicon: Lexicon
  /** A row an entry: kept, changed or refused, and why. */
  readonly rows: readonly ExchangeRow[]
}

/** Reads a lexicon of another tool. Throws `lexicon-invalid` where the file is none of that format, or holds nothing that can be used. */
export function readImport({ bytes, fileName, format, id, language }: Omit<ImportRequest, 'author'>): Imported {
  const { entries, unread } = readForeign(foreignText(bytes), format)
  const { lexicon, rows } = takeForeign(entries, { id, language, source: fileName })
  const all = [
    ...rows,
    ...unread.map(({ place, text, why }): ExchangeRow => ({ place, entry: text, outcome: 'refused', became: undefined, why })),
  ]
  if (lexicon) return { lexicon, rows: all }
  const reasons = all.slice(0, 3).map(({ entry, why }) => `${entry} (${why ?? ''})`)
  throw new PipelineError('lexicon-invalid', `Nothing in ${fileName} can be used: ${reasons.join('; ') || 'it has no entries'}`, {
    retry: 'never',
  })
}

/** Writes an imported lexicon into the working folder's `config/lexicons`. Throws `lexicon-exists`. */
export async function keepImport(
  { lexicon }: Imported,
  { fileName, author }: Pick<ImportRequest, 'fileName' | 'author'>,
  app: App,
): Promise<LexiconFile> {
  const path = app.resolvePath(`config/lexicons/${lexicon.id}.yaml`)
  const text = `# Taken from ${fileName}. Each term still needs an example, and a counterexample where it could mean something else.\n${lexiconYaml(lexicon, undefined)}`
  if (!(await replaceFile(path, { text, expected: undefined, kind: 'lexicon' }))) {
    const message = `Cannot import ${fileName} as ${lexicon.id}: ${path} is there already; choose another name with --id`
    throw new PipelineError('lexicon-exists', message, { retry: 'never' })
  }
  const file = await readLexicon(path, app.configFolders)
  const version = { hash: file.hash, lexicon: file.lexicon, message: `Imported from ${fileName}`, author, savedAt: app.now().toISOString() }
  await app.store.lexiconVersions.add(version)
  return file
}

/** A lexicon, or its terms in one language, as a file of another tool, and what became of each entry. */
export function exportLexicon(
  lexicon: Lexicon,
  { format, language }: { readonly format: LexiconFormat; readonly language: string | undefined },
): { readonly text: string; readonly rows: readonly ExchangeRow[] } {
  const chosen = language === undefined ? lexicon : { ...lexicon, terms: lexicon.terms.filter((term) => term.language === language) }
  const { entries, rows } = giveForeign(chosen, abilitiesOf[format])
  return { text: writeForeign(entries, { format, name: lexicon.id }), rows }
}
