import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The command line as a person starts it, less npm. */
export const commandLine: readonly string[] = [
  '--import',
  fileURLToPath(new URL('../../scripts/node-24.mjs', import.meta.url)),
  fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)),
]

export interface Spent {
  /** On the processor, in all threads. */
  readonly cpuMs: number
  readonly peakMb: number
}

/** Tells on its way out what a process has used, through a file descriptor that nothing else writes to. */
const meter = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();writeSync(3,(u+s)/1000+' '+m*1024/1e6)})`

export interface MeteredNode {
  /** Resolves when stderr holds the text. */
  says(text: string): Promise<void>
  stop(): void
  /** From its start to its end. Rejects where it fails. */
  readonly spent: Promise<Spent>
}

export interface ChildSurroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

export function meteredNode(args: readonly string[], { cwd, env }: ChildSurroundings): MeteredNode {
  const child = spawn(process.execPath, ['--import', meter, ...args], {
    cwd,
    // Whoever runs the bench may have a store and a queue of their own.
    env: { ...process.env, FRAMESHIFT_DATA_DIR: undefined, REDIS_URL: undefined, DATABASE_URL: undefined, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  endWithUs(child)
  const heard = new EventEmitter()
  let [complaint, told] = ['', '']
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-500)
    heard.emit('more')
  })
  child.stdio[3]?.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const end = async (): Promise<Spent> => {
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
    const [cpuMs = Number.NaN, peakMb = Number.NaN] = told.split(' ').map(Number)
    if (status !== 0 || Number.isNaN(cpuMs) || Number.isNaN(peakMb)) throw new Error(`${args.join(' ')} ended with ${status}: ${complaint}`)
    return { cpuMs, peakMb }
  }
  return {
    says: async (text) => {
      while (!complaint.includes(text)) await once(heard, 'more')
    },
    stop: () => child.kill('SIGTERM'),
    spent: end(),
  }
}

/** Lets no child outlive this process, and ends it before temporary folders are cleared away: one that goes on makes its files anew. */
export function endWithUs(child: ChildProcess): void {
  const end = () => child.kill('SIGKILL')
  process.prependListener('exit', end)
  child.once('exit', () => process.off('exit', end))
}

/** What a Node process spent from its start to its end. Throws where it fails. */
export function spentBy(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Spent> {
  return meteredNode(args, { cwd, env }).spent
}
