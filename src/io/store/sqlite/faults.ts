import { codeOf, inOurWords, type Fault } from '../fault.ts'

/**
 * What an error of SQLite or of the file system means for the store, as a `PipelineError` that names the store's path; any other error is
 * given back as it came.
 */
export function toStoreFault(error: unknown, path: string): unknown {
  return inOurWords(error, `the store ${path}`, faultOf)
}

function faultOf(error: Error): Fault | undefined {
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteFaults.get(error.errcode & primaryCode)
  return systemFaults.get(codeOf(error))
}

const diskFull: Fault = {
  code: 'disk-full',
  found: 'no space is left on the disk',
  expected: 'room for it: free some and run again',
  retry: 'later',
}
const readOnly: Fault = {
  code: 'store-unwritable',
  found: 'it cannot be written',
  expected: 'a folder of yours on a writable disk (FRAMESHIFT_DATA_DIR names another)',
  retry: 'never',
}
const notAFolder: Fault = { ...readOnly, found: 'something on its path is a file' }
const noPlace: Fault = { ...readOnly, found: 'its folder cannot be made there' }
const corrupt: Fault = {
  code: 'store-corrupt',
  found: 'the file is damaged or no SQLite file',
  expected: 'a store that Frameshift made: move it away, or bring back a copy',
  retry: 'never',
}
const busy: Fault = {
  code: 'store-busy',
  found: 'another process kept it locked',
  expected: 'it to be let go within seconds',
  retry: 'later',
}
const unreadable: Fault = { code: 'store-io', found: 'the disk failed to read or write', expected: 'a sound disk', retry: 'later' }

/** SQLite keeps details in the higher bits. */
const primaryCode = 0xff

/** By the primary result codes of SQLite (sqlite.org/rescode.html). */
const sqliteFaults: ReadonlyMap<number, Fault> = new Map([
  [3, readOnly],
  [5, busy],
  [6, busy],
  [8, readOnly],
  [10, unreadable],
  [11, corrupt],
  [13, diskFull],
  [14, readOnly],
  [26, corrupt],
])

const systemFaults: ReadonlyMap<string, Fault> = new Map([
  ['ENOSPC', diskFull],
  ['EDQUOT', diskFull],
  ['EACCES', readOnly],
  ['EPERM', readOnly],
  ['EROFS', readOnly],
  ['ENOENT', noPlace],
  ['ENOTDIR', notAFolder],
  ['EEXIST', notAFolder],
  ['EIO', unreadable],
])
