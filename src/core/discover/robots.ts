/** What a site asks of crawlers in its robots.txt (RFC 9309), for one crawler. */
export interface Robots {
  /** The rules of the group that names the crawler, else of the group for everybody; empty when there is neither. */
  readonly rules: readonly RobotsRule[]
  /** `Crawl-delay` of that group, as written and not limited; `undefined` without one. */
  readonly crawlDelayMs: number | undefined
}

export interface RobotsRule {
  readonly kind: 'allow' | 'disallow'
  /** Percent-encoded, with `*` and a last `$` as in the file. */
  readonly pattern: string
}

/** More of a robots.txt is not read (RFC 9309 asks for 500 KiB at least). */
export const robotsLimitBytes = 500 * 1024

/**
 * Reads the rules for the crawler with the product token `agent`. Works on bytes, because paths may be in any encoding, and forgives what
 * the reference parser of Google forgives: missing colons, common misspellings, broken byte order marks. Never throws; linear time.
 */
export function parseRobots(bytes: Uint8Array, agent: string): Robots {
  const groups = groupsOf(withinLimit(bytes))
  const wanted = agent.toLowerCase()
  const own = wanted === '' ? [] : groups.filter(({ agents }) => agents.has(wanted))
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.has('*'))
  const delays = chosen.map(({ crawlDelayMs }) => crawlDelayMs).filter((delay) => delay !== undefined)
  return { rules: chosen.flatMap(({ rules }) => rules), crawlDelayMs: delays.length === 0 ? undefined : Math.max(...delays) }
}

/** Whether the rules let the crawler read `url`. The longest pattern that fits decides; `allow` wins a tie; what no rule names is allowed. */
export function robotsAllow({ rules }: Robots, url: string): boolean {
  const path = pathOf(url)
  const longest = { allow: 0, disallow: 0 }
  for (const { kind, pattern } of rules) {
    if (pattern.length > longest[kind] && matches(pattern, path)) longest[kind] = pattern.length
  }
  return longest.allow >= longest.disallow
}

/** Without the line that the limit cuts: half a pattern forbids more than the whole. */
function withinLimit(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= robotsLimitBytes) return bytes
  const cut = bytes.subarray(0, robotsLimitBytes)
  return cut.subarray(0, Math.max(cut.lastIndexOf(0x0a), cut.lastIndexOf(0x0d)) + 1)
}

interface Group {
  readonly agents: Set<string>
  readonly rules: RobotsRule[]
  crawlDelayMs: number | undefined
}

/** Groups of the file: agents named one after another share the rules that follow, until the next agent after a rule. */
function groupsOf(bytes: Uint8Array): readonly Group[] {
  const groups: Group[] = []
  let group: Group | undefined
  let isOpen = false
  for (const line of toText(bytes).split(/\r\n|\r|\n/)) {
    const entry = entryOf(line)
    if (!entry) continue
    const { key, value } = entry
    if (isAgentKey(key)) {
      if (!group || !isOpen) groups.push((group = { agents: new Set(), rules: [], crawlDelayMs: undefined }))
      group.agents.add(agentOf(value))
      isOpen = true
    } else if (group) {
      const kind = ruleKind(key)
      if (kind) {
        isOpen = false
        group.rules.push(...rulesOf(kind, value))
      } else if (key.startsWith('crawl-delay')) {
        isOpen = false
        group.crawlDelayMs ??= delayOf(value)
      }
    }
  }
  return groups
}

/** One character a byte, so that a path can be percent-encoded byte by byte; a byte order mark, even a cut one, is left out. */
function toText(bytes: Uint8Array): string {
  const mark = [0xef, 0xbb, 0xbf]
  let start = 0
  while (start < mark.length && bytes[start] === mark[start]) start += 1
  let text = ''
  for (let at = start; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/** Longer lines are cut, as the reference parser does. */
const longestLine = 8 * 2083 - 1

function entryOf(line: string): { readonly key: string; readonly value: string } | undefined {
  const cut = line.slice(0, longestLine)
  const comment = cut.indexOf('#')
  const text = trim(comment === -1 ? cut : cut.slice(0, comment))
  const colon = text.indexOf(':')
  if (colon > 0) return { key: trim(text.slice(0, colon)).toLowerCase(), value: trim(text.slice(colon + 1)) }
  // "disallow /": some forget the colon. Only where exactly two words stand.
  const words = colon === -1 ? text.split(/[ \t]+/) : []
  const [key, value] = words
  return words.length === 2 && key !== undefined && value !== undefined ? { key: key.toLowerCase(), value } : undefined
}

/** ASCII white space only: other characters here are bytes of longer ones. */
function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

function isAgentKey(key: string): boolean {
  return ['user-agent', 'useragent', 'user agent'].some((name) => key.startsWith(name))
}

const disallowSpellings = ['disallow', 'dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw']

function ruleKind(key: string): RobotsRule['kind'] | undefined {
  if (key.startsWith('allow')) return 'allow'
  return disallowSpellings.some((spelling) => key.startsWith(spelling)) ? 'disallow' : undefined
}

/** The product token, or `*` for everybody: `Foo Bar/1.0` names `foo`. */
function agentOf(value: string): string {
  if (value === '*' || (value.startsWith('*') && isSpace(value.charCodeAt(1)))) return '*'
  return /^[a-z_-]*/i.exec(value)?.[0].toLowerCase() ?? ''
}

function rulesOf(kind: RobotsRule['kind'], value: string): readonly RobotsRule[] {
  const pattern = encode(value)
  if (pattern === '') return []
  // A folder's index page stands for the folder, so `Allow: /news/index.html` lets `/news/` be read.
  const slash = pattern.lastIndexOf('/')
  const isIndex = kind === 'allow' && slash !== -1 && pattern.startsWith('/index.htm', slash)
  return isIndex
    ? [
        { kind, pattern },
        { kind, pattern: `${pattern.slice(0, slash + 1)}$` },
      ]
    : [{ kind, pattern }]
}

/** Bytes above ASCII become `%XX`, and escapes are written in capitals. What is escaped stays so: `%2F` is not `/`. */
function encode(text: string): string {
  const escaped = text.replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)
  return capitalizeEscapes(escaped)
}

function capitalizeEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase())
}

function delayOf(value: string): number | undefined {
  const seconds = /^[0-9.]+(?:e[0-9]+)?$/i.test(value) ? Number(value) : Number.NaN
  return Number.isFinite(seconds) ? Math.ceil(seconds * 1000) : undefined
}

/** Path and query of an address, with or without a scheme, as they stand; `/` where there is none. */
function pathOf(url: string): string {
  const fragment = url.indexOf('#')
  const address = fragment === -1 ? url : url.slice(0, fragment)
  const hostStart = address.startsWith('//') ? 2 : 0
  const scheme = address.indexOf('://', hostStart)
  const early = firstOf(pathStarts, address, hostStart)
  // "://" behind the path's beginning belongs to the path: `news.example/?to=http://x/`.
  const start = firstOf(pathStarts, address, scheme === -1 || early < scheme ? hostStart : scheme + 3)
  const path = capitalizeEscapes(address.slice(start))
  return path.startsWith('/') ? path : `/${path}`
}

const pathStarts = ['/', '?', ';']

/** The place of the first of some characters; the text's length where there is none. */
function firstOf(characters: readonly string[], text: string, from: number): number {
  const places = characters.map((character) => text.indexOf(character, from)).filter((at) => at !== -1)
  return Math.min(text.length, ...places)
}

/** Pieces between wildcards are looked for one after another, leftmost first: that finds a match whenever there is one, without going back. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$')
  const pieces = (isAnchored ? pattern.slice(0, -1) : pattern).split('*')
  const first = pieces[0] ?? ''
  if (!path.startsWith(first)) return false
  let at = first.length
  const last = pieces.length - 1
  if (last === 0) return !isAnchored || at === path.length
  for (const piece of pieces.slice(1, isAnchored ? last : undefined)) {
    const found = path.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  const ending = pieces[last] ?? ''
  return !isAnchored || (path.length - ending.length >= at && path.endsWith(ending))
}
