const digitsShown = 12

/** The beginning of a hash in hex, as people see it: enough to tell any two of a store apart. Programs compare whole ones. */
export function shortHash(hash: string): string {
  return hash.slice(0, digitsShown)
}
