import { join } from 'node:path'
import { toId } from '../../src/core/ids.ts'
import { openBull, openLocal } from './subjects.ts'
import { executionOn, readNotes } from './place.ts'
import { openAt } from './stored.ts'
import { notesIn } from './small-pipeline.ts'

/** Runs the jobs of a place until it is killed: `process.ts FOLDER STORE PREFIX START [REDIS_URL]`. */
const [folder = '', address = '', prefix = '', start = '', redisUrl] = process.argv.slice(2)
await using store = await openAt(address)
const ports = notesIn(join(folder, 'notes'), () => readNotes(folder))
const surroundings = { ports, prefix, alone: false }
const execution = executionOn(store)
await using subject = await (redisUrl === undefined ? openLocal(execution, surroundings) : openBull(redisUrl, execution, surroundings))
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.send?.('ready')
await subject.runner.run(toId<'Run'>('run-1'), JSON.parse(start), { signal: stop.signal, onProgress: () => {} })
process.disconnect()
