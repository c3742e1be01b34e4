import type { Article } from '../../src/model.ts'
import { toId } from '../../src/core/ids.ts'
import { randomIndex, seededRandom, type Random } from '../../src/core/stats/seeded-random.ts'
import { frequentWord, inventWords, oneOf, writeText } from './synthetic-text.ts'

const articlesPerStory = 8
const outlets = 200

/** Made-up English articles of about 150 words within a week, eight to a story: a story has names, words and numbers of its own. */
export function writeNews(count: number): readonly Article[] {
  const random = seededRandom(1, 'news')
  const words = inventWords(20_000, random)
  const stories = Array.from({ length: Math.ceil(count / articlesPerStory) }, () => inventStory(words, random))
  return Array.from({ length: count }, (_, index) =>
    writeArticle(index, stories[Math.floor(index / articlesPerStory)] ?? [], { words, random }),
  )
}

/** Number of the story that an article of `writeNews` tells. */
export function storyOf(id: string): number {
  return Math.floor(Number(id.slice('article-'.length)) / articlesPerStory)
}

function inventStory(words: readonly string[], random: Random): readonly string[] {
  const names = Array.from({ length: 4 }, () => capitalised(`${oneOf(words, random)}${oneOf(words, random)}`))
  const topics = Array.from({ length: 12 }, () => oneOf(words, random))
  return [...names, ...names, ...topics, String(100 + randomIndex(9900, random))]
}

function writeArticle(
  index: number,
  story: readonly string[],
  { words, random }: { readonly words: readonly string[]; readonly random: Random },
): Article {
  const nextWord = () => (random() < 0.3 ? oneOf(story, random) : frequentWord(words, random))
  const title = capitalised(Array.from({ length: 8 }, nextWord).join(' '))
  return {
    id: toId<'Article'>(`article-${String(index).padStart(6, '0')}`),
    url: `https://outlet-${index % outlets}.example/${index}`,
    outlet: toId<'Outlet'>(`outlet-${index % outlets}`),
    title,
    // Joined, as a text that is read from a file is one string; put together with `+`, it would be there twice once it is looked at.
    text: [title, writeText(150, nextWord, random)].join('\n\n'),
    bodyStart: title.length + 2,
    byline: [],
    publishedAt: `2026-03-0${1 + randomIndex(7, random)}`,
    language: 'en',
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId<'Sha256'>('0'.repeat(64)),
  }
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
