import { expect, test } from 'vitest'
import { storyShifts } from '../../../src/core/compare/story-shifts.ts'
import { articleOf, articlesOf } from './articles.ts'

test('the shift of an outlet is the difference of its rate and that of the others, term by term', () => {
  const articles = [...articlesOf('a', [3, 1]), ...articlesOf('b', [1, 0])]
  const [first] = storyShifts(articles, ['betrayal'])
  expect(first).toMatchObject({ outlet: 'a', a: 4, b: 1, terms: [{ term: 'stab', hitsA: 4, hitsB: 1, a: 4, b: 1 }] })
})

test('no shift across languages, from text that both print, or where nobody says it', () => {
  const other = articleOf({ outlet: 'b', id: 'b-1', hits: 2, language: 'ru' })
  expect(storyShifts([articleOf({ outlet: 'a', id: 'a-1', hits: 2 }), other], ['betrayal'])).toEqual([])
  const copies = ['a', 'b'].map((outlet) => articleOf({ outlet, id: `${outlet}-1`, hits: 2, copyCluster: 'wire' }))
  expect(storyShifts(copies, ['betrayal'])).toEqual([])
  expect(storyShifts([...articlesOf('a', [0]), ...articlesOf('b', [0])], ['betrayal'])).toEqual([])
})
