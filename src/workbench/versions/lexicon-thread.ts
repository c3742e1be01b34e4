import { parentPort, workerData } from 'node:worker_threads'
import { lexiconYaml } from '../../io/config/lexicon-edit.ts'
import { readLexicon } from '../../io/config/lexicon-file.ts'
import { PipelineError } from '../../errors.ts'
import { checkHere, type LexiconAnswer, type LexiconTask } from './lexicon-work.ts'

/** The thread for large lexicons: does one task, answers and ends. */
const task: LexiconTask = workerData
parentPort?.postMessage(await answer())

/** A known error is told as data: it would lose its kind on the way. */
async function answer(): Promise<LexiconAnswer> {
  try {
    return { kind: 'done', value: await done() }
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    return { kind: 'refused', code: error.code, message: error.message }
  }
}

async function done(): Promise<unknown> {
  switch (task.kind) {
    case 'check':
      return checkHere(task.lexicon)
    case 'write':
      return lexiconYaml(task.lexicon, task.previous)
    case 'read':
      await readLexicon(task.path, task.folders)
      return undefined
  }
}
