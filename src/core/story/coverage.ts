import type { Exclusion, Outlet, OutletCoverage, OutletId, SourceRead } from '../../model.ts'

/** What came of asking one outlet for coverage. */
export interface Poll {
  readonly outlet: OutletId
  /** Its feeds and news sitemaps, and what was wrong with those that could not be read. */
  readonly sources: readonly SourceRead[]
  /** Why nothing could be asked at all. */
  readonly failure: string | undefined
}

export interface CoverageEvidence {
  /** Outlets that tell the story. */
  readonly tellers: ReadonlySet<OutletId>
  readonly polls: readonly Poll[]
  readonly excluded: readonly Exclusion[]
  /** Articles that a search service names, by outlet, where it does not lead to them. */
  readonly leads: ReadonlyMap<OutletId, Lead>
}

/** That an outlet tells the story, by the word of a service. */
export interface Lead {
  readonly title: string
  readonly service: string
}

/**
 * Which outlets cover the story, which are silent and which could not be seen. Silence is only said of an outlet whose sources were read,
 * and none of whose pages on the story were lost on the way: "did not publish" is another thing than "we could not see".
 */
export function coverageOf(outlets: readonly Outlet[], evidence: CoverageEvidence): readonly OutletCoverage[] {
  const polls = new Map(evidence.polls.map((poll) => [poll.outlet, poll]))
  return outlets.map((outlet): OutletCoverage => {
    const sources = polls.get(outlet.id)?.sources ?? []
    if (evidence.tellers.has(outlet.id)) return { outlet, status: 'covered', reason: undefined, sources }
    const lost = evidence.excluded.find(
      (exclusion) => exclusion.outlet === outlet.id && exclusion.stage !== 'discover' && exclusion.stage !== 'group',
    )
    if (lost) return { outlet, status: 'unseen', reason: withUrl(lost), sources }
    const lead = evidence.leads.get(outlet.id)
    const said = lead && `${lead.service} names an article of it, “${lead.title}”`
    const blindness = whyBlind(polls.get(outlet.id))
    if (blindness !== undefined)
      return { outlet, status: 'unseen', reason: said === undefined ? blindness : `${said}. ${blindness}`, sources }
    const dropped = evidence.excluded.filter((exclusion) => exclusion.outlet === outlet.id && exclusion.stage === 'discover')
    // What says nothing that could be compared, and what has a date that cannot be.
    const undecided = dropped.find(({ code }) => code === 'undecided' || code === 'date-in-future')
    if (undecided && !dropped.some(({ code }) => code === 'unrelated'))
      return { outlet, status: 'unseen', reason: undecided.reason, sources }
    if (said !== undefined) return { outlet, status: 'unseen', reason: `${said}, which none of its own sources holds`, sources }
    return { outlet, status: 'silent', reason: 'Its sources were read and hold nothing on the story in these days', sources }
  })
}

/** A reason that names its address; many do so themselves. */
export function withUrl({ url, reason }: Pick<Exclusion, 'url' | 'reason'>): string {
  return reason.includes(url) ? reason : `${url}: ${reason}`
}

function whyBlind(poll: Poll | undefined): string | undefined {
  if (!poll) return 'It was not asked for coverage, and none of its pages that were named tells the story'
  if (poll.failure !== undefined) return poll.failure
  if (poll.sources.length === 0) return 'It has no feed or news sitemap that could be found'
  const failures = poll.sources.flatMap(({ url, failure }) => (failure === undefined ? [] : [withUrl({ url, reason: failure })]))
  if (failures.length === poll.sources.length) return failures.join('; ')
  // What lists nothing at all says nothing of this story either.
  const isEmpty = poll.sources.every(({ items }) => items === 0)
  return isEmpty ? ['None of its sources lists an article', ...failures].join('; ') : undefined
}
