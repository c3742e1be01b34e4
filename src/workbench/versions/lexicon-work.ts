import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { checkExamples, type ExampleCheck } from '../../core/lexicon/check-examples.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { lintLexicon, type LintFinding } from '../../core/lexicon/lint.ts'
import { PipelineError } from '../../errors.ts'
import { lexiconYaml } from '../../io/config/lexicon-edit.ts'
import { readLexicon, type LexiconFile } from '../../io/config/lexicon-file.ts'
import { threadFault } from '../../io/thread-fault.ts'

/** Mistakes and weak spots of a lexicon, and its own sentences that do not hold. */
export interface LexiconChecks extends ExampleCheck {
  readonly findings: readonly LintFinding[]
}

/** Work that takes minutes with tens of thousands of terms. */
export type LexiconTask =
  | { readonly kind: 'check'; readonly lexicon: Lexicon }
  | { readonly kind: 'write'; readonly lexicon: Lexicon; readonly previous: string | undefined }
  | { readonly kind: 'read'; readonly path: string; readonly folders: readonly string[] }

/** A lexicon with more terms has a thread of its own for it: whoever serves pages goes on serving. */
const mostHere = 100
const mostBytesHere = 300_000

/**
 * Reads a lexicon file of any size, as `readLexicon` does. A large one is parsed in a thread first, which keeps what it says: reading it after that
 * is quick.
 */
export async function readLargeLexicon(path: string, folders: readonly string[]): Promise<LexiconFile> {
  const { size } = await stat(path)
  // What is wrong with it is told by reading it here; whether it fits into memory only there.
  if (size > mostBytesHere) await apart({ kind: 'read', path, folders }).catch(unlessTooLarge)
  return readLexicon(path, folders)
}

function unlessTooLarge(error: unknown): void {
  if (error instanceof PipelineError && error.code === 'lexicon-too-large') throw error
}

/** Lints a lexicon and runs its sentences. Throws the reason of `signal` when that is aborted. */
export async function checkLexicon(lexicon: Lexicon, signal?: AbortSignal): Promise<LexiconChecks> {
  if (lexicon.terms.length <= mostHere) return checkHere(lexicon)
  const answer: LexiconChecks = await apart({ kind: 'check', lexicon }, signal)
  return answer
}

/** `lexiconYaml` of a lexicon of any size. */
export async function writeLexicon(lexicon: Lexicon, previous: string | undefined): Promise<string> {
  if (lexicon.terms.length <= mostHere) return lexiconYaml(lexicon, previous)
  const answer: string = await apart({ kind: 'write', lexicon, previous })
  return answer
}

/** The same at once, in this thread. */
export function checkHere(lexicon: Lexicon): LexiconChecks {
  const findings = lintLexicon(lexicon)
  // With a pattern that cannot be read nothing can be looked up.
  const isReadable = findings.every(({ rule }) => rule !== 'pattern-invalid')
  return { findings, ...(isReadable ? checkExamples(lexicon) : { checked: 0, failures: [] }) }
}

export type LexiconAnswer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

async function apart<Value>(task: LexiconTask, signal?: AbortSignal): Promise<Value> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./lexicon-thread.ts', import.meta.url), { workerData: task })
  const stop = () => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const [answer] = await Promise.race([once(worker, 'message'), once(worker, 'exit').then(() => died(task, signal))])
    if (answer.kind === 'refused') throw new PipelineError(answer.code, answer.message, { retry: 'never' })
    return answer.value
  } catch (error) {
    signal?.throwIfAborted()
    throw threadFault(error, { code: 'lexicon-too-large', what: `Cannot ${task.kind} ${nameOf(task)}: it`, instead: 'split the lexicon' })
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

function died(task: LexiconTask, signal: AbortSignal | undefined): never {
  signal?.throwIfAborted()
  throw new PipelineError('lexicon-thread', `Cannot ${task.kind} ${nameOf(task)}: the thread for it ended before it was done`, {
    retry: 'later',
  })
}

function nameOf(task: LexiconTask): string {
  if (task.kind === 'read') return `the lexicon ${task.path}`
  return `the lexicon ${task.lexicon.id} with its ${task.lexicon.terms.length} terms`
}
