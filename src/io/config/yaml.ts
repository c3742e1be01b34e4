import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { PipelineError } from '../../errors.ts'
import { sharedParses, type KeptParses } from './kept-parses.ts'
import { plainMistake } from './plain-mistake.ts'

export interface YamlReading<Value> {
  /** Named in every message. */
  readonly path: string
  readonly schema: z.ZodType<Value>
  /** Of the error that is thrown. */
  readonly code: string
  /** Where what was parsed before is kept; beside the packages unless told. */
  readonly kept?: KeptParses
}

/**
 * Parses one YAML 1.2 file against its schema. Throws `PipelineError` with one message that lists every mistake: file, line, place
 * inside, what was found and what was expected.
 */
export function parseYaml<Value>(text: string, reading: YamlReading<Value>): Value {
  const kept = (reading.kept ?? sharedParses).of(text)
  const checked = kept && reading.schema.safeParse(kept.value ?? {})
  return checked?.success === true ? checked.data : parseWithLines(text, reading)
}

/** Slower, and knows on which line everything stands. */
function parseWithLines<Value>(text: string, reading: YamlReading<Value>): Value {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0) {
    const mistakes = document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message}`)
    throw invalid(reading, mistakes)
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  const parsed = reading.schema.safeParse(value ?? {}, { error: plainMistake })
  if (parsed.success) {
    const { kept = sharedParses } = reading
    kept.keep(text, value)
    return parsed.data
  }
  throw invalid(
    reading,
    parsed.error.issues.map((issue) => describeIssue(issue, document, lines)),
  )
}

/** `line 12, terms[3].match: expected "phrase" or "lemma", found "word"`. */
function describeIssue(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): string {
  const place = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
  const line = lineOf(issue.path, document, lines)
  const found = issue.message.includes(', found ') ? undefined : foundAt(issue.path, document)
  return `${line === undefined ? '' : `line ${line}, `}${place === '' ? 'the file' : place}: ${issue.message}${found === undefined ? '' : `, found ${found}`}`
}

/** The line of the nearest node that exists on the way to the place: a missing key is reported where its parent stands. */
function lineOf(path: readonly PropertyKey[], document: Document, lines: LineCounter): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

function foundAt(path: readonly PropertyKey[], document: Document): string | undefined {
  const value: unknown = path.length === 0 ? undefined : document.getIn(path)
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  return JSON.stringify(value).slice(0, 80)
}

function invalid(reading: YamlReading<unknown>, mistakes: readonly string[]): PipelineError {
  return new PipelineError(
    reading.code,
    `${reading.path} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}: ${mistakes.join('; ')}`,
    {
      retry: 'never',
    },
  )
}
