import { franc } from 'franc'

/**
 * The language of a text in Cyrillic letters. Which letters it has, and where, tells most of them apart even in a line; trigrams decide only
 * where that does not. Letters have to make up a share, as a quoted name may bring in a few.
 */
export function cyrillicLanguage(sample: string, letters: number): string | undefined {
  const lower = sample.toLowerCase()
  const count = (pattern: RegExp) => [...lower.matchAll(pattern)].length
  if (count(/[әғқңөұүһҗҡҙҫҥ]/g) > letters / 50) return named(lower, ['kaz', 'kir', 'tat', 'bak', 'khk', 'tuk']) ?? 'kk'
  if (count(/[іїєґў]/g) > letters / 50) return count(/[ўыэё]/g) > count(/[їєґи]/g) ? 'be' : 'uk'
  if (count(/[јљњђћџѓќѕ]/g) > letters / 100) return count(/[ѓќѕ]/g) > count(/[ђћ]/g) ? 'mk' : 'sr'
  // Russian and Bulgarian: ы, э, ё and a soft sign before anything but о are Russian; a hard sign is a vowel in Bulgarian only.
  const russian = count(/[ыэё]|ь(?!о)/g)
  const bulgarian = count(/ъ(?![еёюя])/g)
  if (russian !== bulgarian) return russian > bulgarian ? 'ru' : 'bg'
  return named(lower, ['rus', 'bul']) ?? 'ru'
}

function named(text: string, only: readonly string[]): string | undefined {
  return codes.get(franc(text, { only: [...only] }))
}

const codes = new Map([
  ['rus', 'ru'],
  ['bul', 'bg'],
  ['kaz', 'kk'],
  ['kir', 'ky'],
  ['tat', 'tt'],
  ['bak', 'ba'],
  ['khk', 'mn'],
  ['tuk', 'tk'],
])
