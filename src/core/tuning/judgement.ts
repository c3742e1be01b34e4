import type { ArticleId, OutletId, Sha256, Span } from '../../model.ts'
import { toId } from '../ids.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'

/** What a person says of a hit. `quoted-only`: the right sense, though nobody but a quoted speaker says it. */
export const decisions = ['accept', 'reject', 'wrong-sense', 'quoted-only', 'skip'] as const
export type Decision = (typeof decisions)[number]

/** What a person says of a sentence without a hit: it tells the frame in other words, or not. */
export const sentenceDecisions = ['frame', 'no-frame', 'skip'] as const
export type SentenceDecision = (typeof sentenceDecisions)[number]

interface Judged {
  readonly lexicon: string
  /** Of the version under which it was shown. */
  readonly lexiconHash: Sha256
  /** Names what was judged, the same for all annotators. */
  readonly item: string
  readonly annotator: string
  readonly frame: string
  readonly language: string
  readonly article: ArticleId
  readonly outlet: OutletId
  /** SHA-256 of the sentence: says whether the text is still the one that was judged. */
  readonly textHash: Sha256
  readonly sentence: string
  /** ISO 8601, UTC. */
  readonly madeAt: string
}

/** One decision of one person. */
export type Judgement =
  | (Judged & { readonly kind: 'hit'; readonly term: string; readonly start: number; readonly end: number; readonly decision: Decision })
  | (Judged & { readonly kind: 'sentence'; readonly decision: SentenceDecision })

export type HitJudgement = Extract<Judgement, { kind: 'hit' }>

/**
 * The judgements of hits that speak for a lexicon: those made while the term was of the frame that it is of now. What a person said of one
 * frame says nothing of another; when the term comes back to its old frame, so do the answers.
 */
export function speakingFor({ terms }: Pick<Lexicon, 'terms'>, judgements: readonly Judgement[]): readonly HitJudgement[] {
  const frameOf = new Map(terms.map(({ id, frame }) => [id, frame]))
  return judgements.flatMap((one) => (one.kind === 'hit' && frameOf.get(one.term) === one.frame ? [one] : []))
}

export function hitItem(article: ArticleId, hit: { readonly start: number; readonly end: number; readonly term: string }): string {
  return `${article} ${hit.start}-${hit.end} ${hit.term}`
}

/** What `hitItem` was made of; `undefined` for what is no such name. */
export function readHitItem(item: string): (Span & { readonly article: ArticleId; readonly term: string }) | undefined {
  const read = readItem(item)
  return read && { article: read.article, start: read.start, end: read.end, term: read.of }
}

export function sentenceItem(
  article: ArticleId,
  sentence: { readonly start: number; readonly end: number; readonly frame: string },
): string {
  return `${article} ${sentence.start}-${sentence.end} ${sentence.frame}`
}

/** What `sentenceItem` was made of; `undefined` for what is no such name. */
export function readSentenceItem(item: string): (Span & { readonly article: ArticleId; readonly frame: string }) | undefined {
  const read = readItem(item)
  return read && { article: read.article, start: read.start, end: read.end, frame: read.of }
}

function readItem(item: string): (Span & { readonly article: ArticleId; readonly of: string }) | undefined {
  const [, article, start, end, of] = /^(\S+) (\d{1,9})-(\d{1,9}) (.+)$/su.exec(item) ?? []
  if (article === undefined || of === undefined) return undefined
  return { article: toId<'Article'>(article), start: Number(start), end: Number(end), of }
}

/** Whether the term means the frame there. `undefined` for what was skipped. */
export function isRight(decision: Decision): boolean | undefined {
  switch (decision) {
    case 'accept':
    case 'quoted-only':
      return true
    case 'reject':
    case 'wrong-sense':
      return false
    case 'skip':
      return undefined
  }
}

/**
 * One answer a hit, where several people judged it: what most of them say; where they are split, it is not right, so that doubt never makes
 * a term look better than it is.
 */
export function consensus(
  judgements: readonly HitJudgement[],
): ReadonlyMap<string, { readonly judgement: HitJudgement; readonly right: boolean }> {
  const byItem = Map.groupBy(judgements, ({ item }) => item)
  const agreed = new Map<string, { readonly judgement: HitJudgement; readonly right: boolean }>()
  for (const [item, some] of byItem) {
    const answers = some.flatMap(({ decision }) => isRight(decision) ?? [])
    const [judgement] = some
    if (answers.length === 0 || !judgement) continue
    agreed.set(item, { judgement, right: answers.filter(Boolean).length * 2 > answers.length })
  }
  return agreed
}
