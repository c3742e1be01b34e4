/**
 * A Kazakh noun without its endings. Endings are added in a fixed order (plural, possessive, case, predicate), each in forms that follow the
 * vowels and the last consonant, so they are taken off from the end, layer by layer. At least two letters with a vowel stay.
 */
export function kazakhStem(word: string): string {
  let rest = word
  for (const layer of layers) rest = withoutEnding(rest, layer)
  return hardened(rest)
}

/** Case; possessive; plural; and the endings that make nouns of persons and qualities are left on: they change the meaning. */
const layers = [
  [
    'ның',
    'нің',
    'дың',
    'дің',
    'тың',
    'тің',
    'ға',
    'ге',
    'қа',
    'ке',
    'на',
    'не',
    'ны',
    'ні',
    'ды',
    'ді',
    'ты',
    'ті',
    'нан',
    'нен',
    'дан',
    'ден',
    'тан',
    'тен',
    'нда',
    'нде',
    'да',
    'де',
    'та',
    'те',
    'мен',
    'бен',
    'пен',
  ],
  ['ымыз', 'іміз', 'мыз', 'міз', 'ыңыз', 'іңіз', 'сы', 'сі', 'ым', 'ім', 'ың', 'ің', 'ын', 'ін', 'ы', 'і'],
  ['лар', 'лер', 'дар', 'дер', 'тар', 'тер'],
].map((endings) => endings.toSorted((a, b) => b.length - a.length))

function withoutEnding(word: string, endings: readonly string[]): string {
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue
    const rest = word.slice(0, -ending.length)
    if (rest.length >= 2 && /[аәеиоөуүұыіюяёэ]/.test(rest)) return rest
  }
  return word
}

/** Before an ending that begins with a vowel the last consonant softens: сатқындық, сатқындығы. */
function hardened(word: string): string {
  const last = word.at(-1) ?? ''
  return softened.has(last) ? word.slice(0, -1) + (softened.get(last) ?? '') : word
}

const softened = new Map([
  ['ғ', 'қ'],
  ['г', 'к'],
  ['б', 'п'],
])
