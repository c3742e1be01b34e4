import { expect, test } from 'vitest'
import { extractArticle } from '../../../../src/core/extract/extract.ts'

const paragraphs = [
  'The council of Westhaven voted on Monday to keep the small ferry, after a debate that lasted until midnight.',
  '“The boat is how our children get to school,” said Ida Marsh, who has lived on the far shore for thirty years.',
  'A bridge would have cost nine million, the council was told, and would not have been ready before the year 2031.',
  'The ferry will now be repaired over the winter, and will sail again from the first week of March, every half hour.',
]

const pageOf = (body: string, title = 'Council keeps its ferry'): string =>
  `<html><head><title>${title}</title><meta property="og:type" content="article"></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main>${body.includes('<h1') ? '' : `<h1>${title}</h1>`}${body}</main></body></html>`

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

const other = [
  'The harbour master has asked the ministry for a second tug, because the winter storms have grown stronger every year.',
  'Schools on the far shore open an hour later this week, while the road is cleared of the trees that fell on Sunday night.',
  'A new timetable for the buses comes into force in April, and the driver of the first one will be the mayor herself.',
  'The old lighthouse is for sale, the parish council was told, and nobody has yet made an offer that it could accept.',
]
const first = shown.slice(0, shown.indexOf('</p>') + 4)
const rest = shown.slice(first.length)

test.each([
  '<p><b>Read also: <a href="/1">Why three schools were closed at once</a></b></p>',
  '<p><strong>Читайте также: <a href="/1">Почему закрыли сразу три школы</a></strong></p>',
  '<div>Тағы оқыңыз: <a href="/1">Мектептер неге жабылды</a></div>',
  '<p>Advertisement</p>',
  '<p>Continua após a publicidade</p>',
])('between the paragraphs %s is left out', (line) => {
  expect(textOf(`${first}${line}${rest}`)).toBe(wanted)
})

test('other articles of the site behind the text are left out, though their summaries look like its paragraphs', () => {
  const cards = other.map(
    (text, index) => `<div class="c"><h3><a href="/${index}">${text.slice(0, 40)}</a></h3><p class="x">${text}</p></div>`,
  )
  const text = textOf(`<div>${shown.replaceAll('<p>', '<p class="x">')}</div><div>${cards.join('')}</div>`)
  expect(text).toBe(wanted)
})

test('a list of things that lie elsewhere, each with a heading that leads there, is text', () => {
  const things = other.map(
    (text, index) =>
      `<section><h3><a href="https://shop${index}.example/">A thing worth having, number ${index + 1}</a></h3><p>${text}</p></section>`,
  )
  const text = textOf(`${shown}${things.join('')}`)
  for (const paragraph of other) expect(text).toContain(paragraph)
})

test('the next article, with a headline of its own, is no part of this one', () => {
  const next = `<article><h1>School roof to be mended</h1>${other.map((text) => `<p>${text}</p>`).join('')}</article>`
  expect(textOf(`<article><h1>Council keeps its ferry</h1>${shown}</article>${next}`)).toBe(wanted)
})

test('a blockquote of the outlet itself is text', () => {
  expect(textOf(`${first}<blockquote><p>${other[0]}</p></blockquote>${rest}`)).toContain(other[0])
})

test('comments behind a heading that says so are left out where another template made them', () => {
  const comments = other.map((text, index) => `<div class="o"><b>Gast ${index}</b><div>${text}</div></div>`).join('')
  expect(textOf(`${shown}<h3>Kommentare (4)</h3>${comments}`)).toBe(wanted)
  const bar = `<h3>Comments</h3>${rest}`
  expect(textOf(`${first}${bar}`)).toContain(paragraphs[3])
  const section = `<h3>Comments</h3>${other.map((text) => `<p>${text}</p>`).join('')}`
  expect(textOf(`${shown}${section}`)).toContain(other[3])
})

test('the offer that stands where a text is cut off is no part of it', () => {
  const offer =
    '<div><h3>Jetzt weiterlesen mit Bote Plus</h3><p>Testen Sie Bote Plus vier Wochen für einen Euro, jederzeit kündbar.</p></div>'
  expect(textOf(`${shown}${offer}`)).toBe(wanted)
})

test('a sentence printed large besides is read once', () => {
  const quote = '<aside class="large"><p>The boat is how our children get to school</p></aside>'
  expect(textOf(`${first}${quote}${rest}`)).toBe(wanted)
  expect(textOf(`${first}<h3>How our children get to school</h3>${rest}`)).toContain('How our children')
})

test('lines above the first paragraph that tell the date and the author are no text, nor is a signature below the last', () => {
  const lines = '<p>By Mara Quill and Jon Esker</p><p>Published March 3, 2026 | Updated March 5, 2026</p>'
  expect(textOf(`${lines}${shown}<p>Mara Quill</p>`)).toBe(wanted)
})

test('what a Russian site asks of its readers below a text is left out', () => {
  const asked =
    '<p>Подписывайтесь на наш канал в <a href="https://t.example/x">Telegram</a> и узнавайте новости первыми!</p><p>Нашли опечатку? Выделите текст и нажмите Ctrl+Enter.</p>'
  expect(textOf(`${shown}${asked}`)).toBe(wanted)
})

test('a dialogue that asks for consent is no part of the article beside it, though it is nearly as long', () => {
  const asked = [
    'We and our 120 partners use cookies and similar technologies to store information on a device or to read it there.',
    'Purposes: storing information on a device, personalised advertising and content, measurement of both, and research into audiences.',
    'Some partners process your data on the ground of a legitimate interest, to which you may object in the settings at any time.',
  ]
  const dialogue = `<div id="cmp"><h2>Your choice</h2>${asked.map((text) => `<p>${text}</p>`).join('')}<button>Accept all</button></div>`
  const read = extractArticle(pageOf(`<h1>Council keeps its ferry</h1>${shown}`).replace('<main>', `${dialogue}<main>`), {
    url: 'https://lantern.example/news/ferry',
  })
  expect(read).toMatchObject({ kind: 'article', article: { text: wanted } })
})

test.each([
  '<div class="eb"><p>We work because you help us. Support us with any sum, even the smallest one.</p><a href="/give">Support the Lantern</a></div>',
  '<aside><h2>Sign up to First Light</h2><p>Our morning newsletter breaks down the key stories of the day, and tells you why they matter.</p><p>Privacy Notice: newsletters may contain content funded by outside parties.</p></aside>',
  '<form><p>Get our evening newsletter, five stories chosen by our editors, every weekday at six.</p><input></form>',
])('a box between the paragraphs that asks for something is left out: %s', (box) => {
  expect(textOf(`${first}${box}${rest}`)).toBe(wanted)
})

const lastOf = (text: string): string => text.slice(text.lastIndexOf('\n') + 1)

test('of two sentences with ten comments below them, the sentences are the text, though the comments look more like one', () => {
  const comments = [...other, ...other].map(
    (text, index) => `<div class="c"><b>user${index}</b> <i>${index + 1}.03.2026</i><p>${index + 1}. ${text}</p></div>`,
  )
  expect(textOf(`<div id="t"><p>${paragraphs[0]}</p></div><h3>Comments (8)</h3>${comments.join('')}`)).toBe(paragraphs[0])
})

test('the heading above the cards of other articles goes with them, also where one sentence is the whole text', () => {
  const cards = other.map((text, index) => `<div class="item"><a href="/${index}">${text.slice(0, 40)}</a><p>${text}</p></div>`).join('')
  expect(textOf(`<p>${paragraphs[0]}</p><h3>Other stories</h3>${cards}`)).toBe(paragraphs[0])
  expect(lastOf(textOf(`${shown}<h3>From our region</h3>${cards}`))).toBe(paragraphs.at(-1))
})

test('paragraphs above a link to another article are no card of it', () => {
  const text = textOf(`<div>${shown}<a href="/1">Why three schools on the far shore were closed</a></div>`)
  expect(text).toBe(wanted)
})

test('cards whose heading is no link, but whose last words are, are cards too', () => {
  const cards = other
    .map((text, index) => `<div><h4>${text.slice(0, 35)}</h4><p>${text}</p><a href="/${index}">Read more</a></div>`)
    .join('')
  expect(textOf(`<p>${paragraphs[0]}</p><h2>Other stories</h2>${cards}`)).toBe(paragraphs[0])
})

test('cards of other articles above the headline are left out', () => {
  const cards = other
    .map((text, index) => `<div class="tile"><h3><a href="/${index}">${text.slice(0, 40)}</a></h3><p>${text}</p></div>`)
    .join('')
  expect(textOf(`<div>${cards}</div><h1>Council keeps its ferry</h1>${shown}`)).toBe(wanted)
})

test('what is said of the author below the text is left out; a last paragraph that speaks of somebody else is not', () => {
  const byline = '<p>By Mara Quill</p>'
  expect(
    textOf(`${byline}${shown}<div class="about"><p>Mara Quill is a reporter for the Lantern and writes about harbours.</p></div>`),
  ).toBe(wanted)
  const quoted = '<p>Ida Marsh is a reporter for the school paper and writes about the ferry.</p>'
  expect(textOf(`${byline}${shown}${quoted}`)).toContain('school paper')
})
