import type { OutletCoverage, OutletId } from '../../../model.ts'
import type { ReportData } from '../report-data.ts'
import { chainOf, type Passage } from './passages.ts'

/** A sentence in which an outlet passes on words of another outlet of the report, or through more than one mouth. */
export interface Claim {
  readonly passage: Passage
  /** The outlet of the report that the chain names, and what it says itself. */
  readonly source: ClaimSource | undefined
}

export interface ClaimSource {
  readonly outlet: OutletCoverage
  /** Hits of the same frame in the named outlet's own voice; `undefined` where none of its articles was measured. */
  readonly ownHits: number | undefined
  readonly attributedHits: number
}

/** Chains of two links and more, and chains that name an outlet of the report: there the words can be checked at their source. */
export function claimsOf(data: ReportData, passages: readonly Passage[]): readonly Claim[] {
  return passages.flatMap((passage): readonly Claim[] => {
    const chain = chainOf(passage.hits[0]!.voice)
    const self = passage.article.article.outlet
    const speakers = chain.flatMap(({ speaker }) => speaker ?? [])
    const named = data.outlets.find(({ outlet }) => outlet.id !== self && speakers.some((speaker) => namesOutlet(speaker, outlet.name)))
    if (chain.length < 2 && !named) return []
    return [{ passage, source: named && sourceOf(data, named, passage.frame) }]
  })
}

function sourceOf(data: ReportData, named: OutletCoverage, frame: string): ClaimSource {
  const articles = new Map(data.articles.map(({ article, measured }) => [article.id, { outlet: article.outlet, measured }]))
  const ofOutlet = (outlet: OutletId) => data.hits.filter((hit) => hit.frame === frame && articles.get(hit.articleId)?.outlet === outlet)
  const measured = [...articles.values()].some((entry) => entry.outlet === named.outlet.id && entry.measured)
  const hits = ofOutlet(named.outlet.id)
  const ownHits = measured ? hits.filter(({ voice }) => voice.kind === 'outlet').length : undefined
  return { outlet: named, ownHits, attributedHits: hits.filter(({ voice }) => chainOf(voice).length > 0).length }
}

/** "Sohu journalists" names "Sohu"; "Sohut" does not. Scripts without spaces are looked for anywhere. */
export function namesOutlet(speaker: string, name: string): boolean {
  const said = speaker.toLowerCase()
  const wanted = name.toLowerCase()
  if (wanted === '') return false
  for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + 1)) {
    if (!isLetter(said.charAt(at - 1)) && !isLetter(said.charAt(at + wanted.length))) return true
    if (/^\p{Script=Han}/u.test(wanted)) return true
  }
  return false
}

/** Han characters stand next to one another without being one word. */
function isLetter(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character) && !/^\p{Script=Han}$/u.test(character)
}
