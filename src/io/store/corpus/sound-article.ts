import type { Article } from '../../../model.ts'
import { decodeNoun, ifSound } from '../json.ts'
import { articleSchema } from '../schemas.ts'

/** An article of the corpus as its row holds it; `undefined` for one that cannot be read, which keeps no other from being found. */
export function soundArticle(number: number, noun: string): Article | undefined {
  return ifSound(() => decodeNoun(noun, articleSchema, `article ${number} of the corpus`))
}
