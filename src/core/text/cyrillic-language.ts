import { franc, francAll } from 'franc'

/**
 * The language of a text in Cyrillic letters. Which letters it has, and where, tells most of them apart even in a line; trigrams decide only
 * where that does not. Letters have to make up a share, as a quoted name may bring in a few.
 */
export function cyrillicLanguage(sample: string, letters: number): string | undefined {
  const lower = sample.toLowerCase()
  const count = (pattern: RegExp) => [...lower.matchAll(pattern)].length
  if (count(/[әғқңөұүһҗҡҙҫҥ]/g) > letters / 50) return named(lower, ['kaz', 'kir', 'tat', 'bak', 'khk', 'tuk']) ?? 'kk'
  const western = count(/[іїєґў]/g)
  // One is enough where no letter speaks for Russian: a line of Ukrainian may hold no more.
  if (western > letters / 50 || (western > 0 && count(/[ыэёъ]/g) === 0)) return count(/[ўыэё]/g) > count(/[їєґи]/g) ? 'be' : 'uk'
  if (count(/[јљњђћџѓќѕ]/g) > letters / 100) return count(/[ѓќѕ]/g) > count(/[ђћ]/g) ? 'mk' : 'sr'
  const signs = count(russianSigns) - count(bulgarianSigns)
  if (signs !== 0) return signs > 0 ? 'ru' : 'bg'
  // Of what is left most is Russian, as Bulgarian can hardly do without its signs.
  const [first, second] = francAll(lower, { only: ['rus', 'bul'] })
  return first?.[0] === 'bul' && (second?.[1] ?? 0) < clearlyWorse ? 'bg' : 'ru'
}

const clearlyWorse = 0.7

/** Letters and grammar words that one of the two has: a soft sign before anything but о is Russian, a hard sign is a vowel in Bulgarian only. */
const russianSigns =
  /[ыэё]|ь(?!о)|(?<!\p{L})(?:что|как|из|у|к|во|со|ко|для|его|её|их|он|она|они|же|бы|или|об|ни|под|это|чтобы|при|уже|была|были|будет)(?!\p{L})/gu
const bulgarianSigns =
  /ъ(?![еёюя])|(?<!\p{L})(?:се|че|са|ще|си|е|като|към|през|със|във|беше|бе|бяха|няма|след|който|която|които|също)(?!\p{L})/gu

function named(text: string, only: readonly string[]): string | undefined {
  return codes.get(franc(text, { only: [...only] }))
}

const codes = new Map([
  ['kaz', 'kk'],
  ['kir', 'ky'],
  ['tat', 'tt'],
  ['bak', 'ba'],
  ['khk', 'mn'],
  ['tuk', 'tk'],
])
