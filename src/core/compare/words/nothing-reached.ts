import type { OutletCoverage } from '../../../model.ts'

/** Said before any finding: where no outlet but that of the anchor was seen, the rest speaks of one article and tells nothing of the story. */
export function nothingReached(outlets: readonly Pick<OutletCoverage, 'status'>[]): string | undefined {
  const count = (status: OutletCoverage['status']) => outlets.filter((outlet) => outlet.status === status).length
  const unseen = count('unseen')
  if (unseen === 0 || count('silent') > 0 || count('covered') > 1) return undefined
  const who = unseen === 1 ? 'The only other outlet could not be seen: its' : `None of ${unseen} other outlets could be seen: their`
  return `${who} sources did not answer, could not be read, or list no article.`
}
