import type { Extraction, NotArticleCode } from '../extraction.ts'

/** The answer for what was not parsed at all. */
export function unread(code: NotArticleCode, reason: string): Extraction {
  return { kind: 'not-an-article', code, reason, best: undefined, explanation: { parser: 'none', winner: 'none', steps: [] } }
}

/** The answer for what is no page, as `sniff.ts` names it. */
export function refuseForeign(foreign: string): Extraction {
  return unread('not-html', `The page is ${foreign}, not HTML`)
}
