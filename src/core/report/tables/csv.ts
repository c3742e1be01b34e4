import { stringify } from 'csv-stringify/sync'
import {
  articleColumns,
  claimColumns,
  codebookColumns,
  hitColumns,
  outletColumns,
  rateColumns,
  type Cell,
  type Column,
} from './csv-columns.ts'
import { contrastColumns } from './contrast-columns.ts'
import type { ReportData } from '../report-data.ts'
import { checkOf } from '../views/checked.ts'

/** `outlets.csv`: one row an outlet, also those that are silent or could not be read. */
export function outletsCsv({ outlets, articles }: ReportData): string {
  const counts = Map.groupBy(articles, ({ article }) => article.outlet)
  return table(
    outletColumns,
    outlets.map((coverage) => ({ coverage, articles: counts.get(coverage.outlet.id)?.length ?? 0 })),
  )
}

/** `articles.csv`: one row an article. All tables are UTF-8 without a byte order mark, comma separated, one header line. */
export function articlesCsv({ articles }: ReportData): string {
  return table(articleColumns, articles)
}

/** `hits.csv`: one row a hit. */
export function hitsCsv(data: ReportData): string {
  const articles = new Map(data.articles.map((entry) => [entry.article.id, entry]))
  const rows = data.hits.map((hit) => ({ hit, article: articles.get(hit.articleId)?.article, checked: checkOf(data, hit) }))
  return table(hitColumns, rows)
}

/** `claims.csv`: one row for everything that the anchor says others said. */
export function claimsCsv({ claims }: ReportData): string {
  return table(claimColumns, claims)
}

/** `rates.csv`: one row for each outlet, frame, zone and voice. */
export function ratesCsv({ comparison }: ReportData): string {
  return table(rateColumns, comparison.rates)
}

/** `contrasts.csv`: one row a contrast, with its verdict and the sentence that says it. */
export function contrastsCsv({ comparison }: ReportData): string {
  return table(contrastColumns, comparison.contrasts)
}

/** `codebook.csv`: what each column of the other tables means, its type and unit. The same for every report. */
export function codebookCsv(): string {
  const tables: readonly (readonly [string, readonly Column<never>[]])[] = [
    ['outlets.csv', outletColumns],
    ['articles.csv', articleColumns],
    ['hits.csv', hitColumns],
    ['claims.csv', claimColumns],
    ['rates.csv', rateColumns],
    ['contrasts.csv', contrastColumns],
  ]
  const rows = tables.flatMap(([file, columns]) => columns.map(({ name, type, meaning }) => ({ file, name, type, meaning })))
  return table(codebookColumns, rows)
}

/** A table as CSV, text cells guarded against formulas. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => cellText(column.value(row))))
  return stringify([columns.map(({ name }) => name), ...cells], { quoted_match: /[;\t]/ })
}

function cellText(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(Number(cell.toPrecision(12))) : String(cell)
  return typeof cell === 'boolean' ? String(cell) : textCell(cell)
}

/**
 * A text that no spreadsheet takes for a formula: one that begins, after blanks and invisible characters, with what opens a formula (also
 * full-width), or that begins with a tab or a line break, gets an apostrophe in front. Nothing else about it changes.
 */
export function textCell(text: string): string {
  for (const character of text) {
    if (formulaOpeners.has(character)) return `'${text}`
    if (!isInvisible(character)) break
  }
  return lineOpeners.has(text.charAt(0)) ? `'${text}` : text
}

const formulaOpeners: ReadonlySet<string> = new Set('=+-@＝＋－＠')
const lineOpeners: ReadonlySet<string> = new Set('\t\r\n')

function isInvisible(character: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]$/u.test(character)
}
