import { expect, test } from 'vitest'
import type { MeasuredArticle } from '../../src/core/compare/measured-article.ts'
import { toId } from '../../src/core/ids.ts'
import type { Story, StoryMember } from '../../src/model.ts'
import { sweepInput, type SweepPorts } from '../../src/stages/sweep-choices.ts'
import { articleOf } from '../core/compare/articles.ts'
import { lexiconOf } from '../core/lexicon/lexicon-of.ts'
import { sampleReport } from '../fixtures/report/sample.ts'

/** Two articles with the same text, and one more that only a looser cut-off lets in. */
const copied = { outlet: 'a', id: 'a-1', hits: 1, copyCluster: 'a-1' }
const articles = new Map<string, MeasuredArticle>(
  [articleOf(copied), articleOf({ ...copied, outlet: 'b', id: 'b-1' }), articleOf({ outlet: 'c', id: 'c-1' })].map((one) => [one.id, one]),
)
const members = (...ids: readonly string[]) => ids.map(memberOf)
const lexicon = {
  ...lexiconOf(['betrayed', 'stab in the back']),
  terms: lexiconOf(['betrayed', 'stab in the back']).terms.map((term, index) => ({ ...term, id: index === 0 ? 'stab' : 'other' })),
}

test('choices are all combinations, the report’s own first; what changes nothing is idle', async () => {
  const story = storyOf([
    { words: 'more strictly', members: members('a-1', 'b-1') },
    { words: 'more loosely', members: members('a-1', 'b-1', 'c-1') },
  ])
  const { choices, idle } = await sweepInput(story, ports, measure)
  expect(choices.map(({ words }) => words)).toEqual([
    'as in the report',
    'each copy counted',
    'articles grouped more loosely',
    'each copy counted, articles grouped more loosely',
    'without single words',
    'without single words, each copy counted',
    'without single words, articles grouped more loosely',
    'without single words, each copy counted, articles grouped more loosely',
  ])
  expect(idle).toEqual(['articles grouped more strictly are the same'])
  expect(choices[1]?.articles.map(({ copyCluster }) => copyCluster)).toEqual([undefined, undefined])
  expect(choices[2]?.articles).toHaveLength(3)
  expect(choices[4]?.articles.map(({ scoring }) => scoring.hits.length)).toEqual([0, 0])
})

test('an article stays measured under a lexicon that has lost its language', async () => {
  const { choices } = await sweepInput(storyOf([]), ports, measure)
  expect(choices.at(-1)?.articles.map(({ scoring }) => scoring.measured)).toEqual([true, true])
})

function storyOf(otherCutOffs: NonNullable<Story['otherCutOffs']>): Story {
  const rest = { outlets: [], searches: [], excluded: [], harvest: { found: 0, fetched: 0, extracted: 0 }, failures: [] }
  return { anchor: toId('a-1'), members: members('a-1', 'b-1'), ...rest, otherCutOffs }
}

function memberOf(id: string): StoryMember {
  const [first] = sampleReport().articles
  if (!first) throw new Error('The sample has articles')
  return { ...first.member, articleId: toId(id) }
}

async function measure(told: Pick<Story, 'members'>): Promise<readonly MeasuredArticle[]> {
  return told.members.flatMap(({ articleId }) => articles.get(articleId) ?? [])
}

const ports: SweepPorts = {
  plan: { lexicon: { hash: toId<'Sha256'>('0'), lexicon }, pairs: false },
  articles: { get: async () => sampleReport().articles[0]?.article },
  scorings: { get: async (id) => articles.get(id)?.scoring },
  scoringKey: 'k',
  giveWay: async () => {},
  checked: {},
  scorerUnder: () => (article) => ({
    articleId: article.id,
    lexicon: 'small',
    hits: [],
    tokens: { outlet: 500, attributed: 0, unclear: 0, all: 500 },
    measured: false,
    voiceWarnings: [],
  }),
}
