/** How much later than its first moment a date may be meant, in ms: a bare day may be any moment of it. */
export function roomOf(date: string): number {
  return date.includes('T') ? 0 : 86_400_000 - 1
}
