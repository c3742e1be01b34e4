import type { Estimate } from '../../../model.ts'
import { captureRecapture, fewestOnBoth } from '../../stats/capture-recapture.ts'
import type { ReportData } from '../report-data.ts'
import { counted, percent } from '../wording.ts'

/** How many articles on the story there are at the outlets that could be read, by the two lists that were made of them. */
export function articlesInAll({ reach, method }: Pick<ReportData, 'reach' | 'method'>): Estimate | undefined {
  return reach && captureRecapture({ first: reach.own, second: reach.searched, both: reach.both }, method)
}

/** How much of the coverage was found, or why that cannot be said. `undefined` where the coverage was named and nobody was asked. */
export function reachText(data: Pick<ReportData, 'reach' | 'method' | 'outlets'>): string | undefined {
  const { reach } = data
  if (!reach) {
    if (!data.outlets.some(({ sources }) => sources.length > 0)) return undefined
    return 'How much coverage was missed cannot be said: it takes two ways of finding it, and only feeds and news sitemaps gave any. Search services are set in config/sources.yaml.'
  }
  const { own, searched, both } = reach
  const found = `Of the outlets that could be read, ${counted(own, 'article')} on the story came from their own feeds and sitemaps and ${searched} from search services, ${both} both ways.`
  const all = articlesInAll(data)
  if (!all) return `${found} Under ${fewestOnBoth} found both ways, nothing can be said of how many were missed.`
  const limits = `${Math.round(all.low)} to ${Math.round(all.high)}`
  const shown = `${found} By this overlap there are about ${Math.round(all.value)} (${percent(all.level)} limits ${limits}), and ${percent(all.n / all.value)} of them are here.`
  return `${shown} That holds as far as being found one way says nothing of the other: prominent articles are found both ways, which makes the figure too low; feeds keep only the newest and services are late, which makes it too high.`
}
