import { describe, expect, test } from 'vitest'
import { findVoices, type HitVoice } from '../../../src/core/voice/voices.ts'
import { loadLanguage } from './load-language.ts'

/** The voice of the words in [brackets]; a `|` ends the headline. */
function hear(marked: string, code = 'en'): HitVoice {
  const bodyStart = marked.includes('|') ? marked.indexOf('|') : 0
  const bare = marked.replace('|', '')
  const start = bare.indexOf('[')
  const end = bare.indexOf(']') - 1
  const text = bare.replace('[', '').replace(']', '')
  return findVoices(text, { language: loadLanguage(code), bodyStart }).at({ start, end })
}

function speakers({ voice }: HitVoice): readonly (string | undefined)[] {
  return voice.kind === 'quoted' || voice.kind === 'reported' ? voice.chain.map(({ speaker }) => speaker) : []
}

describe('whose voice', () => {
  test('a plain statement is the outlet’s own', () => {
    expect(hear('The sale is a [betrayal] of the valley.').voice).toEqual({ kind: 'outlet' })
  })

  test('a term that holds its own cue is in the voice that the cue brings in', () => {
    const voice = hear('The Courier reported that officials in Velgrad [feel betrayed].')
    expect(speakers(voice)).toEqual(['The Courier', 'officials in Velgrad'])
  })

  test('a language without a data file leaves every voice unclear, quoted or not', () => {
    const text = 'Sopimus on "petos koko laaksolle", hän sanoi.'
    const voices = findVoices(text, { language: undefined, bodyStart: 0 })
    expect(voices.at({ start: 12, end: 17 }).voice).toEqual({ kind: 'unclear' })
    expect(voices.voiceAt(0)).toBe('unclear')
    expect(voices.spans).toEqual([])
  })

  test('a quotation with a speaker is quoted, and the cue is kept as printed', () => {
    const { voice } = hear('“This is a [betrayal] of us all,” Mayor Ilse Brandt said on Tuesday.')
    expect(voice).toEqual({
      kind: 'quoted',
      chain: [{ speaker: 'Mayor Ilse Brandt', cue: 'said', speakerClass: 'state', stance: 'neutral' }],
    })
  })

  test('indirect speech is reported', () => {
    expect(hear('The union said on Monday that the sale was a [betrayal].').voice).toEqual({
      kind: 'reported',
      chain: [{ speaker: 'The union', cue: 'said', speakerClass: 'public', stance: 'neutral' }],
    })
  })

  test('a short quotation inside a report is quoted with the reporter as its speaker', () => {
    const heard = hear(
      'The situation has been described by Sohu journalists as Kazakhstan responding with a “[stab in the back]” to Russia’s kindness.',
    )
    expect(heard.voice.kind).toBe('quoted')
    expect(speakers(heard)).toEqual(['Sohu journalists'])
  })

  test('"according to" in the middle of a sentence stands outside what its subject perceives', () => {
    const heard = hear('Putin, according to Chinese journalists, is displeased with what he perceives as [ingratitude] from a neighbour.')
    expect(heard.voice.kind).toBe('reported')
    expect(speakers(heard)).toEqual(['Chinese journalists', 'Putin'])
  })

  test('a felt betrayal is not the outlet’s own word', () => {
    const heard = hear('The moves have led to a sense of [betrayal] felt by Russia, as detailed by journalists from China.')
    expect(speakers(heard)).toEqual(['journalists from China', 'Russia'])
  })

  test.each([
    [
      'Two officials told Reuters that the president had called the sanctions a [stab in the back].',
      ['Reuters', 'Two officials', 'the president'],
    ],
    ['The agency quoted the ministry as saying that the sale was a [provocation].', ['The agency', 'the ministry']],
    ['The spokesman was quoted by the Courier as saying that the sale was a [provocation].', ['the Courier', 'The spokesman']],
    [
      '"After thirty years, this is how a [brother] is thanked," the newspaper quoted the Severian trade minister, Viktor Malinov, as saying.',
      ['the newspaper', 'the Severian trade minister, Viktor Malinov'],
    ],
    ['"The sale is a [betrayal]," Mr. Osei was quoted by the Courier as saying on Monday.', ['the Courier', 'Mr. Osei']],
    ['"The sale is a [betrayal]," Mr. Osei was quoted as saying by the Courier.', ['the Courier', 'Mr. Osei']],
    ['"The sale is a [betrayal]," Mr. Osei was quoted as saying.', ['Mr. Osei']],
    ['"The sale is a [betrayal]," state media cited the ministry as saying.', ['state media', 'the ministry']],
    ['"It was late," the agency quoted Osei as saying. "It was no [betrayal]."', ['Osei']],
    ['Osei came late. "The sale is a [betrayal]," the Courier quoted him as saying on Monday.', ['the Courier', 'Osei']],
    ['The Courier quoted the mayor: “This is a [betrayal] of us all.”', ['The Courier', 'the mayor']],
    ['Citing a ministry spokeswoman, state media said the drills were a [provocation].', ['state media', 'a ministry spokeswoman']],
    [
      'The Northern Post reports that, according to two aides, the king called it a [surrender].',
      ['The Northern Post', 'two aides', 'the king'],
    ],
  ])('chains run from the outermost reporter to the innermost speaker: %s', (sentence, chain) => {
    expect(speakers(hear(sentence))).toEqual(chain)
  })

  test.each([
    ['Minister: deal is a [betrayal]|\n\nThe deal was signed.', ['Minister']],
    ['Deal is a [betrayal]: minister|\n\nThe deal was signed.', ['minister']],
    ['Union accuses council of [betrayal]|\n\nThe deal was signed.', ['Union']],
    ['“[Betrayal],” says union|\n\nThe deal was signed.', ['union']],
    ['Minister slams deal as [betrayal]|\n\nThe deal was signed.', ['Minister']],
    ["Minister slams '[betrayal]' deal|\n\nThe deal was signed.", ['Minister']],
    ['Union blasts “[shameful]” cuts|\n\nThe deal was signed.', ['Union']],
    ['Mayor slams ‘[betrayal]’ of valley|\n\nThe deal was signed.', ['Mayor']],
    ["Minister slammed over '[betrayal]' deal|\n\nThe deal was signed.", [undefined]],
    ['Minister accused of [betrayal]|\n\nThe deal was signed.', [undefined]],
  ])('headlines have patterns of their own: %s', (text, chain) => {
    expect(speakers(hear(text))).toEqual(chain)
  })

  test.each([
    'Kazakhstan, traditionally viewed as a [close ally] of Moscow, has turned away.',
    'Kazakhstan, widely seen as a [close ally], has turned away.',
    'Kazakhstan, long regarded as a [close ally], has turned away.',
    'Kazakhstan, generally considered a [close ally], has turned away.',
    'Long seen as a [close ally], Kazakhstan has turned away.',
    'Kazakhstan is traditionally considered a [close ally] of Moscow.',
    'A deal often described as a [betrayal] was signed on Monday.',
  ])('a participle without an agent is the word of someone who is not named: %s', (sentence) => {
    const heard = hear(sentence)
    expect(heard.voice.kind).toBe('reported')
    expect(speakers(heard)).toEqual([undefined])
  })

  test.each([
    ['Moscow has long argued that the deal is a [betrayal].', 'Moscow'],
    ['Moscow has traditionally described the deal as a [betrayal].', 'Moscow'],
    ['Critics, who had long called it a [betrayal], cheered.', 'Critics'],
    ['What the union, long wary of it, described as a [betrayal] was signed.', 'the union'],
    ['The move he described as a [betrayal] failed.', 'he'],
    ['Osei, 44, called the plan a [betrayal], was late and left.', 'Osei'],
    ['Kazakhstan, traditionally viewed by Moscow as a [close ally], has turned away.', 'Moscow'],
  ])('an adverb in front of the verb hides no subject: %s', (sentence, speaker) => {
    expect(speakers(hear(sentence))).toEqual([speaker])
  })

  test.each([
    ['Сделку часто называют [предательством].', [undefined]],
    ['Казахстан традиционно называют [предателем].', [undefined]],
    ['Министр давно называет сделку [предательством].', ['Министр']],
    ['Критики сделки называют её [предательством].', ['Критики сделки']],
    ['Киев и Варшава называют сделку [предательством].', ['Киев и Варшава']],
    ['«Это [предательство]», — цитирует Пескова «Интерфакс».', ['«Интерфакс»', 'Пескова']],
    ['«Это было [предательство] всех нас», — цитирует министра агентство.', ['агентство', 'министра']],
  ])('in Russian a verb in the plural may have no subject, and who quotes may stand behind who is quoted: %s', (sentence, chain) => {
    expect(speakers(hear(sentence, 'ru'))).toEqual(chain)
  })

  test('a pronoun is resolved to the last name that agrees', () => {
    const heard = hear('Mr. Osei met Mrs. Vos at noon. Later he said the offer was a [betrayal].')
    expect(speakers(heard)).toEqual(['Mr. Osei'])
  })

  test('a verb without a subject takes the speaker of the sentence', () => {
    expect(speakers(hear('The president left for Pelar, saying the offer was a [betrayal].'))).toEqual(['The president'])
  })

  test.each([
    ['“A [stab in the back],” he told the Courier.', ['the Courier', 'he']],
    ['“A [stab in the back],” Osei told reporters.', ['Osei']],
    ['“A [stab in the back],” Osei told a press conference on Monday.', ['Osei']],
    ['Osei told a news conference that the sale was a [betrayal].', ['Osei']],
  ])('an outlet that was told is a link of its own, its reporters and a news conference are none: %s', (sentence, chain) => {
    expect(speakers(hear(sentence))).toEqual(chain)
  })

  test('a comment of the outlet behind a report is its own', () => {
    expect(hear('The envoy said the ships had left, which is a [betrayal] of the accord he signed.').voice).toEqual({ kind: 'outlet' })
  })
})

describe('quotations', () => {
  test('go on over paragraphs that open with a mark, with the same speaker', () => {
    const heard = hear(
      '“We waited three years for the bridge,” said Lena Vos. “Nobody came.\n\n“And then came the [betrayal].”\n\nThe hall was silent.',
    )
    expect(heard.voice.kind).toBe('quoted')
    expect(speakers(heard)).toEqual(['Lena Vos'])
  })

  test('a second quotation behind a tag keeps the speaker', () => {
    expect(speakers(hear('“We waited,” said Lena Vos. “And then came the [betrayal].”'))).toEqual(['Lena Vos'])
  })

  test('a mark that nothing closes makes its paragraph unclear and no more', () => {
    const text = 'The hall was full. “We trusted them and they\n\nThe sale is a betrayal.\n\n“It was a good day for us,” said Vos.'
    const voices = findVoices(text, { language: loadLanguage('en'), bodyStart: 0 })
    expect(voices.voiceAt(text.indexOf('trusted'))).toBe('unclear')
    expect(voices.voiceAt(text.indexOf('betrayal'))).toBe('outlet')
    expect(voices.voiceAt(text.indexOf('good day'))).toBe('attributed')
  })

  test('short marks without a speaker, and "so-called", hold a word at arm’s length', () => {
    expect(hear('The "[betrayal]" turned out to be a clerical error.')).toMatchObject({ voice: { kind: 'outlet' }, scareQuoted: true })
    expect(hear('The so-called [betrayal] turned out to be a clerical error.')).toMatchObject({
      voice: { kind: 'outlet' },
      scareQuoted: true,
    })
    expect(hear('The mayor called it a "[betrayal]".').scareQuoted).toBe(false)
  })

  test('apostrophes and inches are no quotations', () => {
    expect(hear("The dockers' 12\" gauge shows a [betrayal] of the workers' trust.").voice).toEqual({ kind: 'outlet' })
  })

  test.each([
    ['ru', '«Это [предательство] всех нас», — заявил министр.', 'министр'],
    ['zh', '“这是对我们的[背叛]，”市长说。', '市长'],
    ['zh', '「這是對我們的[背叛]，」議員說。', '議員'],
    ['kk', '«Бұл — халыққа жасалған [сатқындық]», — деді министр.', 'министр'],
  ])('the marks of %s are read: %s', (code, sentence, speaker) => {
    const heard = hear(sentence, code)
    expect(heard.voice.kind).toBe('quoted')
    expect(speakers(heard)).toEqual([speaker])
  })
})

describe('mode', () => {
  test.each([
    ['The spokesman denied that the withdrawal was a [betrayal].', 'negated'],
    ['Nothing in the minutes amounts to [treason].', 'negated'],
    ['The change may look like a [betrayal] to commuters.', 'hedged'],
    ['If the line closes, it would be a [betrayal] of the town.', 'hedged'],
    ['Was the amendment a [betrayal]?', 'question'],
    ['A reporter asked whether the vote had been a [betrayal].', 'question'],
    ['It was not only a [betrayal] but a theft.', 'asserted'],
    ['We will not accept this [betrayal].', 'asserted'],
    ['The general warned that a retreat would be a [betrayal].', 'asserted'],
  ])('%s is %s', (sentence, mode) => {
    expect(hear(sentence).mode).toBe(mode)
  })

  test('what somebody spoke of is denied where it is called untrue, and not by whatever is called so behind it', () => {
    expect(hear('Депутат мәлімдеген [сатқындық] күлкілі айыппұлмен аяқталды.', 'kk').mode).toBe('asserted')
  })
})

test('spans nest: an inner one has a greater depth, and quoted and reported parts are told apart', () => {
  const text = 'The Herald says Moscow’s media are painting the visit as “a betrayal by old friends” of the east.'
  const { spans } = findVoices(text, { language: loadLanguage('en'), bodyStart: 0 })
  const shown = spans.map(({ start, end, kind, depth, speaker }) => [depth, kind, speaker?.text, text.slice(start, end)])
  expect(shown).toContainEqual([1, 'quoted', 'Moscow’s media', '“a betrayal by old friends”'])
  expect(shown).toContainEqual([0, 'quoted', 'The Herald', '“a betrayal by old friends”'])
  expect(shown).toContainEqual([1, 'reported', 'Moscow’s media', 'of the east'])
})
