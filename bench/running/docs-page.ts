import type { BenchRecord } from './record.ts'
import { toTable } from './table.ts'

const begin = '<!-- npm run -s bench -- --docs writes from here -->'
const end = '<!-- to here -->'

/** The page with the table of a run in place of the one before. Throws `TypeError` where the page has no place for it. */
export function withRun(page: string, record: BenchRecord): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new TypeError(`Cannot write the table: expected "${begin}" and "${end}" in the page`)
  return `${page.slice(0, from + begin.length)}\n\n${describe(record)}\n\n${page.slice(to)}`
}

function describe({ scale, code, node, machine, benches }: BenchRecord): string {
  const first = benches[0]?.startedAt.slice(0, 10) ?? 'no day'
  const minutes = benches.reduce((sum, { seconds }) => sum + seconds, 0) / 60
  const loads = benches.flatMap(({ load }) => [load.before, load.after])
  const load = `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`
  const inputs = scale === 'quick' ? 'small inputs (`--quick`)' : 'whole inputs'
  const run = `${first}, ${machine}, Node ${node}, code ${code}, ${inputs}; ${minutes.toFixed(0)} minutes, load of the machine ${load}.`
  const skipped = benches.flatMap(({ name, skipped: reason }) => (reason === undefined ? [] : [`- \`${name}\` was skipped: ${reason}`]))
  return [run, toTable(benches.flatMap(({ rows }) => rows)), ...(skipped.length > 0 ? [skipped.join('\n')] : [])].join('\n\n')
}
