import { unreachable } from '../../errors.ts'
import type {
  CopyRelation,
  CoverageStatus,
  Estimate,
  Hit,
  Mode,
  RateVoice,
  SentimentModel,
  SpeakerClass,
  Stance,
  Voice,
  VoiceWarning,
  Zone,
} from '../../model.ts'
import { grouped } from '../grouped.ts'
import { shortHash } from '../short-hash.ts'

/** The words and number forms that the HTML and Markdown reports share. Formatting is our own: that of the system differs between versions. */

export function voiceWords(voice: Voice): string {
  switch (voice.kind) {
    case 'outlet':
      return 'In its own voice'
    case 'quoted':
      return 'Quoting others'
    case 'reported':
      return 'Reporting others'
    case 'unclear':
      return 'Voice unclear'
    default:
      return unreachable(voice)
  }
}

export const classWords: Readonly<Record<SpeakerClass, string>> = {
  state: 'state',
  party: 'party politics',
  expert: 'expert',
  media: 'media',
  anonymous: 'not named',
  public: 'public',
}

/** How whoever passes a claim on stands to it; a neutral word needs no comment. */
export const stanceWords: Readonly<Record<Stance, string | undefined>> = {
  endorses: 'taken for true',
  neutral: undefined,
  distances: 'with distance',
}

export const warningWords: Readonly<Record<VoiceWarning, string>> = {
  'no-rules': 'no rules for its language: whose words these are is unclear, and no tone is given',
  'unclosed-quotations': 'quotation marks that nothing closes: whose words these are is less sure',
  'other-language': 'words of another language than it is read in: whose words these are is hardly sure',
}

/** "voice 92% sure". */
export function sureness(confidence: number): string {
  return `voice ${Math.round(100 * confidence)}% sure`
}

export const rateVoiceWords: Readonly<Record<RateVoice, string>> = {
  outlet: 'own voice',
  attributed: 'attributed',
  unclear: 'voice unclear',
  all: 'all voices',
}

export const zoneWords: Readonly<Record<Zone, string>> = { headline: 'headline', lead: 'first paragraph', body: 'body' }

export const modeWords: Readonly<Record<Mode, string>> = { asserted: 'asserted', negated: 'denied', hedged: 'hedged', question: 'asked' }

/** What became of the original in the copy. */
export const relationWords: Readonly<Record<CopyRelation, string>> = {
  'same text': 'the same text',
  cut: 'cut',
  extended: 'extended',
  mixed: 'mixed with other text',
}

export const statusWords: Readonly<Record<CoverageStatus, string>> = { covered: 'Covered', silent: 'Silent', unseen: 'Not seen' }

/** One to three digits that mean something: 0.42, 1.4, 14, 0.004; infinity as a sign. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '∞'
  const size = Math.abs(value)
  if (size >= 1000) return grouped(Math.round(value))
  if (size >= 9.95) return value.toFixed(0)
  if (size >= 0.995 || size === 0) return trimmed(value.toFixed(1))
  return size >= 0.0095 ? trimmed(value.toFixed(2)) : trimmed(value.toPrecision(1))
}

/** "1.4 (0.5 to 3.9)"; limits a thousandfold apart say nothing, and that is what is written. */
export function withLimits({ value, low, high }: Estimate): string {
  if (low > 0 && high / low > 1000) return `${shortNumber(value)} (interval too wide to say)`
  return `${shortNumber(value)} (${shortNumber(low)} to ${high === Infinity ? 'no limit' : shortNumber(high)})`
}

export function percent(share: number): string {
  return `${Math.round(100 * share)}%`
}

/** "+0.31", "−0.20", "0". */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2)
  if (Number(digits) === 0) return '0'
  return value > 0 ? `+${digits}` : `−${digits}`
}

/** "3 articles", "1 article". The plural is the singular with an s unless it is given. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`
}

/** "version 1 (3f2a61c0d9e4)": two lexicons that bear one number are told apart by the beginning of their hash. */
export function versionOf({ version, hash }: { readonly version: number; readonly hash: string }): string {
  return `version ${version} (${shortHash(hash)})`
}

/** "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

const months = 'January February March April May June July August September October November December'.split(' ')

/** The day a time names, as written at its place: "12 March 2026". Returns what it cannot read as it is. */
export function dayOf(time: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/u.exec(time)
  const month = months[Number(parts?.[2]) - 1]
  return parts && month !== undefined ? `${Number(parts[3])} ${month} ${parts[1]}` : time
}

/** "12 March 2026, 08:14 UTC", of a time in UTC. */
export function momentOf(time: string): string {
  const clock = /T(\d\d:\d\d)/u.exec(time)?.[1]
  return clock === undefined ? dayOf(time) : `${dayOf(time)}, ${clock} UTC`
}

const languageNames: ReadonlyMap<string, string> = new Map([
  ['ar', 'Arabic'],
  ['be', 'Belarusian'],
  ['de', 'German'],
  ['en', 'English'],
  ['es', 'Spanish'],
  ['fa', 'Persian'],
  ['fr', 'French'],
  ['he', 'Hebrew'],
  ['hy', 'Armenian'],
  ['it', 'Italian'],
  ['ja', 'Japanese'],
  ['ka', 'Georgian'],
  ['kk', 'Kazakh'],
  ['ko', 'Korean'],
  ['ky', 'Kyrgyz'],
  ['pl', 'Polish'],
  ['pt', 'Portuguese'],
  ['ru', 'Russian'],
  ['tg', 'Tajik'],
  ['tr', 'Turkish'],
  ['uk', 'Ukrainian'],
  ['ur', 'Urdu'],
  ['uz', 'Uzbek'],
  ['zh', 'Chinese'],
])

/** "1 to 5": the least and the most of some counts; one number where they are the same, `undefined` where there are none. */
export function rangeOf(counts: readonly number[]): string | undefined {
  if (counts.length === 0) return undefined
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? String(least) : `${least} to ${most}`
}

/** English name of a language by its BCP 47 primary subtag; the subtag where we have no name. */
export function languageName(subtag: string | undefined): string {
  if (subtag === undefined) return 'language unknown'
  return languageNames.get(subtag) ?? subtag
}

/** What one sentiment model says of a hit; "abstains" where it does not know. */
export function heard(hit: Hit, model: SentimentModel): string {
  const sentiment = hit.sentiment[model]
  return sentiment ? `${sentiment.label} ${signed(sentiment.score)}` : 'abstains'
}

function trimmed(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/u, '') : digits
}
