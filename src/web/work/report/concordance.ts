import { toId } from '../../../core/ids.ts'
import type { Article, RunId } from '../../../model.ts'
import type { SiteParts } from '../../site-parts.ts'
import { readEvidence, type EvidenceArticle, type EvidenceHit } from './report-evidence.ts'

/** A hit between the words round it. */
export interface ConcordanceLine {
  readonly hit: EvidenceHit
  readonly article: EvidenceArticle
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
}

export interface Concordance {
  readonly title: string
  readonly lines: readonly ConcordanceLine[]
  /** Names by id, of all that the report has hits of. */
  readonly frames: ReadonlyMap<string, string>
  readonly outlets: readonly string[]
}

/** Every hit of a report in its context, as concordances of corpus tools show them. Throws `not-found`. */
export async function concordance(
  run: RunId,
  { frame, outlet, voice, order }: LineChoice,
  { app }: Pick<SiteParts, 'app'>,
): Promise<Concordance> {
  const { title, articles } = await readEvidence(run, { app })
  const chosen = articles.filter((article) => outlet === '' || article.outlet === outlet)
  const texts = new Map(
    (await app.store.articles.these(chosen.map(({ id }) => toId<'Article'>(id)))).map((article) => [article.id, article]),
  )
  const lines = chosen.flatMap((article) => {
    const text = texts.get(toId<'Article'>(article.id))
    return article.hits.flatMap((hit, index): readonly ConcordanceLine[] => {
      if ((frame !== '' && hit.frame !== frame) || !isIn(hit, voice)) return []
      return [{ hit, article, number: index + 1, ...wordsRound(hit, text) }]
    })
  })
  const hits = articles.flatMap((article) => article.hits)
  return {
    title,
    lines: inOrder(lines, order),
    frames: new Map(hits.map((hit) => [hit.frame, hit.frameName])),
    outlets: [...new Set(articles.filter((article) => article.hits.length > 0).map((article) => article.outlet))].toSorted(byLetters),
  }
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

function inOrder(lines: readonly ConcordanceLine[], order: LineChoice['order']): readonly ConcordanceLine[] {
  if (order === 'place') return lines
  const keys = new Map(lines.map((line) => [line, keyOf(line, order)]))
  return lines.toSorted((a, b) => byLetters(keys.get(a) ?? '', keys.get(b) ?? ''))
}

/** What stands before is read from the hit outwards: the nearest word first. */
function keyOf({ hit, before, after }: ConcordanceLine, order: Exclude<LineChoice['order'], 'place'>): string {
  if (order === 'hit') return hit.text
  const words = (order === 'after' ? after : before).match(/[\p{L}\p{N}]+/gu) ?? []
  return (order === 'after' ? words : words.toReversed()).join(' ')
}

const collator = new Intl.Collator('und')

function byLetters(a: string, b: string): number {
  return collator.compare(a, b)
}
