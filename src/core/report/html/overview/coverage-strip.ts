import type { ReportArticle, ReportData } from '../../report-data.ts'
import { counted, dayOf } from '../../wording.ts'
import { strip, type StripMark, type StripRow } from '../charts/strip.ts'
import { html, nothing, type Markup } from '../markup.ts'
import { stripKey } from '../parts/strip-key.ts'

const hourMs = 3_600_000
/** Times named on the axis. */
const namedAtMost = 5

/** Who published when, who was silent, who could not be seen: an outlet a row. */
export function coverageStrip(data: ReportData): Markup {
  const timed = data.articles.flatMap((entry) => {
    const at = timeOf(entry)
    return at === undefined ? [] : [{ entry, at }]
  })
  const [first, last] = [Math.min(...timed.map(({ at }) => at)), Math.max(...timed.map(({ at }) => at))]
  if (timed.length === 0) return nothing
  // Outlets without an article stand before the first of all, where nothing was published.
  const before = first - Math.max(1, last - first) * 0.1
  const rows = data.outlets.map(({ outlet, status }): StripRow => {
    const own = data.articles.filter(({ article }) => article.outlet === outlet.id)
    if (status !== 'covered') {
      return {
        label: outlet.name,
        marks: [{ x: before, kind: status }],
        note: status === 'silent' ? 'read, nothing on it' : 'could not be seen',
      }
    }
    const marks = timed.filter(({ entry }) => entry.article.outlet === outlet.id).map(({ entry, at }) => ({ x: at, kind: kindOf(entry) }))
    const undated = own.length - marks.length
    return { label: outlet.name, marks, note: `${counted(own.length, 'article')}${undated > 0 ? `, ${undated} undated` : ''}` }
  })
  const kinds = [...new Set(rows.flatMap(({ marks }) => marks.map(({ kind }) => kind)))]
  return html`${stripKey((['anchor', 'covered', 'copy', 'silent', 'unseen'] as const).filter((kind) => kinds.includes(kind)))}
  ${strip(rows, {
    id: 'coverage-strip',
    title: 'Who published when',
    description: `${rows.map(({ label, note }) => `${label}: ${note}.`).join(' ')} The tables below have the same, with days.`,
    palette: 'plain',
    ticks: ticksOf(timed.map(({ entry }) => entry.article.publishedAt ?? '')),
    firstX: before,
    lastX: last,
  })}`
}

function kindOf({ member }: ReportArticle): StripMark {
  if (member.role === 'anchor') return 'anchor'
  return member.copyOf === undefined ? 'covered' : 'copy'
}

/** Hours since 1970; bare days count from noon. */
function timeOf({ article }: ReportArticle): number | undefined {
  const { publishedAt } = article
  if (publishedAt === undefined) return undefined
  const at = Date.parse(publishedAt.length === 10 ? `${publishedAt}T12:00:00Z` : publishedAt)
  return Number.isNaN(at) ? undefined : at / hourMs
}

/** The days on which something was published. */
function ticksOf(times: readonly string[]): readonly { readonly x: number; readonly label: string }[] {
  const days = [...new Set(times.map((time) => time.slice(0, 10)))].toSorted()
  const step = Math.max(1, Math.ceil(days.length / namedAtMost))
  return days
    .filter((_, index) => index % step === 0)
    .map((day) => ({ x: Date.parse(`${day}T12:00:00Z`) / hourMs, label: dayOf(day).replace(/^(\d+ \p{L}{3}).*$/u, '$1') }))
}
