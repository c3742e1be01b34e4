/** A whole number above 0 from the command line, or the usual one where there is none. Ends the process with 2 for anything else: a measurement of nothing looks like a good one. */
export function numberArgument(written: string | undefined, { name, usual }: { readonly name: string; readonly usual: number }): number {
  if (written === undefined) return usual
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written)
  process.stderr.write(`Cannot take "${written}" for ${name}: expected a whole number above 0\n`)
  process.exit(2)
}
