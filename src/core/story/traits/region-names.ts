import { fold } from '../../text/fold.ts'
import { stem } from '../../text/stem.ts'
import { words } from '../../text/words.ts'

/** Countries and regions by key (`region KZ`), as a language calls them: the names that the runtime itself knows. */
export function regionNames(language: string): ReadonlyMap<string, string> {
  return tablesOf(language).names
}

/**
 * Keys of countries and regions by how a language writes them, as the stem of a name of one word, or two stems with a blank between. The same
 * key in every language: Kazakhstan, Казахстан and 哈萨克斯坦 are `region KZ`.
 */
export function regionKeys(language: string): ReadonlyMap<string, string> {
  return tablesOf(language).keys
}

interface Tables {
  readonly names: ReadonlyMap<string, string>
  readonly keys: ReadonlyMap<string, string>
}

const tables = new Map<string, Tables>()

function tablesOf(language: string): Tables {
  const known = tables.get(language)
  if (known) return known
  const names = new Map<string, string>()
  const keys = new Map<string, string>()
  for (const style of ['long', 'short'] as const) {
    for (const [code, name] of namesIn(language, style)) {
      const key = `region ${code}`
      if (!names.has(key)) names.set(key, name)
      for (const form of formsOf(name, language)) {
        const stems = stemsOf(form, language)
        // Longer names are rarely printed whole.
        if (stems.length > 2) continue
        const written = stems.join(' ')
        if (!keys.has(written)) keys.set(written, key)
      }
    }
  }
  const made = { names, keys }
  tables.set(language, made)
  return made
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Codes of no country: the world, unknown, private use, parts of oceans, and groups of states that are named otherwise. */
const noRegion = /^(?:Q[OU]|X.|Z[RZ]|A[CN]|CP|C[QS]|D[GY]|EZ|EA|IC|TA|UN|BU|DD|FX|NT|SU|TP|VD|YD|YU|RH|HV|NH|UK|EU)$/

function* namesIn(language: string, style: 'long' | 'short'): Generator<readonly [string, string]> {
  const names = displayNames(language, style)
  if (!names) return
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second
      const name = noRegion.test(code) ? undefined : names.of(code)
      if (name !== undefined) yield [code, name]
    }
  }
}

/** `undefined` for what is no language, or one that the runtime has no names in. */
function displayNames(language: string, style: 'long' | 'short'): Intl.DisplayNames | undefined {
  try {
    if (Intl.DisplayNames.supportedLocalesOf(language).length === 0) return undefined
    return new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' })
  } catch {
    return undefined
  }
}

/** Cases of a name whose stems are not all the same: the rules take more off the name as it is than off its cases, or less. */
function formsOf(name: string, language: string): readonly string[] {
  if (language === 'ru' && !/[бвгджзклмнпрстфхцчшщ]$/u.test(name)) return [name]
  return [name, ...(caseEndings.get(language) ?? []).map((ending) => name + ending)]
}

const caseEndings = new Map([
  ['ru', ['а', 'у', 'ом', 'е']],
  ['kk', 'да де та те дағы дегі тағы тегі ға ге қа ке дың дің тың тің ның нің дан ден тан тен ды ді ты ті'.split(' ')],
])

function stemsOf(name: string, language: string): readonly string[] {
  const folded = fold(name)
  return words(folded, language).map(({ start, end }) => stem(folded.slice(start, end), language))
}
