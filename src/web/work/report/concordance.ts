import { toId } from '../../../core/ids.ts'
import type { App } from '../../../app.ts'
import type { Article } from '../../../model.ts'
import type { Evidence, EvidenceArticle, EvidenceHit } from './report-evidence.ts'

/** A hit between the words round it. */
export interface ConcordanceLine {
  readonly hit: EvidenceHit
  readonly article: Omit<EvidenceArticle, 'hits'>
  /** The number of the hit on the page of its article. */
  readonly number: number
  readonly before: string
  readonly after: string
}

/** `attributed` is quoted and reported together. */
export const lineVoices = ['outlet', 'attributed', 'quoted', 'reported', 'unclear'] as const
export const lineOrders = ['place', 'before', 'hit', 'after'] as const

/** Which hits are shown, and in which order; an empty word chooses all. */
export interface LineChoice {
  readonly frame: string
  readonly outlet: string
  readonly voice: (typeof lineVoices)[number] | ''
  readonly order: (typeof lineOrders)[number]
  /** From 1. */
  readonly page: number
}

/** One page of the lines. */
export interface Concordance {
  readonly title: string
  /** Of all pages. */
  readonly total: number
  readonly lines: readonly ConcordanceLine[]
  /** Names by id, of all that the report has hits of. */
  readonly frames: ReadonlyMap<string, string>
  readonly outlets: readonly string[]
}

export const linesPerPage = 100

/** Hits of a report in their context, as concordances of corpus tools show them. */
export async function concordance(
  { title, articles }: Evidence,
  { frame, outlet, voice, order, page }: LineChoice,
  { store }: Pick<App, 'store'>,
): Promise<Concordance> {
  const placed = articles
    .filter((article) => outlet === '' || article.outlet === outlet)
    .flatMap(({ hits, ...article }) =>
      hits.flatMap((hit, index): readonly PlacedHit[] =>
        (frame !== '' && hit.frame !== frame) || !isIn(hit, voice) ? [] : [{ hit, article, number: index + 1 }],
      ),
    )
  const onPage = <Line>(lines: readonly Line[]) => lines.slice(linesPerPage * (page - 1), linesPerPage * page)
  const sorted = order === 'hit' ? placed.toSorted((a, b) => byLetters(a.hit.text, b.hit.text)) : placed
  // Texts are read for the lines that are shown, unless these depend on what stands round all of them.
  const lines =
    order === 'place' || order === 'hit' ? await inContext(onPage(sorted), store) : onPage(inOrder(await inContext(placed, store), order))
  const hits = articles.flatMap((article) => article.hits)
  return {
    title,
    total: placed.length,
    lines,
    frames: new Map(hits.map((hit) => [hit.frame, hit.frameName])),
    outlets: [...new Set(articles.filter((article) => article.hits.length > 0).map((article) => article.outlet))].toSorted(byLetters),
  }
}

type PlacedHit = Pick<ConcordanceLine, 'hit' | 'article' | 'number'>

async function inContext(placed: readonly PlacedHit[], { articles }: App['store']): Promise<readonly ConcordanceLine[]> {
  const ids = new Set(placed.map(({ article }) => toId<'Article'>(article.id)))
  const texts = new Map<string, Article>((await articles.these([...ids])).map((article) => [article.id, article]))
  return placed.map((line) => ({ ...line, ...wordsRound(line.hit, texts.get(line.article.id)) }))
}

function isIn({ voice: { kind } }: EvidenceHit, voice: LineChoice['voice']): boolean {
  if (voice === 'attributed') return kind === 'quoted' || kind === 'reported'
  return voice === '' || kind === voice
}

/** In characters; a word that is cut is left out. */
const contextWidth = 46

/** On one line; the sentence alone where the store has lost the article. */
function wordsRound({ start, end, sentence, text }: EvidenceHit, article: Article | undefined): Pick<ConcordanceLine, 'before' | 'after'> {
  if (!article) {
    const at = Math.max(0, sentence.indexOf(text))
    return { before: sentence.slice(0, at), after: sentence.slice(at + text.length) }
  }
  // Where a paragraph ends, also that of the headline, so that nobody reads two as one sentence.
  const oneLine = (part: string) => part.toWellFormed().replaceAll(/\n+/gu, ' ¶ ').replaceAll(/\s+/gu, ' ')
  const [from, to] = [Math.max(0, start - contextWidth), Math.min(article.text.length, end + contextWidth)]
  const [before, after] = [oneLine(article.text.slice(from, start)), oneLine(article.text.slice(end, to))]
  return {
    // Where nothing stands between words, as in Chinese, there is nothing to leave out.
    before: from === 0 ? before : `… ${before.replace(/^\S{0,20}\s/u, '')}`,
    after: to === article.text.length ? after : `${after.replace(/\s\S{0,20}$/u, '')} …`,
  }
}

function inOrder(lines: readonly ConcordanceLine[], order: 'before' | 'after'): readonly ConcordanceLine[] {
  const keys = new Map(lines.map((line) => [line, keyOf(line, order)]))
  return lines.toSorted((a, b) => byLetters(keys.get(a) ?? '', keys.get(b) ?? ''))
}

/** What stands before is read from the hit outwards: the nearest word first. */
function keyOf({ before, after }: ConcordanceLine, order: 'before' | 'after'): string {
  const words = (order === 'after' ? after : before).match(/[\p{L}\p{N}]+/gu) ?? []
  return (order === 'after' ? words : words.toReversed()).join(' ')
}

const collator = new Intl.Collator('und')

function byLetters(a: string, b: string): number {
  return collator.compare(a, b)
}
