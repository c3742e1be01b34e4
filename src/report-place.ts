/** Where the report of a due time lies, from the working folder. */
export function reportPlace(schedule: string, dueAt: number): string {
  return `reports/${schedule}/${stampOf(dueAt)}`
}

/** To the minute, as due times are. A run by hand keeps its millisecond: it may fall into the second of another, whose report must stay. */
export function stampOf(dueAt: number): string {
  return new Date(dueAt)
    .toISOString()
    .slice(0, dueAt % 60_000 === 0 ? 16 : 23)
    .replaceAll(/[:.]/g, '')
}
