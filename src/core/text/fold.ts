/**
 * A copy of the text for matching, of exactly the same length, so that offsets hold in both: lower case, straight quotes and apostrophes,
 * plain hyphens and spaces, Russian ё as е, Turkish İ as i, Greek ς as σ.
 */
export function fold(text: string): string {
  // The dotted capital I of Turkish is the only letter whose lower case has another length.
  const lower = text.replaceAll('\u0130', 'i').toLowerCase()
  return lower.replace(
    /[\u00a0\u2018-\u201f\u2039\u203a\u02bc\u00ab\u00bb\u2010-\u2015\u2212\u202f\u0451\u03c2`\u00b4]/g,
    (character) => plain.get(character) ?? character,
  )
}

const plain = new Map([
  ...[...'\u2018\u2019\u201a\u201b\u2039\u203a\u02bc`\u00b4'].map((character): [string, string] => [character, "'"]),
  ...[...'\u201c\u201d\u201e\u201f\u00ab\u00bb'].map((character): [string, string] => [character, '"']),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((character): [string, string] => [character, '-']),
  ['\u00a0', ' '],
  ['\u202f', ' '],
  ['\u0451', '\u0435'],
  // What a capital sigma becomes depends on its neighbours.
  ['\u03c2', '\u03c3'],
])
