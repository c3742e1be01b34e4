import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { SiteParts } from '../../site-parts.ts'

/** Answers that took long to work out, kept until what they were made of is another. */
export type Memory<Value> = (key: string, make: () => Promise<Value>) => Promise<Value>

/** Keeps the last answers that were asked for, at most so many. A failed one is not kept. */
export function memory<Value>(most: number): Memory<Value> {
  const kept = new Map<string, Promise<Value>>()
  return (key, make) => {
    const answer = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, answer)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    answer.catch(() => kept.delete(key))
    return answer
  }
}

/** Changes whenever the lexicon, the stored reports, or what people said of its hits are others. */
export async function tuningStamp({ hash, lexicon }: LexiconFile, { app: { store } }: Pick<SiteParts, 'app'>): Promise<string> {
  const [{ runs }, judged] = await Promise.all([store.corpus.size(), store.judgements.stamp(lexicon.id)])
  return `${hash} ${runs} ${judged}`
}
