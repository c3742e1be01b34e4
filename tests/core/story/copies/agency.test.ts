import { expect, test } from 'vitest'
import { agencyOf } from '../../../../src/core/story/copies/agency.ts'

test.each([
  ['PORT LANTA, Oct 14 (Reuters) — The treaty was signed.', [], 'Reuters'],
  ['PORT LANTA (AP) — The treaty was signed.', [], 'Associated Press'],
  ['ПОРТ-ЛАНТА, 14 октября. /ТАСС/. Договор подписан.', [], 'TASS'],
  ['ПОРТ-ЛАНТА, 14 окт — РИА Новости. Договор подписан.', [], 'RIA Novosti'],
  ['Порт-Ланта. 14 октября. ИНТЕРФАКС - Договор подписан.', [], 'Interfax'],
  ['新华社兰塔港10月14日电（记者 王小明）条约已经签署。', [], 'Xinhua'],
  ['АСТАНА. ҚазАқпарат – Шартқа қол қойылды.', [], 'Kazinform'],
  ['The treaty was signed.\n\nIt opens in March. (AFP)', [], 'AFP'],
  ['Договор подписан.\n\nИсточник: Интерфакс', [], 'Interfax'],
  ['The treaty was signed.', ['By Jane Doe, Associated Press'], 'Associated Press'],
  ['The treaty was signed.', ['Reuters Staff'], 'Reuters'],
])('%s %j is marked as text of %s', (body, byline, agency) => {
  expect(agencyOf({ byline, text: `Title\n\n${body}`, bodyStart: 7 })).toBe(agency)
})

test.each([
  ['The minister told Reuters that the treaty was signed.', []],
  ['Reuters has moved to a new building, and its staff rejoiced.', []],
  ['Министр сказал ТАСС, что договор подписан.', []],
  ['据新华社网站介绍，该社成立于1931年，总部设在北京，下设多个分社和编辑部，工作人员众多，业务遍及全球，电视节目也很多。', []],
  ['The treaty was signed.', ['Bea Apman']],
])('%s %j is not', (body, byline) => {
  expect(agencyOf({ byline, text: `Title\n\n${body}`, bodyStart: 7 })).toBeUndefined()
})
