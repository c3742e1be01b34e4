/** How an event went. */
export type LogLevel = 'info' | 'warn' | 'error'

/** What a line of the log says beside its time, level and event; values of any kind are kept short and free of secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export type Log = (level: LogLevel, event: string, fields?: LogFields) => void

/** A log that writes one JSON object a line. `now` is read for every line. */
export function createLog(write: (line: string) => void, now: () => Date): Log {
  return (level, event, fields = {}) => write(logLine({ time: now().toISOString(), level, event, ...fields }))
}

/** One line of JSON, without a line break at its end: no control or direction character, no value over 2,000 characters, no secret. */
export function logLine(fields: LogFields): string {
  const shown = Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? clipped(withoutSecrets(value)) : value])
  return JSON.stringify(Object.fromEntries(shown)).replaceAll(unprintable, escaped)
}

const longestValue = 2000

/** JSON leaves these as they are; a terminal obeys some of them, and an editor may break the line at others. */
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function clipped(text: string): string {
  return text.length > longestValue ? text.slice(0, longestValue).toWellFormed() : text.toWellFormed()
}

const userInfo = /([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/?#@]{1,500}@/giu
const secretValue =
  /([?&;\s"']|^)([\w.-]{0,60}(?:token|key|secret|passw(?:or)?d|auth|signature|session|credential)[\w.-]{0,60}=)[^&\s"'#;]{1,2000}/giu
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]{1,2000}/giu

/** User names and passwords in addresses, and values of parameters that sound like a secret. */
function withoutSecrets(text: string): string {
  const start = text.slice(0, 4 * longestValue)
  return start.replaceAll(userInfo, '$1***@').replaceAll(secretValue, '$1$2***').replaceAll(bearer, '$1 ***')
}
