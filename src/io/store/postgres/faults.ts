import { codeOf, inOurWords, type Fault } from '../fault.ts'

/** What an error of PostgreSQL or of the way there means for the store, as a `PipelineError` that names the database; any other error is given back as it came. */
export function toDatabaseFault(error: unknown, where: string): unknown {
  return inOurWords(error, `the database ${where}`, faultOf)
}

function faultOf(error: Error): Fault | undefined {
  const code = codeOf(error)
  // Several addresses of one name, none of which answered.
  if (error instanceof AggregateError) return unreachable(error.errors[0] instanceof Error ? error.errors[0].message : 'no answer')
  const known = faults.get(code) ?? faults.get(code.slice(0, 2))
  if (known) return known
  if (systemCodes.has(code) || lostConnection.test(error.message)) return unreachable(error.message)
  return undefined
}

function unreachable(why: string): Fault {
  return {
    code: 'database-unreachable',
    found: why,
    expected: 'PostgreSQL to answer there (start it, or unset DATABASE_URL to keep the data in a file)',
    retry: 'later',
  }
}

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
])

/** Words of the driver, which has no codes for these. */
const lostConnection =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/

const goingAway = unreachable('the server is starting or stopping')
const busy: Fault = {
  code: 'store-busy',
  found: 'another transaction was in the way',
  expected: 'it to end within seconds',
  retry: 'later',
}
const refused: Fault = {
  code: 'database-refused',
  found: 'it refuses the user or the password of DATABASE_URL',
  expected: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE as the server knows them',
  retry: 'never',
}

/** By SQLSTATE, or its first two characters (PostgreSQL documentation, appendix A). */
const faults: ReadonlyMap<string, Fault> = new Map([
  ['08', unreachable('the connection was lost')],
  ['28', refused],
  [
    '3D000',
    { ...refused, code: 'database-missing', found: 'there is no database of that name', expected: 'an existing one (createdb makes it)' },
  ],
  ['42501', { ...refused, found: 'the user may not do that there', expected: 'a user that may create and write tables' }],
  ['25006', { code: 'store-unwritable', found: 'it is a read-only copy', expected: 'the address of the primary server', retry: 'later' }],
  ['53100', { code: 'disk-full', found: 'no space is left on its disk', expected: 'room for it', retry: 'later' }],
  ['53300', { ...busy, found: 'it has no connection left', expected: 'one: raise max_connections, or start fewer workers' }],
  ['57014', busy],
  ['57P01', goingAway],
  ['57P02', goingAway],
  ['57P03', goingAway],
  ['40001', busy],
  ['40P01', busy],
  ['55P03', busy],
])
