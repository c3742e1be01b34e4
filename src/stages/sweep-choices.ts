import { hitItem } from '../core/tuning/judgement.ts'
import { lexiconVariants, type LexiconVariant } from '../core/sweep/lexicon-variants.ts'
import type { SweepInput } from '../core/sweep/sweep.ts'
import type { MeasuredArticle } from '../core/compare/measured-article.ts'
import type { Article, ArticleId, CheckedHits, Scoring, Story } from '../model.ts'
import type { TurnPorts } from './in-steps.ts'
import type { Plan } from './plan.ts'

export interface SweepPorts extends TurnPorts {
  readonly plan: Pick<Plan, 'lexicon' | 'pairs'>
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
  readonly scorings: { get(article: ArticleId, key: string): Promise<Scoring | undefined> }
  readonly scoringKey: string
  /** What people said of hits of these articles. */
  readonly checked: CheckedHits
  /** Scores under another lexicon than the run's; without sentiment, which no verdict rests on. */
  readonly scorerUnder: (lexicon: Plan['lexicon']['lexicon']) => (article: Article) => Scoring
}

/** The articles of a story that take part, each with what was found in it. */
type Measure = (story: Pick<Story, 'members'>) => Promise<readonly MeasuredArticle[]>

interface Grouping {
  readonly words: string
  readonly articles: readonly MeasuredArticle[]
}

const ownLexicon = 'the lexicon as it is'
const ownCopies = 'a copied text counted once'
const ownGrouping = 'articles grouped as in the report'

/**
 * Every combination of lexicon, copies and grouping that may make a difference, the report's own first. A choice that changes nothing here
 * (no copies, the same articles under another cut-off, no hit lost) is named as idle and not counted.
 */
export async function sweepInput(story: Story, ports: SweepPorts, measure: Measure): Promise<SweepInput> {
  const { lexicon } = ports.plan.lexicon
  const idle: string[] = []
  const groupings = await groupingsOf(story, measure, idle)
  const everywhere = [...new Map(groupings.flatMap(({ articles }) => articles.map((article) => [article.id, article] as const))).values()]
  const { checked } = ports
  const hits = everywhere.flatMap(({ id, scoring }) => scoring.hits.map((hit) => ({ ...hit, isRight: checked[hitItem(id, hit)] })))
  const variants = lexiconVariants(lexicon, hits)
  if (variants.length === 1) idle.push('a stricter lexicon loses no hit')
  const hasCopies = everywhere.some(({ copyCluster }) => copyCluster !== undefined)
  if (!hasCopies) idle.push('no text is printed twice')
  const choices: SweepInput['choices'][number][] = []
  for (const variant of variants) {
    for (const { words: grouping, articles } of groupings) {
      const scored = await under(variant, { lexicon, articles }, ports)
      for (const copies of hasCopies ? [ownCopies, 'each copy counted'] : [ownCopies]) {
        const isOnce = copies === ownCopies
        const parts = { lexicon: variant.words, copies, grouping }
        const counted = isOnce ? scored : scored.map((article) => ({ ...article, copyCluster: undefined }))
        choices.push({ ...parts, words: wordsOf(parts), articles: counted })
      }
    }
  }
  return { choices, idle, frames: lexicon.frames.map(({ id }) => id), pairs: ports.plan.pairs, checked }
}

/** What is not as in the report; "as in the report" for the report's own. */
function wordsOf({ lexicon, copies, grouping }: { readonly lexicon: string; readonly copies: string; readonly grouping: string }): string {
  const other = [lexicon, copies, grouping].filter((part) => part !== ownLexicon && part !== ownCopies && part !== ownGrouping)
  return other.length === 0 ? 'as in the report' : other.join(', ')
}

async function groupingsOf(story: Story, measure: Measure, idle: string[]): Promise<readonly Grouping[]> {
  const groupings: Grouping[] = [{ words: ownGrouping, articles: await measure(story) }]
  const known = new Set([membersKey(groupings[0]?.articles ?? [])])
  for (const { words, members } of story.otherCutOffs ?? []) {
    const articles = await measure({ members })
    if (known.has(membersKey(articles))) idle.push(`articles grouped ${words} are the same`)
    else groupings.push({ words: `articles grouped ${words}`, articles })
    known.add(membersKey(articles))
  }
  return groupings
}

function membersKey(articles: readonly MeasuredArticle[]): string {
  return articles
    .map(({ id, copyCluster }) => `${id} ${copyCluster}`)
    .toSorted()
    .join('\n')
}

async function under(
  variant: LexiconVariant,
  own: { readonly lexicon: Plan['lexicon']['lexicon']; readonly articles: readonly MeasuredArticle[] },
  { articles, scorerUnder, giveWay }: SweepPorts,
): Promise<readonly MeasuredArticle[]> {
  if (variant.lexicon === own.lexicon) return own.articles
  const score = scorerUnder(variant.lexicon)
  const scored: MeasuredArticle[] = []
  for (const measured of own.articles) {
    await giveWay()
    const article = await articles.get(measured.id)
    // Whether a language is measured at all is no choice: a stricter lexicon must not make articles vanish.
    if (article) scored.push({ ...measured, scoring: { ...score(article), measured: measured.scoring.measured } })
  }
  return scored
}
