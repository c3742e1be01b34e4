import { canonicalUrl } from '../core/discover/canonical-url.ts'
import type { Announcer } from '../core/story/reach.ts'
import type { ArticleId } from '../model.ts'
import type { EndedCoverage } from './ended-coverage.ts'

/** Who told of each article that was read. What the user named, or an earlier run had stored, was announced by nobody. */
export function announcedBy(ended: readonly EndedCoverage[]): ReadonlyMap<ArticleId, ReadonlySet<Announcer>> {
  const ofAddress = new Map<string, Set<Announcer>>()
  const ofPage = new Map<string, Set<Announcer>>()
  const ofArticle = new Map<ArticleId, Set<Announcer>>()
  for (const { stage, outcome } of ended) {
    if (stage !== 'discover' || outcome.kind !== 'done' || outcome.output.kind === 'story') continue
    const { kind, readings } = outcome.output
    for (const { source } of readings) if (source.kind === 'url') add(ofAddress, canonicalUrl(source.url), [kind])
  }
  for (const { stage, input, outcome } of ended) {
    if (stage !== 'fetch' || outcome.kind !== 'done') continue
    const { output } = outcome
    if (input.source.kind === 'url' && output.kind === 'page')
      add(ofPage, `${output.page} ${output.finalUrl}`, ofAddress.get(canonicalUrl(input.source.url)))
  }
  for (const { stage, input, outcome } of ended) {
    if (stage !== 'extract' || outcome.kind !== 'done' || outcome.output.kind === 'excluded') continue
    add(ofArticle, outcome.output.article, ofPage.get(`${input.page} ${input.url}`))
  }
  return ofArticle
}

function add<Key>(to: Map<Key, Set<Announcer>>, key: Key, announcers: Iterable<Announcer> = []): void {
  const known = to.get(key)
  if (known) for (const announcer of announcers) known.add(announcer)
  else to.set(key, new Set(announcers))
}
