import type { BenchRow } from './record.ts'

/** The rows as a Markdown table that reads well in a terminal too; one line a peer. */
export function toTable(rows: readonly BenchRow[]): string {
  const cells = rows.flatMap(({ name, unit, ours, peer, ratio }) => {
    const own = [name, unit, ours === null ? 'not reached' : short(ours)]
    const peers = Object.entries(peer).map(([contender, theirs]) => [
      contender,
      short(theirs),
      ratio[contender] === undefined ? 'too unsteady to say' : short(ratio[contender]),
    ])
    const [first = ['', '', ''], ...more] = peers
    return [[...own, ...first], ...more.map((line) => ['', '', '', ...line])]
  })
  const header = ['what', 'unit', 'ours', 'peer', "peer's", 'ratio']
  const widths = header.map((title, column) => Math.max(...[header, ...cells].map((line) => line[column]?.length ?? title.length)))
  const lineOf = (line: readonly string[]) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [lineOf(header), lineOf(widths.map((width) => '-'.repeat(width))), ...cells.map(lineOf)].join('\n')
}

/** Three digits that count. */
function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))
}
