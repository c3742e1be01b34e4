/** The gate's "no": what was asked for will not be read, and asking again changes nothing. `code` and `reason` are for the report. */
export interface Refusal {
  readonly kind: 'refused'
  /** Stable, kebab-case. */
  readonly code: string
  /** Plain words. */
  readonly reason: string
}

export function refuse(code: string, reason: string): Refusal {
  return { kind: 'refused', code, reason }
}

/** An address in a message: without what may be secret, and not endless. */
export function shown(url: string): string {
  const end = url.search(/[?#]/)
  const bare = end === -1 ? url : url.slice(0, end)
  const withoutUser = bare.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1')
  return withoutUser.length > 300 ? `${withoutUser.slice(0, 300)}…` : withoutUser
}
