import { tokenize } from '../hits/tokens.ts'
import { exactMcNemarP } from '../stats/mcnemar.ts'
import { fold } from '../text/fold.ts'

/** A hit in its sentence, and what people said of it; `undefined` where nobody did. */
export interface ContextHit {
  readonly item: string
  readonly sentence: string
  /** Of the hit, in the sentence. */
  readonly start: number
  readonly end: number
  readonly right: boolean | undefined
}

/** Hits of a term that have the same word beside them. */
export interface NeighbourGroup {
  readonly side: 'left' | 'right'
  readonly word: string
  readonly hits: number
  readonly judged: number
  readonly right: number
  /** The hit with its neighbour, as a pattern: what to write into `unless`, or to take as a longer phrase. */
  readonly phrase: string
  readonly items: readonly string[]
}

/** Rarer neighbours are chance. */
const fewestHits = 2

/** Hits grouped by the word on their left and on their right, the largest first: where a term with two senses splits. */
export function neighbourGroups(hits: readonly ContextHit[]): readonly NeighbourGroup[] {
  const groups = new Map<string, { side: 'left' | 'right'; word: string; phrase: string; members: ContextHit[] }>()
  for (const hit of hits) {
    const printed = fold(hit.sentence.slice(hit.start, hit.end)).replace(/\s+/g, ' ')
    for (const side of ['left', 'right'] as const) {
      const word = side === 'left' ? wordBefore(hit) : wordAfter(hit)
      if (word === undefined) continue
      const phrase = side === 'left' ? join(word, printed) : join(printed, word)
      const key = `${side} ${word}`
      const group = groups.get(key) ?? { side, word, phrase, members: [] }
      group.members.push(hit)
      groups.set(key, group)
    }
  }
  return [...groups.values()]
    .filter(({ members }) => members.length >= fewestHits)
    .map(({ side, word, phrase, members }) => {
      const judged = members.filter(({ right }) => right !== undefined)
      const right = judged.filter((member) => member.right === true).length
      return { side, word, phrase, hits: members.length, judged: judged.length, right, items: members.map(({ item }) => item) }
    })
    .toSorted((a, b) => b.hits - a.hits || (a.phrase < b.phrase ? -1 : 1))
}

export interface SplitEffect {
  readonly before: { readonly judged: number; readonly right: number }
  readonly after: { readonly judged: number; readonly right: number }
  /** Right hits that an `unless` would cost, and wrong ones that it would spare. */
  readonly lostRight: number
  readonly sparedWrong: number
  /** Exact McNemar test: do the two versions judge these hits differently well? */
  readonly p: number
}

/** What leaving out some hits does to the precision of a term, by what was judged. */
export function splitEffect(hits: readonly ContextHit[], leftOut: ReadonlySet<string>): SplitEffect {
  const judged = hits.filter(({ right }) => right !== undefined)
  const kept = judged.filter(({ item }) => !leftOut.has(item))
  const rightIn = (some: readonly ContextHit[]) => some.filter(({ right }) => right === true).length
  const lostRight = rightIn(judged) - rightIn(kept)
  const sparedWrong = judged.length - kept.length - lostRight
  return {
    before: { judged: judged.length, right: rightIn(judged) },
    after: { judged: kept.length, right: rightIn(kept) },
    lostRight,
    sparedWrong,
    p: exactMcNemarP({ onlyOldCorrect: lostRight, onlyNewCorrect: sparedWrong }),
  }
}

function wordBefore({ sentence, start }: ContextHit): string | undefined {
  const last = tokenize(fold(sentence.slice(Math.max(0, start - 60), start))).at(-1)
  return last?.kind === 'word' ? last.text : undefined
}

function wordAfter({ sentence, end }: ContextHit): string | undefined {
  const [next] = tokenize(fold(sentence.slice(end, end + 60)))
  return next?.kind === 'word' ? next.text : undefined
}

/** Scripts without spaces are joined without one. */
function join(left: string, right: string): string {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u.test(left) ? left + right : `${left} ${right}`
}
