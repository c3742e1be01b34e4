import type { ReportData } from '../report-data.ts'
import { doubtfulArticles, withoutDoubtful } from '../views/doubtful.ts'
import { rankedFrames } from '../views/frames.ts'
import { passagesOf, type Passage } from '../views/passages.ts'
import { printable } from '../safe-link.ts'
import { claimChainSection } from './claim-chain.ts'
import { coverageSection } from './coverage.ts'
import { firstScreen } from './first-screen.ts'
import { framesSection } from './frames.ts'
import { anchorId, drawnByUs, html, type Markup } from './markup.ts'
import { methodSection } from './method.ts'
import { claimsSection, ownWordsSection } from './readings.ts'
import { sentimentSection } from './tones.ts'
import { styleHash, stylesheet } from './style/stylesheet.ts'

const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`

/** Written whole: a blank more between the tags would change the hash. */
const styleElement = drawnByUs(`<style>${stylesheet}</style>`)

/** `report.html`: one file that asks nothing of anybody, readable without script, on a phone and on paper, light and dark. */
export function toReportHtml(data: ReportData): string {
  const story = withoutDoubtful(data)
  const passages = passagesOf(story)
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${printable(data.storyTitle)} · Frameshift report</title>
        ${styleElement}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <main id="main">
          ${firstScreen(story, passages, doubtfulArticles(data).length)} ${contents(story)} ${claimChainSection(data)}
          ${framesSection(story, passages)} ${ownWordsSection(story)} ${claimsSection(story, ofOthers(story, passages))}
          ${sentimentSection(story)} ${coverageSection(data)} ${methodSection(data)}
        </main>
        <footer>
          <p>
            Made by Frameshift ${data.run.versions.frameshift}, run ${printable(data.run.id)}. Quotations belong to their outlets and are
            kept short.
          </p>
        </footer>
      </body>
    </html> `
  return String(page)
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
  return html`<nav aria-label="Contents">
    <ul>
      ${entries.map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)}
    </ul>
  </nav>`
}
