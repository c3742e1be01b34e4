import type { z } from 'zod'

/** What was expected, in our own words: an error map for schemas whose mistakes people read. Schemas that name their own expectation keep it. */
export function plainMistake(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `it is missing; expected ${kindNames.get(issue.expected) ?? issue.expected}`
        : withFound(`expected ${kindNames.get(issue.expected) ?? issue.expected}`, issue.input)
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    case 'unrecognized_keys':
      return `no such key: ${issue.keys.map((key) => `"${key}"`).join(', ')}`
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'invalid_format':
      return `expected ${formatNames.get(issue.format) ?? `text of the form ${issue.format}`}`
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    default:
      return undefined
  }
}

function tooSmall(origin: string, least: number): string {
  if (least === 1 && origin !== 'number') return origin === 'string' ? 'expected some text, found none' : 'expected at least one entry, found none'
  return `expected at least ${least}${unitOf(origin)}`
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' || origin === 'set' ? ' entries' : ''
}

/** What is no single value is told by its kind; single values are quoted by whoever prints the message. */
function withFound(expected: string, input: unknown): string {
  if (Array.isArray(input)) return `${expected}, found a list`
  if (input === null) return `${expected}, found nothing`
  return typeof input === 'object' ? `${expected}, found keys and values` : expected
}

const kindNames = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'keys and values'],
  ['record', 'keys and values'],
])

const formatNames = new Map([
  ['url', 'a web address'],
  ['date', 'a day such as 2026-01-31'],
  ['datetime', 'a time such as 2026-01-31T09:00:00Z'],
])
