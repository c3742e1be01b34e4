import { f1Of } from './text-score.ts'

/** What a page's truth or an extractor's answer says beside the text. */
export interface Metadata {
  readonly title: string | undefined
  readonly authors: readonly string[]
  readonly dates: readonly string[]
}

export interface MetadataFigures {
  readonly titleExact: number | undefined
  readonly authorF1: number | undefined
  readonly datePrecision: number | undefined
  readonly dateRecall: number | undefined
}

/** Each field is scored on the pages where the truth has it: titles case, quotes and dashes aside; names as sets, over all pages together; dates by day, as written or in UTC. */
export function scoreMetadata(pages: readonly { readonly truth: Metadata; readonly found: Metadata }[]): MetadataFigures {
  const titled = pages.filter(({ truth }) => truth.title !== undefined)
  const dated = pages.filter(({ truth }) => truth.dates.length > 0)
  const datesGiven = dated.filter(({ found }) => found.dates.length > 0).length
  const datesRight = dated.filter(({ truth, found }) => hasCommon(daysOf(truth.dates), daysOf(found.dates))).length
  return {
    titleExact: share(titled.filter(({ truth, found }) => plain(truth.title ?? '') === plain(found.title ?? '')).length, titled.length),
    authorF1: authorF1(pages.filter(({ truth }) => truth.authors.length > 0)),
    datePrecision: share(datesRight, datesGiven),
    dateRecall: share(datesRight, dated.length),
  }
}

function authorF1(pages: readonly { readonly truth: Metadata; readonly found: Metadata }[]): number | undefined {
  if (pages.length === 0) return undefined
  let right = 0
  let given = 0
  let wanted = 0
  for (const { truth, found } of pages) {
    const names = namesOf(truth.authors)
    const answered = namesOf(found.authors)
    wanted += names.size
    given += answered.size
    for (const name of answered) if (names.has(name)) right += 1
  }
  return f1Of(right / Math.max(1, given), right / Math.max(1, wanted))
}

const between = /\s*(?:[,;|、，]|\s&\s|\sand\s|\sund\s|\set\s|\sy\s|\n)\s*/u

function namesOf(lines: readonly string[]): ReadonlySet<string> {
  const names = lines
    .flatMap((line) => plain(line).replace(/^(?:by|von|par|por|di|text:?)\s+/u, '').split(between))
    .map((name) => name.replace(/[^\p{L}\p{N} '-]/gu, ' ').replace(/\s+/g, ' ').trim()) // prettier-ignore
  return new Set(names.filter((name) => name !== ''))
}

function daysOf(dates: readonly string[]): ReadonlySet<string> {
  return new Set(
    dates.flatMap((date) => {
      const utc = /T\d{2}/.test(date) ? new Date(date) : undefined
      return utc === undefined || Number.isNaN(utc.getTime()) ? [date.slice(0, 10)] : [date.slice(0, 10), utc.toISOString().slice(0, 10)]
    }),
  )
}

function hasCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return !a.isDisjointFrom(b)
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‚′´`]/g, "'")
    .replace(/[“”„«»″]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"']+|[\s"'.:;,!-]+$/gu, '')
}

function share(count: number, total: number): number | undefined {
  return total === 0 ? undefined : count / total
}
