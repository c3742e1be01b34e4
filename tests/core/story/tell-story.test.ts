import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { tellStory } from '../../../src/core/story/tell-story.ts'
import type { Article } from '../../../src/model.ts'

const options = { windowDays: 3, pins: [], excludes: [], note: undefined }

const signing =
  'President Daniyar Serikov of Altyndala signed an agreement with Marenta in Port Lanta on Wednesday. The landlocked republic will ship 12 million tonnes of oil a year through a pipeline of 1,180 kilometres instead of sending it across Severia. Viktor Malinov, the Severian trade minister, protested.'
const anchor = article({ id: 'anchor', outlet: 'courier', title: 'Altyndala turns its oil away from Severia', body: signing })
const russianParts = {
  id: 'ru',
  outlet: 'severia-today',
  language: 'ru',
  title: 'Алтындала отдаёт нефть Маренте',
  body: 'Президент Данияр Сериков подписал в Порт-Ланте соглашение: 12 миллионов тонн нефти в год пойдут через Маренту по трубопроводу длиной 1180 километров. Министр Виктор Малинов заявил протест.',
}
const russian = article(russianParts)
const chinese = article({
  id: 'zh',
  outlet: 'jinghe',
  language: 'zh',
  title: '阿尔腾达拉改道运油',
  body: '阿尔腾达拉总统达尼亚尔·谢里科夫签署协议，每年将1200万吨石油改经马伦塔出口，新管道全长1180公里，不再经过塞韦里亚。',
})
const harvest = article({
  id: 'other',
  outlet: 'courier',
  title: 'Wheat harvest beats forecast',
  body: 'Farmers in the northern districts have brought in 14.6 million tonnes of wheat, the agriculture ministry said on Thursday. Elevators are full and prices for bread stay as they are.',
})

test('the same event is recognised in other languages, and other news of the same outlet stays out', () => {
  const told = tellStory(anchor, [russian, chinese, harvest].map(found), options)
  expect(told.members.map(({ articleId }) => articleId)).toEqual(['anchor', 'zh', 'ru'])
  expect(told.left).toMatchObject([{ article: { id: 'other' }, code: 'other-story' }])
})

test('named coverage stays whatever it tells, marked as doubtful', () => {
  const told = tellStory(anchor, [{ article: harvest, named: true }], options)
  expect(told.members).toMatchObject([
    { role: 'anchor', doubtful: false },
    { articleId: 'other', doubtful: true },
  ])
})

test('what the user pins belongs to the story, and what the user excludes goes, with the note', () => {
  const marked = { ...options, pins: ['other', `${russian.url}?utm_source=x`], note: 'Same talks' }
  expect(tellStory(anchor, [russian, harvest].map(found), marked).members).toMatchObject([
    { pinned: false },
    { articleId: 'other', pinned: true, doubtful: false },
    { articleId: 'ru', pinned: true, doubtful: false },
  ])
  expect(tellStory(anchor, [found(russian)], { ...options, excludes: [russian.url], note: 'Another treaty' }).left).toMatchObject([
    { code: 'excluded-by-you', reason: 'Excluded by the user: Another treaty' },
  ])
})

test('a pin or an exclude that names nothing is told', () => {
  const told = tellStory(anchor, [found(russian)], { ...options, pins: ['ru', 'typo'], excludes: ['https://nowhere.example/1'] })
  expect(told.unmet).toEqual(['typo', 'https://nowhere.example/1'])
})

test('every member says what it shares with the anchor, in the words of the anchor', () => {
  const { members } = tellStory(anchor, [russian, chinese].map(found), options)
  expect(members.map(({ evidence }) => evidence)).toEqual([
    { names: [], numbers: [] },
    { names: expect.arrayContaining(['Altyndala', 'Marenta', 'Severia']), numbers: ['12000000', '1180'] },
    { names: expect.arrayContaining(['Serikov', 'Marenta', 'Malinov']), numbers: ['12000000', '1180'] },
  ])
})

test('named coverage in another language that holds nothing to compare is neither like nor unlike', () => {
  const mute = article({ id: 'mute', outlet: 'dala', language: 'kk', title: 'Жаңалық', body: 'Бүгін келісімге қол қойылды.' })
  expect(tellStory(anchor, [{ article: mute, named: true }], options).members[1]).toMatchObject({ similarity: undefined, doubtful: false })
  expect(tellStory(anchor, [found(mute)], options).left).toMatchObject([{ code: 'not-comparable' }])
})

test('a copy names the earlier article whose text it carries, and by how much', () => {
  const copy = article({
    id: 'copy',
    outlet: 'ledger',
    title: 'Altyndala signs',
    body: `PORT LANTA (AP) — ${signing} More follows.`,
    day: '2026-10-16',
  })
  const [, member] = tellStory(anchor, [found(copy)], options).members
  expect(member).toMatchObject({ role: 'copy', copyOf: 'anchor', relation: 'same text', agency: 'Associated Press' })
  expect(member?.sharedSpans.map(({ start, end }) => copy.text.slice(start, end))).toEqual([signing.slice(0, -1)])
  expect(member?.sharedShare).toBeGreaterThan(0.8)
})

test('an outlet that prints a text twice counts once', () => {
  const twice = article({ id: 'twice', outlet: 'courier', title: anchor.title, body: signing, day: '2026-10-16' })
  expect(tellStory(anchor, [found(twice)], options).left).toMatchObject([{ code: 'duplicate' }])
})

test('articles outside the window of days stay out, with the distance', () => {
  const late = article({
    id: 'late',
    outlet: 'ledger',
    title: anchor.title,
    body: signing.replaceAll('Wednesday', 'Friday').replace('protested', 'resigned'),
    day: '2026-11-20',
  })
  expect(tellStory(anchor, [found(late)], options).left).toMatchObject([
    { code: 'outside-window', reason: 'Published 36 days from the anchor, more than 3' },
  ])
})

test('of an anchor of which only the day is known, the last day of the window is within it to its last hour', () => {
  const told = (day: string) => tellStory(anchor, [found(article({ ...russianParts, day }))], options)
  expect(told('2026-10-18T23:30:00Z').members.map(({ articleId }) => articleId)).toEqual(['anchor', 'ru'])
  expect(told('2026-10-19T00:30:00Z').left).toMatchObject([
    { code: 'outside-window', reason: 'Published 4.1 days from the anchor, more than 3' },
  ])
})

test('the order of candidates changes nothing', () => {
  const candidates = [russian, chinese, harvest].map(found)
  const expected = tellStory(anchor, candidates, options)
  fc.assert(
    fc.property(fc.shuffledSubarray(candidates, { minLength: 3 }), (shuffled) => {
      expect(tellStory(anchor, shuffled, options)).toEqual(expected)
    }),
  )
})

function found(candidate: Article) {
  return { article: candidate, named: false }
}

function article(parts: { id: string; outlet: string; title: string; body: string; language?: string; day?: string }): Article {
  return {
    id: toId(parts.id),
    url: `https://${parts.outlet}.example/${parts.id}`,
    outlet: toId(parts.outlet),
    title: parts.title,
    text: `${parts.title}\n\n${parts.body}`,
    bodyStart: parts.title.length + 2,
    byline: [],
    publishedAt: parts.day ?? '2026-10-15',
    language: parts.language ?? 'en',
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId('0'.repeat(64)),
  }
}
