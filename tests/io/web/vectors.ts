import { existsSync, readFileSync } from 'node:fs'

const folder = `${process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'}/security`

/** The cases of a vectors file. Without the file: none, and a title that says so. */
export interface Vectors<Case> {
  readonly cases: readonly Case[]
  readonly isAbsent: boolean
  /** For the title of a test. */
  readonly note: string
}

export function readVectors<Case>(name: string): Vectors<Case> {
  const path = `${folder}/${name}.json`
  if (!existsSync(path)) return { cases: [], isAbsent: true, note: ` (skipped: no ${path})` }
  const file: { readonly cases: readonly Case[] } = JSON.parse(readFileSync(path, 'utf8'))
  return { cases: file.cases, isAbsent: false, note: ` (${file.cases.length} cases)` }
}
