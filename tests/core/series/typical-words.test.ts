import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { typicalWords, wordCounts } from '../../../src/core/series/typical-words.ts'
import { articleOf } from '../compare/articles.ts'

const article = (outlet: string, story: string, text: string, copyCluster?: string) => ({
  text,
  measured: {
    ...articleOf({ outlet, id: `${outlet}-${story}`, ...(copyCluster === undefined ? {} : { copyCluster }) }),
    story: toId<'Run'>(story),
  },
})
const plain = 'the ministers met and the talks went on for two days in the hall by the river'

test('the words of an outlet are those it writes on several stories and others do not; words of one story are the story’s', () => {
  const written = ['s1', 's2', 's3'].flatMap((story) => [
    article('a', story, `${plain} herders herders listened ${story === 's1' ? 'pipeline pipeline pipeline pipeline' : ''}`),
    article('b', story, `${plain} traders traders listened`),
  ])
  const texts = new Map(written.map(({ measured, text }) => [measured.id, text]))
  const found = typicalWords(
    written.map(({ measured }) => measured),
    (id) => wordCounts({ text: texts.get(id) ?? '', bodyStart: 0, language: 'en' }),
  )
  expect(found).toMatchObject([
    { outlet: 'a', stories: 3, words: [{ word: 'herders', count: 6, articles: 3, stories: 3, countOthers: 0 }] },
    { outlet: 'b', words: [{ word: 'traders' }] },
  ])
})

test('an outlet alone in its language has no typical words, and a text that others print too is typical of nobody', () => {
  const lonely = article('a', 's1', 'herders herders herders')
  expect(typicalWords([lonely.measured], () => new Map([['herders', 3]]))).toEqual([])
  const copies = ['s1', 's2'].flatMap((story) => [article('a', story, '', `wire-${story}`), article('b', story, '', `wire-${story}`)])
  const found = typicalWords(
    copies.map(({ measured }) => measured),
    () => new Map([['herders', 9]]),
  )
  expect(found.map(({ words }) => words)).toEqual([[], []])
})

test('words are counted outside quotation marks, in small letters, without numbers', () => {
  const text = 'Head\n\nHerders said: "Betrayal in 2026". Herders of 40 roads.'
  expect([...wordCounts({ text, bodyStart: 6, language: 'en' })]).toEqual([
    ['herders', 2],
    ['said', 1],
    ['of', 1],
    ['roads', 1],
  ])
})
