import { describe, expect, test } from 'vitest'
import { anchorProfile } from '../../../src/core/discover/profile.ts'
import { screenItems } from '../../../src/core/discover/screen.ts'
import { toId } from '../../../src/core/ids.ts'
import type { Article } from '../../../src/model.ts'

/** One invented event, told in four languages: Severia closes a pipeline to Altyndala; minister Karpenko; 48 tankers; 4.2 million tonnes. */
const anchors = {
  en: [
    'Severia shuts the Altyndala pipeline',
    'Severia shut the pipeline to Altyndala on Tuesday. The minister, Oleg Karpenko, said that 48 tankers wait off the port. Altyndala buys 4.2 million tonnes of oil a year from Severia. Aides of Karpenko said the pipeline stays shut. Tankers turn to Brestovka.',
  ],
  ru: [
    'Северия перекрыла нефтепровод в Алтындалу',
    'Во вторник Северия перекрыла нефтепровод в Алтындалу. Министр Олег Карпенко заявил, что у порта ждут 48 танкеров. Алтындала покупает у страны 4,2 миллиона тонн нефти в год. По словам Карпенко, нефтепровод останется закрытым. Власти Алтындалы молчат, и Северия ждёт.',
  ],
  kk: [
    'Северия Алтындалаға баратын мұнай құбырын жапты',
    'Сейсенбіде Северия Алтындалаға баратын мұнай құбырын жапты. Министр Олег Карпенко порт маңында 48 танкер күтіп тұрғанын айтты. Биыл Северия мен Алтындала 4,2 миллион тонна мұнай туралы келіскен. Министр Карпенко құбыр жабық қалады деді.',
  ],
  zh: [
    '塞韦里亚关闭通往阿尔滕达拉的输油管道',
    '周二，塞韦里亚关闭了通往阿尔滕达拉的输油管道。部长卡尔片科说，港口外有48艘油轮在等候。阿尔滕达拉每年从塞韦里亚购买420万吨石油。卡尔片科表示，管道将继续关闭。',
  ],
} as const
const related = {
  en: 'Oil stops flowing as Severia closes line to its neighbour',
  ru: 'Нефть больше не идёт: Северия закрыла трубу соседям',
  kk: 'Көршілеріне мұнай жоқ: Северия құбырды тоқтатты',
  zh: '石油停运：塞韦里亚切断邻国供应',
} as const
const other = {
  en: 'Why the children of Port Lindow fly kites in November',
  ru: 'Почему дети в Линдове запускают змеев в ноябре',
  kk: 'Неге Линдов балалары қарашада батпырауық ұшырады',
  zh: '为什么孩子们在十一月放风筝',
} as const
const languages = ['en', 'ru', 'kk', 'zh'] as const

describe.each(languages.flatMap((anchor) => languages.map((outlet) => [anchor, outlet] as const)))('from %s to %s', (anchor, outlet) => {
  test('a headline that names the country is a candidate, one of other news is not', () => {
    const { candidates, dropped } = screen(anchor, outlet, [item('/related', related[outlet]), item('/other', other[outlet])])
    expect(candidates.map(({ url }) => url)).toEqual(['https://courier.example/related'])
    expect(dropped).toMatchObject([{ url: 'https://courier.example/other' }])
  })
})

test('between languages numbers are evidence, and words that are spelt alike are none', () => {
  const items = [
    item('/numbers', 'Сорок восемь дней и 4,2 миллиона тонн: что дальше'),
    item('/words', 'Портта танкер туралы министр айтты'),
  ]
  expect(screen('en', 'ru', items).candidates.map(({ url }) => url)).toEqual(['https://courier.example/numbers'])
  expect(screen('ru', 'kk', items.slice(1)).candidates).toEqual([])
})

test('a foreign title without summary that holds nothing to compare is undecided, not unrelated', () => {
  const title = '管道关闭之后的第一天'
  expect(screen('en', 'zh', [item('/a', title)]).dropped).toMatchObject([{ code: 'undecided' }])
  expect(screen('en', 'zh', [item('/a', title, '孩子们在放风筝')]).dropped).toMatchObject([{ code: 'unrelated' }])
  expect(screen('zh', 'zh', [item('/a', '孩子们在放风筝')]).dropped).toMatchObject([{ code: 'unrelated' }])
  expect(screen('en', 'ru', [item('/a', other.ru)]).dropped).toMatchObject([{ code: 'unrelated' }])
})

test('the summary speaks where the title does not', () => {
  const items = [item('/a', '管道关闭之后的第一天', '塞韦里亚的决定震动市场')]
  expect(screen('en', 'zh', items).candidates).toHaveLength(1)
})

test('without a title the words of the address speak, in any language; an address of digits leaves it undecided', () => {
  const items = [item('/2026/altyndala-neft-karpenko', ''), item('/2026/deti-zapuskayut-zmeev', ''), item('/2026/10/14/8841', '')]
  const { candidates, dropped } = screen('en', 'ru', items)
  expect(candidates.map(({ url }) => url)).toEqual(['https://courier.example/2026/altyndala-neft-karpenko'])
  expect(dropped).toMatchObject([{ code: 'unrelated' }, { code: 'undecided' }])
})

test('an outlet that publishes in several languages is read by the letters of each title', () => {
  expect(screen('zh', 'en', [item('/a', related.zh)]).candidates).toHaveLength(1)
  expect(screen('en', 'ru', [item('/a', 'Pipeline is shut: oil prices jump')]).candidates).toHaveLength(1)
})

test('one word of the headline is worth a look, but fills no more than half of the places', () => {
  const words = ['valve', 'permit', 'strike', 'budget'].map((word) => item(`/${word}`, `A pipeline ${word} far away`))
  expect(screen('en', 'en', words, 4).candidates).toHaveLength(2)
  const named = words.map(({ url, title }) => item(new URL(url).pathname, `${title} from Severia`))
  expect(screen('en', 'en', named, 4).candidates).toHaveLength(4)
})

test('a name said in passing counts for less than one that carries the story', () => {
  const items = [item('/passing', 'Письмо из Брестовки'), item('/carrying', 'Интервью с Карпенко')]
  expect(screen('en', 'ru', items).candidates.map(({ url }) => url)).toEqual([
    'https://courier.example/carrying',
    'https://courier.example/passing',
  ])
})

test('of too many candidates the closest stay, and the others say so', () => {
  const items = [item('/one', 'Oil: what Severia wants'), item('/two', 'Now Severia and Altyndala count tankers'), item('/none', other.en)]
  const { candidates, dropped } = screen('en', 'en', items, 1)
  expect(candidates.map(({ url }) => url)).toEqual(['https://courier.example/two'])
  expect(dropped.map(({ code }) => code)).toEqual(['unrelated', 'over-limit'])
})

test.each([
  ['2026-10-11', 'kept'],
  ['2026-10-17T20:00:00Z', 'kept'],
  ['2026-10-10T23:00:00Z', 'Published 3.1 days from the anchor, more than 3'],
  ['2026-10-18', 'Published 4 days from the anchor, more than 3'],
  ['2026-10-05T00:00:00Z', 'Published 9 days from the anchor, more than 3'],
])('three days either side of an anchor of which only the day is known: %s is %s', (publishedAt, expected) => {
  const { candidates, dropped } = screen('en', 'en', [{ ...item('/a', related.en), publishedAt }])
  expect(candidates.length === 1 ? 'kept' : dropped[0]?.reason).toBe(expected)
})

function screen(anchor: keyof typeof anchors, language: string, items: Parameters<typeof screenItems>[0], limit = 5) {
  const [title, body] = anchors[anchor]
  const article: Article = {
    id: toId('anchor'),
    url: 'https://ledger.example/a',
    outlet: toId('ledger'),
    title,
    text: `${title}\n\n${body}`,
    bodyStart: title.length + 2,
    byline: [],
    publishedAt: '2026-10-14',
    language: anchor,
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId('0'),
  }
  const now = Date.UTC(2026, 9, 16)
  return screenItems(items, { profile: anchorProfile(article), language, windowDays: 3, limit, now })
}

function item(path: string, title: string, summary = '') {
  return { url: `https://courier.example${path}`, title, summary, publishedAt: undefined, id: undefined, author: undefined }
}
