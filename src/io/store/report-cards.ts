import type { Kysely } from 'kysely'
import { toId } from '../../core/ids.ts'
import { reportCardSchema, type ReportCard } from '../../core/report/report-card.ts'
import type { RunId } from '../../model.ts'
import { decodeNoun, encodeJson, faultsIn, ifSound } from './json.ts'
import type { Tables } from './tables.ts'

export interface ReportQuery {
  /** Words that all have to stand in the headline, the finding, or the name of an outlet. */
  readonly words: readonly string[]
  /** Id of a lexicon. */
  readonly lexicon: string | undefined
  /** Id of an outlet. */
  readonly outlet: string | undefined
  /** ISO 8601 days: the first and the last. */
  readonly since: string | undefined
  readonly until: string | undefined
  readonly limit: number
  readonly offset: number
}

export interface ReportPage {
  readonly cards: readonly ReportCard[]
  /** Of all that were found, shown or not, also those that cannot be read. */
  readonly total: number
}

/** What lists of reports show, and are searched by: made once a report, so that a list never reads a report. */
export interface ReportCardStore {
  put(card: ReportCard): Promise<void>
  get(run: RunId): Promise<ReportCard | undefined>
  /** The newest first, without those that cannot be read. */
  find(query: ReportQuery): Promise<ReportPage>
  /** Runs that have ended with a report and have no card yet, the newest first. */
  missing(limit: number): Promise<readonly RunId[]>
  /** What keeps cards from being read, a message each. */
  unreadable(): Promise<readonly string[]>
  /** Every lexicon that a report was made with. */
  lexicons(): Promise<readonly string[]>
}

export function reportCardStore(db: Kysely<Tables>): ReportCardStore {
  return {
    put: async (card) => {
      const { outlets, title, finding, frames, run, createdAt, lexicon } = card
      const names = outlets.flatMap(({ id, name, status }) => (status === 'covered' ? [name, `outlet:${id}`] : []))
      const words = ` ${[title, finding, ...names, ...frames].join(' ').toLowerCase().replace(/\s+/g, ' ')} `
      const row = { created_ms: Date.parse(createdAt), noun: encodeJson(card), words, lexicon: lexicon.id }
      const insert = db.insertInto('report_cards').values({ run, ...row })
      await insert.onConflict((found) => found.column('run').doUpdateSet(row)).execute()
    },
    get: async (run) => {
      const row = await db.selectFrom('report_cards').select('noun').where('run', '=', run).executeTakeFirst()
      return row && read({ run, noun: row.noun })
    },
    find: async (query) => {
      const matching = matchingRows(db, query)
      const { total } = await matching.select(({ fn }) => fn.countAll<number | string>().as('total')).executeTakeFirstOrThrow()
      const rows = await matching
        .select(['run', 'noun'])
        .orderBy('created_ms', 'desc')
        .orderBy('run', 'desc')
        .limit(query.limit)
        .offset(query.offset)
        .execute()
      return { cards: rows.flatMap((row) => ifSound(() => read(row)) ?? []), total: Number(total) }
    },
    missing: async (limit) => {
      const rows = await db
        .selectFrom('runs')
        .select('runs.id')
        .where('state', '=', 'done')
        .where((row) => row.not(row.exists(row.selectFrom('report_cards').select('run').whereRef('run', '=', 'runs.id'))))
        .where((row) =>
          row.exists(row.selectFrom('files').select('run').whereRef('files.run', '=', 'runs.id').where('name', '=', 'report.json')),
        )
        .orderBy('created_ms', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => toId<'Run'>(id))
    },
    unreadable: async () => faultsIn(await db.selectFrom('report_cards').select(['run', 'noun']).orderBy('run').execute(), read),
    lexicons: async () => {
      const rows = await db.selectFrom('report_cards').select('lexicon').distinct().execute()
      return rows.map(({ lexicon }) => lexicon).toSorted()
    },
  }
}

function read({ run, noun }: Pick<Tables['report_cards'], 'run' | 'noun'>): ReportCard {
  return decodeNoun(noun, reportCardSchema, `the card of report ${run}`)
}

function matchingRows(db: Kysely<Tables>, { words, lexicon, outlet, since, until }: ReportQuery) {
  let rows = db.selectFrom('report_cards')
  for (const word of words) rows = rows.where('words', 'like', like(word.toLowerCase()))
  if (outlet !== undefined) rows = rows.where('words', 'like', like(` outlet:${outlet.toLowerCase()} `))
  if (lexicon !== undefined) rows = rows.where('lexicon', '=', lexicon)
  if (since !== undefined) rows = rows.where('created_ms', '>=', Date.parse(since))
  if (until !== undefined) rows = rows.where('created_ms', '<', Date.parse(until) + dayMs)
  return rows
}

const dayMs = 86_400_000

/** `_` stands for one character and `%` for any, so that a `%` alone would find everything; PostgreSQL reads `\` too. All are taken for one character. */
function like(text: string): string {
  return `%${text.replaceAll(/[%\\]/gu, '_')}%`
}
