import { allSteps, type Steps } from '../../steps.ts'
import type { ReportData } from '../report-data.ts'
import { doubtfulArticles, withoutDoubtful } from '../views/doubtful.ts'
import { rankedFrames } from '../views/frames.ts'
import { passagesOf, type Passage } from '../views/passages.ts'
import { printable } from '../safe-link.ts'
import { claimChainSection } from './claim-chain.ts'
import { coverageSection } from './coverage.ts'
import { firstScreen } from './first-screen.ts'
import { framesSection } from './frames.ts'
import { anchorId, html, type Markup } from './markup.ts'
import { methodSection } from './method.ts'
import { claimsSection, ownWordsSection } from './readings.ts'
import { sentimentSection } from './tones.ts'
import { contentsList, toPage } from './parts/page.ts'

/** `report.html`: one file that asks nothing of anybody, readable without script, on a phone and on paper, light and dark. */
export function toReportHtml(data: ReportData): string {
  return allSteps(toReportHtmlInSteps(data))
}

/** `toReportHtml`, in steps. */
export function* toReportHtmlInSteps(data: ReportData): Steps<string> {
  const story = withoutDoubtful(data)
  const passages = passagesOf(story)
  const first = firstScreen(story, passages, doubtfulArticles(data).length)
  yield
  const frames = framesSection(story, passages)
  yield
  const [ownWords, claims] = [ownWordsSection(story), claimsSection(story, ofOthers(story, passages))]
  yield
  const [sentiment, coverage] = [sentimentSection(story), coverageSection(data)]
  yield
  return toPage({
    title: `${data.storyTitle} · Frameshift report`,
    // Where these lines break is part of the page's bytes.
    // prettier-ignore
    main: html`${first} ${contents(story)} ${claimChainSection(data)}
    ${frames} ${ownWords} ${claims}
    ${sentiment} ${coverage} ${methodSection(data)}`,
    footer: html`Made by Frameshift ${data.run.versions.frameshift}, run ${printable(data.run.id)}. Quotations belong to their outlets and
    are kept short.`,
  })
}

/** The anchor's own claims have a section of their own. */
function ofOthers({ anchor, claims }: ReportData, passages: readonly Passage[]): readonly Passage[] {
  return claims.length === 0 ? passages : passages.filter(({ article }) => article.article.id !== anchor)
}

function contents(data: ReportData): Markup {
  const frames = rankedFrames(data).filter(({ id }) => data.hits.some(({ frame }) => frame === id))
  const entries: readonly (readonly [string, string])[] = [
    ...(data.claims.length > 0 ? [['chain', 'Claims about others'] as const] : []),
    ['matrix', 'Frames'],
    ...frames.map(({ id, name }) => [anchorId('frame', id), name] as const),
    ['instead', 'What is not said'],
    ['coverage', 'Coverage'],
    ['articles', 'Articles'],
    ['left-out', 'Left out'],
    ['method', 'Method'],
    ['again', 'Cite'],
  ]
  return contentsList(entries)
}
