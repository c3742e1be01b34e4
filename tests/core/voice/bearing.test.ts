import { describe, expect, test } from 'vitest'
import { readRows } from '../../../scripts/measure-voices/score-sentences.ts'
import { findVoices, type HitVoice } from '../../../src/core/voice/voices.ts'
import { loadLanguage } from './load-language.ts'

/** The voice of the words in [brackets]. */
function hear(marked: string, code = 'en'): HitVoice {
  const place = { start: marked.indexOf('['), end: marked.indexOf(']') - 1 }
  return findVoices(marked.replace('[', '').replace(']', ''), { language: loadLanguage(code), bodyStart: 0 }).at(place)
}

describe('what a link tells', () => {
  const linksOf = (marked: string, code = 'en') => {
    const { voice } = hear(marked, code)
    return voice.kind === 'quoted' || voice.kind === 'reported' ? voice.chain : []
  }

  test.each([
    ['The energy minister said the deal was a [betrayal].', 'state'],
    ['The opposition leader called the deal a [betrayal].', 'party'],
    ['Two economists warned that the deal was a [betrayal].', 'expert'],
    ["The Herald's columnist wrote that the deal was a [betrayal].", 'media'],
    ['A source close to the talks said the deal was a [betrayal].', 'anonymous'],
    ['It was reported that the deal was a [betrayal].', 'anonymous'],
    ['Residents say the deal is a [betrayal].', 'public'],
    ['Journalists from China called the deal a [betrayal].', 'media'],
    ['Lena Vos said the deal was a [betrayal].', undefined],
  ])('%s: class %s', (marked, speakerClass) => {
    expect(linksOf(marked).at(-1)?.speakerClass).toBe(speakerClass)
  })

  test.each([
    ['ru', 'Представитель оппозиции заявил, что сделка — [предательство].', 'party'],
    ['ru', 'По словам экспертов, сделка — [предательство].', 'expert'],
    ['zh', '外交部发言人称，这是[背叛]。', 'state'],
    ['zh', '消息人士说，这是[背叛]。', 'anonymous'],
    ['kk', 'Сарапшылар мұны [сатқындық] деп атады.', 'expert'],
  ])('the class is read in %s: %s is of %s', (code, marked, speakerClass) => {
    expect(linksOf(marked, code).at(-1)?.speakerClass).toBe(speakerClass)
  })

  test.each([
    ['en', 'The minister claimed that the deal was a [betrayal].', 'distances'],
    ['en', 'The audit revealed that the deal was a [betrayal].', 'endorses'],
    ['en', 'The minister said that the deal was a [betrayal].', 'neutral'],
    ['ru', 'Министр заявил, что якобы сделка — [предательство].', 'distances'],
    ['ru', 'Министр признал, что сделка — [предательство].', 'endorses'],
    ['zh', '部长声称，这是[背叛]。', 'distances'],
  ])('the words show how the link stands to the claim (%s): %s %s', (code, marked, stance) => {
    expect(linksOf(marked, code).at(-1)?.stance).toBe(stance)
  })

  test('every link of a chain lowers confidence, and a bare quotation tag is surest', () => {
    const quoted = hear('"It is a [betrayal] of the town," said Lena Vos.').confidence
    const reported = hear('Lena Vos said the deal was a [betrayal].').confidence
    const nested = hear('The Herald reports that Lena Vos called the deal a [betrayal].').confidence
    expect([quoted > reported, reported > nested, nested > 0.5]).toEqual([true, true, true])
  })
})

describe('warnings', () => {
  test('a text full of quotation marks that nothing closes is warned about and less sure', () => {
    const text = 'The union said the deal was a betrayal. “We waited.\n\n'.repeat(20)
    const voices = findVoices(text, { language: loadLanguage('en'), bodyStart: 0 })
    expect(voices.warnings).toEqual(['unclosed-quotations'])
    expect(voices.at({ start: 30, end: 38 }).confidence).toBeLessThan(0.7)
  })

  test('a text in another language than its mark is warned about and hardly sure', () => {
    const text = 'Глава профсоюза назвала новый контракт унижением для врачей и больниц. '.repeat(10)
    const voices = findVoices(text, { language: loadLanguage('en'), bodyStart: 0 })
    expect(voices.warnings).toEqual(['other-language'])
    expect(voices.at({ start: 0, end: 5 }).confidence).toBeLessThan(0.5)
  })

  test('a language without a file has no rules, and nothing in it is anybody’s word', () => {
    const voices = findVoices('Il ministro ha detto che era un tradimento.', { language: undefined, bodyStart: 0 })
    expect([voices.warnings, voices.at({ start: 0, end: 2 })]).toMatchObject([['no-rules'], { voice: { kind: 'unclear' }, confidence: 0 }])
  })

  test.each(['en', 'ru', 'zh', 'kk'])('ordinary text of %s brings no warning', (code) => {
    const rows = readRows(new URL(`../../fixtures/voice/${code}.jsonl`, import.meta.url).pathname)
    const text = rows.map((row) => row.text).join('\n\n')
    expect(findVoices(text, { language: loadLanguage(code), bodyStart: 0 }).warnings).toEqual([])
  })
})
