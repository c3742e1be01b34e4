import { z } from 'zod'

/** As much of a `report.json` as two reports are compared by: reports of earlier versions have it too. */
export const comparableReportSchema = z.object({
  title: z.string(),
  finding: z.string(),
  outlets: z.array(z.object({ id: z.string(), status: z.string() })),
  articles: z.array(z.object({ id: z.string(), url: z.string(), outlet: z.string(), title: z.string(), role: z.string() })),
  hits: z.array(
    z.object({
      articleId: z.string(),
      frame: z.string(),
      term: z.string(),
      text: z.string(),
      start: z.number(),
      end: z.number(),
      sentence: z.string(),
      voice: z.object({ kind: z.string() }),
    }),
  ),
  rates: z.array(
    z.object({
      outlet: z.string(),
      frame: z.string(),
      zone: z.string(),
      voice: z.string(),
      hits: z.number(),
      tokens: z.number(),
      perThousand: z.object({ value: z.union([z.number(), z.literal('Infinity')]) }).nullable(),
    }),
  ),
  contrasts: z.array(z.object({ frame: z.string(), voice: z.string(), a: z.string(), b: z.string(), verdict: z.string() })),
  lexicon: z.object({ id: z.string(), version: z.number(), hash: z.string() }),
  method: z.record(z.string(), z.unknown()),
  /** `null` where it was not asked for; reports of versions that had none are without it. */
  sweep: z.unknown(),
  run: z.object({
    versions: z.record(z.string(), z.string()),
    hashes: z.record(z.string(), z.string()),
    settings: z.record(z.string(), z.unknown()),
  }),
})
export type ComparableReport = z.infer<typeof comparableReportSchema>
type Article = ComparableReport['articles'][number]
type Hit = ComparableReport['hits'][number]

export interface Move<Value> {
  readonly what: string
  /** `null`: not there. */
  readonly before: Value | null
  readonly after: Value | null
}

export interface ReportDiff {
  readonly same: boolean
  /** Lexicon, versions, settings and method that are not the same: why something may have moved. */
  readonly causes: readonly Move<string>[]
  readonly finding: Move<string> | null
  readonly outlets: readonly Move<string>[]
  readonly articles: {
    readonly added: readonly Article[]
    readonly removed: readonly Article[]
    /** At the same address with another text. */
    readonly edited: readonly Article[]
  }
  readonly hits: { readonly gained: readonly Hit[]; readonly lost: readonly Hit[]; readonly voiceChanged: readonly Move<string>[] }
  /** Body rates per 1,000 words, and how many hits in how many words are behind them. */
  readonly rates: readonly Move<{ readonly hits: number; readonly tokens: number; readonly perThousand: number | string | null }>[]
  readonly verdicts: readonly Move<string>[]
}

/** What moved from one report to another. Id and time of the runs do not count: they always differ. */
export function diffReports(before: ComparableReport, after: ComparableReport): ReportDiff {
  const articles = movedArticles(before.articles, after.articles)
  const hits = movedHits(before.hits, after.hits)
  const causes = moves(causesOf(before), causesOf(after))
  const outlets = moves(
    entries(
      before.outlets,
      ({ id }) => id,
      ({ status }) => status,
    ),
    entries(
      after.outlets,
      ({ id }) => id,
      ({ status }) => status,
    ),
  )
  const finding = before.finding === after.finding ? null : { what: 'finding', before: before.finding, after: after.finding }
  const rates = moves(ratesOf(before), ratesOf(after))
  const verdicts = moves(verdictsOf(before), verdictsOf(after))
  const moved = [...articles.added, ...articles.removed, ...articles.edited, ...hits.gained, ...hits.lost, ...hits.voiceChanged]
  const same = finding === null && moved.length + causes.length + outlets.length + rates.length + verdicts.length === 0
  return { same, causes, finding, outlets, articles, hits, rates, verdicts }
}

function movedArticles(before: readonly Article[], after: readonly Article[]): ReportDiff['articles'] {
  const [was, is] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))]
  const oldAddresses = new Set(before.filter(({ id }) => !is.has(id)).map(({ url }) => url))
  const fresh = after.filter(({ id }) => !was.has(id))
  const edited = fresh.filter(({ url }) => oldAddresses.has(url))
  const editedAddresses = new Set(edited.map(({ url }) => url))
  return {
    added: fresh.filter(({ url }) => !editedAddresses.has(url)),
    removed: before.filter(({ id, url }) => !is.has(id) && !editedAddresses.has(url)),
    edited,
  }
}

function movedHits(before: readonly Hit[], after: readonly Hit[]): ReportDiff['hits'] {
  const keyOf = ({ articleId, frame, start, end }: Hit) => `${articleId} ${frame} ${start} ${end}`
  const [was, is] = [new Map(before.map((hit) => [keyOf(hit), hit])), new Map(after.map((hit) => [keyOf(hit), hit]))]
  return {
    gained: after.filter((hit) => !was.has(keyOf(hit))),
    lost: before.filter((hit) => !is.has(keyOf(hit))),
    voiceChanged: after.flatMap((hit) => {
      const other = was.get(keyOf(hit))
      if (!other || other.voice.kind === hit.voice.kind) return []
      return [{ what: `${hit.frame}: “${hit.text}” in ${hit.articleId}`, before: other.voice.kind, after: hit.voice.kind }]
    }),
  }
}

function causesOf({ lexicon, method, sweep, run }: ComparableReport): ReadonlyMap<string, string> {
  const named = (prefix: string, record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).map(([key, value]): [string, string] => [
      `${prefix} ${key}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
  return new Map([
    ['lexicon', `${lexicon.id} version ${lexicon.version} (${lexicon.hash})`],
    ...named('version of', run.versions),
    ...named('SHA-256 of', run.hashes),
    ...named('setting', run.settings),
    ...named('method', method),
    ['method sweep', sweep == null ? 'no' : 'yes'],
  ])
}

function ratesOf({ rates }: ComparableReport) {
  const body = rates.filter(({ zone, voice }) => zone === 'body' && voice !== 'all')
  return entries(
    body,
    ({ outlet, frame, voice }) => `${outlet}, ${frame}, ${voice}`,
    ({ hits, tokens, perThousand }) => ({ hits, tokens, perThousand: perThousand?.value ?? null }),
  )
}

function verdictsOf({ contrasts }: ComparableReport) {
  return entries(
    contrasts,
    ({ frame, voice, a, b }) => `${frame}, ${voice}: ${a} against ${b}`,
    ({ verdict }) => verdict,
  )
}

function entries<Row, Value>(rows: readonly Row[], key: (row: Row) => string, value: (row: Row) => Value): ReadonlyMap<string, Value> {
  return new Map(rows.map((row) => [key(row), value(row)]))
}

function moves<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): readonly Move<Value>[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return keys.flatMap((what) => {
    const [was, is] = [before.get(what) ?? null, after.get(what) ?? null]
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ what, before: was, after: is }]
  })
}
