import type { CoverageStatus, OutletId, Rate } from '../../../model.ts'
import { shortHash } from '../../short-hash.ts'
import { sumOf } from '../../stats/article-count.ts'
import { html, nothing, type Markup } from '../html/markup.ts'
import type { ReportData } from '../report-data.ts'
import { rankedFrames, rateFinder } from '../views/frames.ts'
import { counted } from '../wording.ts'
import { plain, wrap } from './wrap.ts'

const width = 1200
const edge = 40
const barsFrom = 330
/** Room for the longest bar: what stands behind it needs the rest. */
const longestBar = 420
const rowHeight = 44
/** More would not be read on a phone. */
const mostRows = 14
/** Of those that are not shown: the others are told by their number, so that each reason has its place. */
const mostNamed = 5
const nameColumns = 26
/** As many as fit in DejaVu Sans, the widest of the fonts, with the capitals of names. */
const footColumns = 104

interface Row {
  readonly outlet: OutletId
  readonly name: string
  readonly own: Rate
  readonly others: Rate | undefined
  /** Places of which it is not sure whose words they are: in no bar. */
  readonly unclear: number
}

/**
 * `picture.svg`: the frame that the report begins with, as a picture for an article or a slide: which outlets use it themselves, which pass it on, in
 * how much text, and the finding beneath. Colours and sizes are written out, so that every program draws it alike. It carries its source.
 */
export function toPicture(data: ReportData): string {
  const [frame] = rankedFrames(data)
  const rows = frame === undefined ? [] : rowsOf(data, frame.id)
  const shown = rows.slice(0, mostRows)
  const most = Math.max(1, ...shown.map(({ own, others }) => own.hits + (others?.hits ?? 0)))
  const head = wrap(data.storyTitle, { columns: 60, lines: 2 })
  const rowsFrom = 130 + head.length * 44
  const rowsTo = rowsFrom + shown.length * rowHeight
  const foot = [...wrap(data.finding, { columns: footColumns, lines: 4 }), ...wrap(restOf(data, rows), { columns: footColumns, lines: 6 })]
  const height = rowsTo + 40 + foot.length * 28 + 60
  const title =
    data.hits.length === 0 || frame === undefined ? 'No framing term was found' : `${frame.name}: who says it, and who passes it on`
  const made = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    font-family="system-ui,'Segoe UI',Arial,Helvetica,'DejaVu Sans',sans-serif"
    fill="#1b1a17"
  >
    <title>${plain(data.storyTitle)}. ${plain(title)}</title>
    <desc>${plain(data.finding)}</desc>
    <rect width="${width}" height="${height}" fill="#fdfcf9" />
    ${head.map((line, at) => html`<text x="${edge}" y="${66 + at * 44}" font-size="34" font-weight="700">${line}</text>`)}
    <text x="${edge}" y="${rowsFrom - 58}" font-size="22">${wrap(title, { columns: 80, lines: 1 })[0] ?? ''}</text>
    <rect x="${edge}" y="${rowsFrom - 36}" width="16" height="16" fill="#00604c" />
    <text x="${edge + 26}" y="${rowsFrom - 22}" font-size="18">in its own voice</text>
    <rect x="${edge + 211}" y="${rowsFrom - 35}" width="14" height="14" fill="#fbe3cd" stroke="#97480a" stroke-width="2" />
    <text x="${edge + 236}" y="${rowsFrom - 22}" font-size="18">in the words of others</text>
    ${shown.map((row, at) => barOf(row, { top: rowsFrom + at * rowHeight, unit: longestBar / most }))}
    ${foot.map((line, at) => html`<text x="${edge}" y="${rowsTo + 44 + at * 28}" font-size="20">${line}</text>`)}
    <text x="${edge}" y="${height - 28}" font-size="16" fill="#5a564d">${sourceOf(data)}</text>
  </svg> `
  return String(made)
}

/** Outlets whose text was measured, those that use the frame most themselves first. */
function rowsOf(data: ReportData, frame: string): readonly Row[] {
  const rateOf = rateFinder(data)
  const rows = data.outlets.flatMap(({ outlet }): readonly Row[] => {
    const own = rateOf(outlet.id, frame, 'body', 'outlet')
    if (own === undefined) return []
    const [others, unclear] = [rateOf(outlet.id, frame, 'body', 'attributed'), rateOf(outlet.id, frame, 'body', 'unclear')]
    return [{ outlet: outlet.id, name: outlet.name, own, others, unclear: unclear?.hits ?? 0 }]
  })
  return rows.toSorted((a, b) => b.own.hits - a.own.hits || (b.others?.hits ?? 0) - (a.others?.hits ?? 0))
}

function barOf({ name, own, others }: Row, { top, unit }: { readonly top: number; readonly unit: number }): Markup {
  const passedOn = others?.hits ?? 0
  const [first, second] = [Math.round(own.hits * unit), Math.round(passedOn * unit)]
  const base = top + 26
  const said = [`${own.hits} in ${counted(own.tokens, 'word')} of its own`, ...(passedOn === 0 ? [] : [`${passedOn} of others`])].join(', ')
  return html`<text x="${barsFrom - 16}" y="${base}" font-size="20" text-anchor="end"
      >${wrap(name, { columns: nameColumns, lines: 1 })[0] ?? ''}</text
    >
    ${first === 0 ? nothing : html`<rect x="${barsFrom}" y="${top + 6}" width="${first}" height="28" fill="#00604c" />`}
    ${second === 0 ? nothing : html`<rect x="${barsFrom + first + 1}" y="${top + 7}" width="${Math.max(1, second - 2)}" height="26" fill="#fbe3cd" stroke="#97480a" stroke-width="2" />`}
    <text x="${barsFrom + first + second + 12}" y="${base}" font-size="18">${said}</text>`
}

/** Who is not in the picture, and why. */
function restOf({ outlets }: ReportData, rows: readonly Row[]): string {
  const those = (status: CoverageStatus) => outlets.flatMap((one) => (one.status === status ? [one.outlet] : []))
  const [silent, unseen] = [those('silent'), those('unseen')]
  const measured = new Set(rows.map(({ outlet }) => outlet))
  const unmeasured = those('covered').filter(({ id }) => !measured.has(id))
  const left = Math.max(0, rows.length - mostRows)
  const unclear = sumOf(rows, (row) => row.unclear)
  return [
    'Counted are places in body text, without headlines.',
    ...(unclear > 0 ? [`Not shown: ${counted(unclear, 'place')} where it is unclear who speaks.`] : []),
    ...(left > 0 ? [`${counted(left, 'more outlet')} in the report.`] : []),
    ...(unmeasured.length > 0 ? [`Not measured: ${named(unmeasured)}.`] : []),
    ...(silent.length > 0 ? [`Nothing on the story: ${named(silent)}.`] : []),
    ...(unseen.length > 0 ? [`Could not be seen: ${named(unseen)}.`] : []),
  ].join(' ')
}

function named(outlets: readonly { readonly name: string }[]): string {
  const names = outlets.slice(0, mostNamed).flatMap(({ name }) => wrap(name, { columns: nameColumns, lines: 1 }))
  const more = outlets.length - names.length
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`
}

function sourceOf({ run, lexicon }: ReportData): string {
  return plain(
    `Frameshift ${run.versions.frameshift}, ${run.createdAt.slice(0, 10)}, run ${run.id}, lexicon ${lexicon.id} ${shortHash(lexicon.hash)}`,
  )
}
