import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toId } from '../../src/core/ids.ts'
import type { Store } from '../../src/io/store/store.ts'
import type { Execution } from '../../src/runners/attempt.ts'
import type { Progress, RunEnd } from '../../src/runners/runner.ts'
import type { Next } from '../../src/stages/stage.ts'
import { notesIn, smallPipeline, type Note, type SmallPorts } from './small-pipeline.ts'
import { openAt, type Storage } from './stored.ts'
import type { Subject, SubjectOptions } from './subjects.ts'

/** Opens runners of one kind. */
export interface Subjects {
  open(execution: Execution<SmallPorts>, options: SubjectOptions): Promise<Subject>
  /** Arguments of `process.ts` that make another process run jobs in the same way. */
  processArguments(): readonly string[]
}

/** A folder with a store and a file of notes, and the runner that works on it. */
export class Place implements AsyncDisposable {
  readonly id = toId<'Run'>('run-1')
  readonly store: Store & AsyncDisposable
  readonly #folder: string
  readonly #address: string
  readonly #subjects: Subjects
  readonly #prefix: string
  readonly #children: ChildProcess[] = []
  #subject: Subject | undefined

  static async make(subjects: Subjects, storage: Storage): Promise<Place> {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-runner-'))
    await writeFile(join(folder, 'notes'), '')
    const address = await storage.fresh(folder)
    return new Place({ folder, address }, await openAt(address), subjects)
  }

  constructor({ folder, address }: { folder: string; address: string }, store: Store & AsyncDisposable, subjects: Subjects) {
    this.#folder = folder
    this.#address = address
    this.store = store
    this.#subjects = subjects
    this.#prefix = `t${folder.slice(-6)}`
  }

  async open({ alone = false } = {}): Promise<void> {
    const ports = notesIn(join(this.#folder, 'notes'), () => this.notes())
    this.#subject = await this.#subjects.open(executionOn(this.store), { ports, prefix: this.#prefix, alone })
  }

  run(start: Next, signal = new AbortController().signal, onProgress: (progress: Progress) => void = () => {}): Promise<RunEnd> {
    if (!this.#subject) throw new Error('Open the place first')
    return this.#subject.runner.run(this.id, start, { signal, onProgress })
  }

  /** Another process that runs the jobs of this place. */
  async otherProcess(start: Next): Promise<ChildProcess> {
    const child = fork(new URL('./process.ts', import.meta.url), [
      this.#folder,
      this.#address,
      this.#prefix,
      JSON.stringify(start),
      ...this.#subjects.processArguments(),
    ])
    this.#children.push(child)
    await once(child, 'message')
    return child
  }

  notes(): Promise<readonly Note[]> {
    return readNotes(this.#folder)
  }

  async started(): Promise<readonly string[]> {
    return (await this.notes()).filter((note) => note.event === 'start').map((note) => note.name)
  }

  /** What the job was told of its join: stage, and `done` or the code of the failure. */
  async joinedBy(name: string): Promise<readonly (readonly [string, string])[]> {
    const joined = (await this.notes()).findLast((note) => note.name === name && note.event === 'start')?.joined ?? []
    return joined.map(({ stage, outcome }) => [stage, outcome.kind === 'done' ? 'done' : outcome.code])
  }

  async until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#subject?.[Symbol.asyncDispose]()
    for (const child of this.#children) child.kill('SIGKILL')
    await this.store[Symbol.asyncDispose]()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

export async function readNotes(folder: string): Promise<readonly Note[]> {
  const text = await readFile(join(folder, 'notes'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Note => JSON.parse(line))
}

export function executionOn(store: Store): Execution<SmallPorts> {
  return {
    stages: smallPipeline,
    ledger: store.ledger,
    retry: { attempts: 3, baseDelayMs: 20, maxWaitMs: 5000 },
    now: Date.now,
    random: () => 0.5,
    onInternalError: () => {},
  }
}
