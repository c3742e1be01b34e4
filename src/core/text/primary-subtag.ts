/**
 * The primary subtag of a BCP 47 tag, as people write it: `en` of `en-US`, `en_US` and `eng`. What two codes name is called as detected
 * languages are: Bokmål and Nynorsk are `no`. `undefined` for what is no tag of a language, and for tags that name none (`und`).
 */
export function primarySubtag(tag: string | undefined): string | undefined {
  const written = /^\s*([a-z]{2,3})(?=[-_,;]|\s*$)/i.exec(tag ?? '')?.[1]
  if (written === undefined) return undefined
  const { language } = new Intl.Locale(written)
  return namesNone.has(language) ? undefined : (asDetected.get(language) ?? language)
}

/** Undetermined, several, none, and one without a code. */
const namesNone = new Set(['und', 'mul', 'zxx', 'mis'])
const asDetected = new Map([
  ['nb', 'no'],
  ['nn', 'no'],
  ['fil', 'tl'],
])
