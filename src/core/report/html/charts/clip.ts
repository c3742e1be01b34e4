import { printable } from '../../safe-link.ts'

/** A label that fits its place, in whole characters. */
export function clip(label: string, longest: number): string {
  const characters = Array.from(printable(label))
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`
}
