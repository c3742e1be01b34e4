import type { App } from '../../app.ts'
import type { ExampleFailure } from '../../core/lexicon/check-examples.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import type { LintFinding } from '../../core/lexicon/lint.ts'
import { lexiconChange } from '../../core/tuning/lexicon-change.ts'
import { PipelineError } from '../../errors.ts'
import { hashOfLexicon, readLexicon, type LexiconFile } from '../../io/config/lexicon-file.ts'
import { lexiconText } from '../../io/config/lexicon-edit.ts'
import { replaceFile } from '../../io/config/replace-file.ts'
import { checkLexicon, writeLexicon } from './lexicon-work.ts'
import type { LexiconVersion } from '../../io/store/lexicon-versions.ts'
import type { Sha256 } from '../../model.ts'
import { shortHash } from '../../core/short-hash.ts'

export interface SaveRequest {
  readonly draft: Lexicon
  /** Hash of the version that the draft was made from: when the file is another by now, nothing is saved. */
  readonly basedOn: Sha256 | undefined
  readonly message: string
  readonly author: string
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly file: LexiconFile; readonly change: readonly string[] }
  | { readonly kind: 'unchanged'; readonly file: LexiconFile }
  /** Somebody saved something else in between: `current` is what the file says now. */
  | { readonly kind: 'conflict'; readonly current: LexiconFile; readonly change: readonly string[] }
  /** The draft has errors, or its own sentences fail. */
  | { readonly kind: 'refused'; readonly errors: readonly LintFinding[]; readonly failures: readonly ExampleFailure[] }

/**
 * Saves a lexicon as its next version: the file in the working folder's `config/lexicons`, and a copy in the store that is never changed. The number
 * of the version goes up by one; what did not change keeps its layout and comments in the file.
 */
export async function saveLexicon({ draft, basedOn, message, author }: SaveRequest, app: App): Promise<SaveResult> {
  const path = app.resolvePath(`config/lexicons/${draft.id}.yaml`)
  // Read first: whatever is written after this, by whomever, is seen when the new text is put in its place.
  const text = await lexiconText(path)
  const current = await currentLexicon(draft.id, app)
  const isFile = current !== undefined && hashOfLexicon({ ...draft, version: current.lexicon.version }) === current.hash
  // Who saves the same a second time, and who wants what somebody else has just saved, is in nobody's way.
  if (current && !isFile && basedOn !== undefined && current.hash !== basedOn) {
    return { kind: 'conflict', current, change: lexiconChange(current.lexicon, draft).summary }
  }
  const before = isFile ? await editedInPlace(current, app) : current
  if (isFile && !before) {
    await keepVersion(current, { message: 'As found', author }, app)
    return { kind: 'unchanged', file: current }
  }
  const { findings, failures } = await checkLexicon(draft)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length + failures.length > 0) return { kind: 'refused', errors, failures: errors.length > 0 ? [] : failures }
  if (current && !isFile) await keepVersion(current, { message: 'As found', author: 'file' }, app)
  const next: Lexicon = { ...draft, version: Math.max(draft.version, (current?.lexicon.version ?? 0) + 1) }
  const layout = text ?? (current && (await lexiconText(current.path)))
  if (!(await replaceFile(path, { text: await writeLexicon(next, layout), expected: text, kind: 'lexicon' })))
    return saveLexicon({ draft, basedOn: basedOn ?? current?.hash, message, author }, app)
  const file: LexiconFile = { lexicon: next, hash: hashOfLexicon(next), path }
  await keepVersion(file, { message, author }, app)
  return { kind: 'saved', file, change: before ? lexiconChange(before.lexicon, next).summary : [] }
}

/** What a file was before somebody edited it where it lies: another text that was kept under the number it still has. */
async function editedInPlace({ lexicon, hash }: LexiconFile, { store }: Pick<App, 'store'>): Promise<LexiconVersion | undefined> {
  const kept = await store.lexiconVersions.list(lexicon.id)
  return kept.findLast((version) => version.lexicon.version === lexicon.version && version.hash !== hash)
}

/** All versions of a lexicon that were saved or used, the oldest first, the file as it stands among them. Throws `lexicon-missing`. */
export async function lexiconHistory(name: string, app: App): Promise<readonly LexiconVersion[]> {
  const file = await readLexicon(name, app.configFolders)
  await keepVersion(file, { message: 'As found', author: 'file' }, app)
  return app.store.lexiconVersions.list(file.lexicon.id)
}

/** A lexicon under a new name, to be edited apart: version 1, its origin said at the top of the file. Throws `lexicon-exists`. */
export async function forkLexicon(name: string, id: string, { author }: { readonly author: string }, app: App): Promise<LexiconFile> {
  const origin = await readLexicon(name, app.configFolders)
  const taken = () => {
    const message = `Cannot fork ${origin.lexicon.id} as ${id}: there is a lexicon of that name; choose another`
    return new PipelineError('lexicon-exists', message, { retry: 'never' })
  }
  if (await currentLexicon(id, app)) throw taken()
  const lexicon: Lexicon = { ...origin.lexicon, id, version: 1 }
  const path = app.resolvePath(`config/lexicons/${id}.yaml`)
  const from = `${origin.lexicon.id}, version ${origin.lexicon.version} (${shortHash(origin.hash)})`
  const forked = `# Forked from ${from}.\n${await writeLexicon(lexicon, await lexiconText(origin.path))}`
  if (!(await replaceFile(path, { text: forked, expected: undefined, kind: 'lexicon' }))) throw taken()
  const file = await readLexicon(path, app.configFolders)
  await keepVersion(file, { message: `Forked from ${from}`, author }, app)
  return file
}

async function currentLexicon(id: string, app: App): Promise<LexiconFile | undefined> {
  try {
    return await readLexicon(id, app.configFolders)
  } catch (error) {
    if (error instanceof PipelineError && error.code === 'lexicon-missing') return undefined
    throw error
  }
}

async function keepVersion(
  { lexicon, hash }: LexiconFile,
  { message, author }: { readonly message: string; readonly author: string },
  { store, now }: Pick<App, 'store' | 'now'>,
): Promise<void> {
  await store.lexiconVersions.add({ hash, lexicon, message, author, savedAt: now().toISOString() })
}
