import { expect, test } from 'vitest'
import { extractArticle } from '../../../src/core/extract/extract.ts'

const paragraphs = [
  'The council of Westhaven voted on Monday to keep the small ferry, after a debate that lasted until midnight.',
  '“The boat is how our children get to school,” said Ida Marsh, who has lived on the far shore for thirty years.',
  'A bridge would have cost nine million, the council was told, and would not have been ready before the year 2031.',
  'The ferry will now be repaired over the winter, and will sail again from the first week of March, every half hour.',
]

const pageOf = (body: string): string =>
  `<html><head><title>Council keeps its ferry</title><meta property="og:type" content="article"></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><h1>Council keeps its ferry</h1>${body}</main></body></html>`

function textOf(body: string): string {
  const read = extractArticle(pageOf(body), { url: 'https://lantern.example/news/ferry' })
  if (read.kind !== 'article') throw new Error(read.reason)
  return read.article.text
}

const wanted = paragraphs.join('\n\n')
const shown = paragraphs.map((text) => `<p>${text}</p>`).join('')

test('what is hidden and says once more what is shown is read once', () => {
  const markdown = `# Council keeps its ferry\n\n${paragraphs.join('\n\n')}`
  expect(textOf(`${shown}<pre style="display:none">${markdown}</pre>`)).toBe(wanted)
})

test('three addresses or more that end a text are its sources and left out', () => {
  const sources = ['https://council.example/minutes/41', 'https://harbour.example/timetable', 'www.bridges.example/costs']
  expect(textOf(`${shown}${sources.map((address) => `<p>${address}</p>`).join('')}`)).toBe(wanted)
})

test('a notice that waits for consent in place of each picture is no part of a text; a question put thrice is', () => {
  const notice = 'To show you this post we need your consent, because it may send personal data such as your address to others.'
  const question = 'And what would you ask of the council, if the ferry were yours to run for one year?'
  const parts = paragraphs.map((text, index) => `<p>${index === 0 ? notice : question}</p><p>${text}</p><p>${notice}</p>`)
  const text = textOf(parts.join(''))
  expect(text).not.toContain(notice)
  expect(text).toContain(question)
  for (const paragraph of paragraphs) expect(text).toContain(paragraph)
})
