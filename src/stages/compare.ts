import { z } from 'zod'
import { compareOutletsInSteps } from '../core/compare/compare.ts'
import type { MeasuredArticle } from '../core/compare/measured-article.ts'
import type { Lexicon } from '../core/lexicon/lexicon.ts'
import { sweepChoicesInSteps, withRobustness } from '../core/sweep/sweep.ts'
import { PipelineError } from '../errors.ts'
import { readHitItem } from '../core/tuning/judgement.ts'
import type { CheckedHits, Comparison, RunId, Story } from '../model.ts'
import { inSteps, type TurnPorts } from './in-steps.ts'
import { idSchema } from './noun-schemas.ts'
import type { ReportInput } from './report.ts'
import { scoreInputSchema } from './score.ts'
import type { Ended, Stage } from './stage.ts'
import type { Plan } from './plan.ts'
import { sweepInput, type SweepPorts } from './sweep-choices.ts'

const inputSchema = z.strictObject({ anchor: idSchema<'Article'>() }).readonly()
type CompareInput = z.infer<typeof inputSchema>

export interface CompareMethod {
  readonly level: number
  readonly falseDiscoveryRate: number
  readonly draws: number
  readonly seed: number
}

export interface ComparePorts extends Omit<SweepPorts, 'checked'>, TurnPorts {
  readonly plan: Plan
  readonly stories: { get(run: RunId): Promise<Story | undefined> }
  readonly comparisons: { put(run: RunId, comparison: Comparison): Promise<void> }
  /** What people have said so far of hits of a lexicon, in any article. */
  readonly checkedHits: (lexicon: Lexicon) => Promise<CheckedHits>
  readonly method: CompareMethod
}

/** Compares the outlets of the story: rates, contrasts, sentiment. Articles whose scoring failed take no part; the report names them. */
export const compareStage: Stage<CompareInput, ReportInput, ComparePorts> = {
  name: 'compare',
  lane: 'compute',
  input: inputSchema,
  key: () => 'story',
  run: async ({ anchor }, ports, { run, joined, signal }) => {
    const story = await ports.stories.get(run)
    if (!story) throw new PipelineError('story-missing', `Cannot compare run ${run}: its story is not in the store`, { retry: 'never' })
    const { plan, method } = ports
    const frames = plan.lexicon.lexicon.frames.map((frame) => frame.id)
    const articles = await measuredArticles(story, ports)
    const checked = hitsOf(story, await ports.checkedHits(plan.lexicon.lexicon))
    const compared = await inSteps(compareOutletsInSteps({ articles, frames, pairs: plan.pairs, checked }, method), ports, signal)
    const comparison = { ...compared, checked }
    await ports.comparisons.put(run, plan.sweep ? await swept(comparison, story, { ports, signal }) : comparison)
    return { anchor, failures: joined.flatMap(scoringFailure) }
  },
  next: (input) => ({ each: [{ stage: 'report', input }] }),
}

/** Those that stand in articles of the story, under any cut-off. */
function hitsOf({ members, otherCutOffs = [] }: Story, checked: CheckedHits): CheckedHits {
  const articles = new Set<string>([members, ...otherCutOffs.map((other) => other.members)].flat().map(({ articleId }) => articleId))
  return Object.fromEntries(Object.entries(checked).filter(([item]) => articles.has(readHitItem(item)?.article ?? '')))
}

async function swept(
  comparison: Comparison & Pick<SweepPorts, 'checked'>,
  story: Story,
  { ports, signal }: { readonly ports: ComparePorts; readonly signal: AbortSignal },
): Promise<Comparison> {
  const measure = (told: Pick<Story, 'members'>) => measuredArticles(told, ports)
  const input = await sweepInput(story, { ...ports, checked: comparison.checked }, measure)
  const sweep = await inSteps(sweepChoicesInSteps(input, ports.method), ports, signal)
  return { ...comparison, contrasts: withRobustness(comparison.contrasts, sweep), sweep }
}

function scoringFailure({ stage, input, outcome }: Ended): ReportInput['failures'] {
  if (outcome.kind !== 'failed') return []
  return [{ stage, code: outcome.code, message: `Article ${scoreInputSchema.parse(input).article}: ${outcome.message}` }]
}

/** The articles of a story that take part in its comparison, each with what was found in it; those that could not be scored are left out. */
export async function measuredArticles(
  story: Pick<Story, 'members'>,
  ports: Pick<ComparePorts, 'articles' | 'scorings' | 'scoringKey' | 'giveWay'>,
): Promise<readonly MeasuredArticle[]> {
  const measured: MeasuredArticle[] = []
  const originals = new Set(story.members.map((member) => member.copyOf))
  // Different news is not different framing: what may be other news stays in the report and out of every comparison.
  for (const { articleId: id, copyOf, doubtful } of story.members) {
    if (doubtful) continue
    await ports.giveWay()
    const article = await ports.articles.get(id)
    const scoring = await ports.scorings.get(id, ports.scoringKey)
    if (!article || !scoring) continue
    const copyCluster = copyOf ?? (originals.has(id) ? id : undefined)
    measured.push({ id, outlet: article.outlet, language: article.language, copyCluster, scoring })
  }
  return measured
}
