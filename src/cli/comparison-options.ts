import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ComparisonRequest } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'

/** What a person says of a comparison, on the command line of `compare` and of `schedule add`. */
export interface ComparisonOptions {
  readonly outlets?: string
  readonly with: readonly string[]
  readonly urls?: string
  readonly search: readonly string[]
  readonly alone?: boolean
  readonly lexicon: readonly string[]
  readonly window: number
  readonly perOutlet: number
  readonly pairs?: boolean
  readonly sweep?: boolean
  readonly pin: readonly string[]
  readonly exclude: readonly string[]
  readonly note?: string
  readonly translations?: string
  readonly allowPrivate: readonly string[]
  readonly resolve: readonly string[]
  readonly offline?: boolean
}

/** Adds the options that say what is compared. */
export function withComparisonOptions(command: Command): Command {
  return command
    .option(
      '--outlets <file>',
      'look for coverage in the feeds and news sitemaps of the outlets of this file (default: config/outlets.yaml)',
    )
    .addOption(repeatable('--with <source>', 'related coverage: an address, a file or a folder; may be repeated'))
    .option('--urls <file>', 'related coverage: a list with one address a line')
    .addOption(repeatable('--search <id>', 'also ask this search service of config/sources.yaml (store, gdelt, …); may be repeated'))
    .option('--alone', 'score only the anchor')
    .addOption(repeatable('--lexicon <name>', 'name or file of a lexicon; may be repeated', 'international-relations'))
    .addOption(
      new Option('--window <time>', 'how far from the date of the anchor coverage may lie: 36h, 3d, 2w')
        .argParser(parseDays)
        .default(3, '3d'),
    )
    .option('--per-outlet <count>', 'most articles of one outlet that are fetched', parseCount, 5)
    .option('--pairs', 'compare every pair of outlets too, not only each with all others')
    .option('--sweep', 'repeat the comparison under other reasonable choices, and say in how many of them each finding holds')
    .addOption(repeatable('--pin <id>', 'an article or address that belongs to the story by your word; may be repeated'))
    .addOption(repeatable('--exclude <id>', 'an article or address that does not; may be repeated'))
    .option(
      '--translations <file>',
      'sentences that a person translated (.jsonl or .yaml: sentence, translation, by), shown beside the original',
    )
    .option('--note <text>', 'printed in the report, for example why something was pinned')
    .addOption(repeatable('--allow-private <address>', 'a private HOST[:PORT] or CIDR this run may reach, without a pace; may be repeated'))
    .addOption(repeatable('--resolve <rule>', 'answer for a name instead of DNS: HOST=ADDRESS[:PORT]; may be repeated'))
    .option('--offline', 'use only what the store already has')
}

/** The help of `--query`. */
export const queryHelp =
  'look for the anchor by these words: the newest article of the window, announced by the outlets and --search services, that holds most of them in title or summary'

/** Where the anchor is: named, or to be looked for. Throws `anchor-missing` for neither or both. */
export function anchorOf(named: string | undefined, query: string | undefined, how: string): Pick<ComparisonRequest, 'anchor' | 'query'> {
  if (named !== undefined && query === undefined) return { anchor: named }
  if (query !== undefined && named === undefined && /[\p{L}\p{N}]/u.test(query)) return { anchor: query, query }
  throw new PipelineError('anchor-missing', `Expected either ${how}, or --query with the words to look for it by`, { retry: 'never' })
}

/** The request that these options make. */
export function toRequest(anchor: Pick<ComparisonRequest, 'anchor' | 'query'>, options: ComparisonOptions): ComparisonRequest {
  return {
    ...anchor,
    named: options.with,
    addressList: options.urls,
    outletsFile: options.outlets,
    searches: options.search,
    alone: options.alone === true,
    lexicons: options.lexicon,
    windowDays: options.window,
    perOutlet: options.perOutlet,
    pairs: options.pairs === true,
    sweep: options.sweep === true,
    pins: options.pin,
    excludes: options.exclude,
    note: options.note,
    translations: options.translations,
    allowPrivate: options.allowPrivate,
    resolve: options.resolve,
    offline: options.offline === true,
  }
}

/** An option that gathers its values; the help says what holds without any. */
export function repeatable(flags: string, description: string, without = 'none'): Option {
  return new Option(flags, description).argParser(collect).default([], without)
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}

const hoursOf = new Map([
  ['h', 1],
  ['d', 24],
  ['w', 168],
])

/** Days of `36h`, `3d`, `2w`. */
export function parseDays(text: string): number {
  const match = /^(\d{1,4}(?:\.\d+)?)([hdw])$/.exec(text)
  const hours = Number(match?.[1]) * (hoursOf.get(match?.[2] ?? '') ?? Number.NaN)
  if (!(hours > 0)) throw new InvalidArgumentError('Expected a time such as 36h, 3d or 2w.')
  return hours / 24
}

function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw new InvalidArgumentError('Expected a whole number from 1 to 1000.')
  return count
}
