import type { DocumentAnswer, DocumentPorts } from '../stages/read-sources.ts'

type ReadDocument = DocumentPorts['readDocument']

/**
 * What a query has just asked, for the run that it leads to: the same outlets are asked for coverage, and a second answer would say nothing new.
 * An answer is used once, not when it is old, and only under the `access` that it was given under: another run may reach what this one may not.
 */
export interface HeardBefore {
  /** A reader that remembers what it was answered. */
  noting(access: string, read: ReadDocument): ReadDocument
  /** A reader that asks only for what was not heard before: refusals are told again, documents are in the store, to be taken `fromStore`. */
  recalling(access: string, readers: { readonly ask: ReadDocument; readonly fromStore: ReadDocument }): ReadDocument
}

/** A run begins as soon as its anchor is found. */
export const heardForMs = 10 * 60_000

export function heardBefore(now: () => number): HeardBefore {
  const heard = new Map<string, { readonly at: number; readonly refusal: DocumentAnswer | undefined }>()
  const keyOf = (...parts: readonly string[]) => parts.join(' ')
  return {
    noting: (access, read) => async (url, accept, signal) => {
      const answer = await read(url, accept, signal)
      for (const [key, { at }] of heard) if (now() - at > heardForMs) heard.delete(key)
      heard.set(keyOf(access, accept, url), { at: now(), refusal: answer.kind === 'refused' ? answer : undefined })
      return answer
    },
    recalling:
      (access, { ask, fromStore }) =>
      async (url, accept, signal) => {
        const key = keyOf(access, accept, url)
        const known = heard.get(key)
        heard.delete(key)
        if (!known || now() - known.at > heardForMs) return ask(url, accept, signal)
        return known.refusal ?? fromStore(url, accept, signal)
      },
  }
}
