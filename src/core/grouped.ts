/** A whole number in groups of three: 12345 as "12,345". */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')
}
