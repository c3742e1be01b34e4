import { canonicalUrl } from '../core/discover/canonical-url.ts'
import type { Announcer } from '../core/story/reach.ts'
import type { ArticleId } from '../model.ts'
import { discoverOutputSchema } from './discover.ts'
import { extractInputSchema, extractOutputSchema } from './extract.ts'
import { fetchOutputSchema, readingSchema } from './fetch.ts'
import type { Ended } from './stage.ts'

/** Who told of each article that was read. What the user named, or an earlier run had stored, was announced by nobody. */
export function announcedBy(joined: readonly Ended[]): ReadonlyMap<ArticleId, ReadonlySet<Announcer>> {
  const ofAddress = new Map<string, Set<Announcer>>()
  const ofPage = new Map<string, Set<Announcer>>()
  const ofArticle = new Map<ArticleId, Set<Announcer>>()
  for (const { stage, outcome } of joined) {
    if (stage !== 'discover' || outcome.kind !== 'done') continue
    const output = discoverOutputSchema.parse(outcome.output)
    if (output.kind === 'story') continue
    for (const { source } of output.readings) if (source.kind === 'url') add(ofAddress, canonicalUrl(source.url), [output.kind])
  }
  for (const { stage, input, outcome } of joined) {
    if (stage !== 'fetch' || outcome.kind !== 'done') continue
    const { source } = readingSchema.parse(input)
    const output = fetchOutputSchema.parse(outcome.output)
    if (source.kind === 'url' && output.kind === 'page')
      add(ofPage, `${output.page} ${output.finalUrl}`, ofAddress.get(canonicalUrl(source.url)))
  }
  for (const { stage, input, outcome } of joined) {
    if (stage !== 'extract' || outcome.kind !== 'done') continue
    const output = extractOutputSchema.parse(outcome.output)
    const { page, url } = extractInputSchema.parse(input)
    if (output.kind !== 'excluded') add(ofArticle, output.article, ofPage.get(`${page} ${url}`))
  }
  return ofArticle
}

function add<Key>(to: Map<Key, Set<Announcer>>, key: Key, announcers: Iterable<Announcer> = []): void {
  const known = to.get(key)
  if (known) for (const announcer of announcers) known.add(announcer)
  else to.set(key, new Set(announcers))
}
