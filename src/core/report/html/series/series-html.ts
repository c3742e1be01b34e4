import type { SeriesData } from '../../series/series-data.ts'
import { seriesFrames, seriesTitle } from '../../series/series-views.ts'
import { printable } from '../../safe-link.ts'
import { passagesOf } from '../../views/passages.ts'
import { anchorId, html } from '../markup.ts'
import { contentsList, toPage } from '../parts/page.ts'
import { sentimentSection } from '../tones.ts'
import { seriesCoverage } from './coverage.ts'
import { seriesFirstScreen } from './first-screen.ts'
import { seriesFramesSection } from './frames.ts'
import { seriesMethodSection } from './method.ts'
import { typicalWordsSection } from './typical-words.ts'

/** `report.html` of a series. */
export function toSeriesHtml(data: SeriesData): string {
  const passages = passagesOf(data)
  const used = seriesFrames(data).filter(({ id }) => data.hits.some(({ frame }) => frame === id))
  const contents = contentsList([
    ['overview', 'Frames'],
    ...used.map(({ id, name }) => [anchorId('frame', id), name] as const),
    ['words', 'Typical words'],
    ['sentiment', 'Sentiment'],
    ['coverage', 'Silence'],
    ['stories', 'Stories'],
    ['method', 'Method'],
    ['again', 'Cite'],
  ])
  return toPage({
    title: `${seriesTitle(data)} · Frameshift series`,
    main: html`${seriesFirstScreen(data, passages)} ${contents} ${seriesFramesSection(data, passages)} ${typicalWordsSection(data)}
    ${sentimentSection(data)} ${seriesCoverage(data)} ${seriesMethodSection(data)}`,
    footer: html`Made by Frameshift ${data.run.versions.frameshift}, series ${printable(data.run.id)}. Quotations belong to their outlets
    and are kept short.`,
  })
}
