/** Numbers things from 0 in the order in which they are first asked for; equal things have one number. */
export function numberer(): (thing: unknown) => number {
  const numbers = new Map<unknown, number>()
  return (thing) => {
    const known = numbers.get(thing)
    if (known !== undefined) return known
    numbers.set(thing, numbers.size)
    return numbers.size - 1
  }
}
