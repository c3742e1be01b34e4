/** Values of one `in (…)`. */
const mostListed = 500

/** The values in parts that one statement may list. */
export function chunks<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  const parts: (readonly Value[])[] = []
  for (let from = 0; from < values.length; from += mostListed) parts.push(values.slice(from, from + mostListed))
  return parts
}
