/** The primary subtag of a BCP 47 tag, also of one with an underscore: `en` of `en-US` and `en_US`; Bokmål and Nynorsk are `no`. `undefined` for what is no tag of a language. */
export function primarySubtag(tag: string | undefined): string | undefined {
  const subtag = /^[a-z]{2,3}(?![a-z])/i.exec(tag?.trim() ?? '')?.[0].toLowerCase()
  return subtag === 'nb' || subtag === 'nn' ? 'no' : subtag
}
