/**
 * A copy of the text for matching, of exactly the same length, so that offsets hold in both: lower case, straight quotes and apostrophes,
 * plain hyphens and spaces, Russian ё as е. Letters whose lower case has another length stay as they are.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  const folded = lower.length === text.length ? lower : lowerByUnit(text)
  return folded.replace(
    /[\u00a0\u2018\u2019\u02bc\u201c-\u201f\u00ab\u00bb\u2010-\u2015\u2212\u202f\u0451`\u00b4]/g,
    (character) => plain.get(character) ?? character,
  )
}

const plain = new Map([
  ...[...'\u2018\u2019\u02bc`\u00b4'].map((character): [string, string] => [character, "'"]),
  ...[...'\u201c\u201d\u201e\u201f\u00ab\u00bb'].map((character): [string, string] => [character, '"']),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((character): [string, string] => [character, '-']),
  ['\u00a0', ' '],
  ['\u202f', ' '],
  ['\u0451', '\u0435'],
])

/** The dotted capital I of Turkish becomes two units in lower case. */
function lowerByUnit(text: string): string {
  let folded = ''
  for (const character of text) {
    const lower = character.toLowerCase()
    folded += lower.length === character.length ? lower : character
  }
  return folded
}
