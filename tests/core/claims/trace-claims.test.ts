import { describe, expect, test } from 'vitest'
import type { GradedClaim } from '../../../src/core/claims/claim.ts'
import { traceClaims } from '../../../src/core/claims/trace-claims.ts'
import { toId } from '../../../src/core/ids.ts'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { scoreArticle } from '../../../src/core/score/score-article.ts'
import { readLanguages } from '../../../src/io/config/languages.ts'
import { readLexicon } from '../../../src/io/config/lexicon-file.ts'
import { readPressWords } from '../../../src/io/config/press-words.ts'
import { readValenceLists } from '../../../src/io/config/valence-lists.ts'
import type { Article, Outlet, OutletCoverage } from '../../../src/model.ts'

const config = ['config']
const languages = await readLanguages(config)
const knowledge = { languages, valence: await readValenceLists(config), press: await readPressWords(config) }
const instruments = { lexicon: compileLexicon((await readLexicon('international-relations', config)).lexicon), languages, scorers: [] }

const outlets: readonly Outlet[] = [
  outlet('meridian-post', 'Meridian Post', 'en', 'GB'),
  outlet('lanhai-daily', '蓝海日报', 'zh', 'CN'),
  outlet('vestnik', 'Вестник Дравограда', 'ru', 'RU'),
  outlet('dala', 'Дала жаршысы', 'kk', 'KZ'),
  outlet('harbour-times', 'The Harbour Times', 'en', 'GB'),
]

function outlet(id: string, name: string, language: string, country: string): Outlet {
  return { id: toId(id), name, homepage: `https://${id}.example`, country, language, feeds: [], sitemaps: [], groups: {} }
}

/** The claims of an anchor text, held against texts by outlet id. */
function trace(anchor: string, printed: Readonly<Record<string, string>> = {}, language = 'en'): readonly GradedClaim[] {
  const read = (of: string, text: string, code: string) => {
    const title = text.slice(0, text.indexOf('\n\n'))
    const article: Article = {
      id: toId(`${of}-1`),
      url: `https://${of}.example/1`,
      outlet: toId(of),
      title,
      text,
      bodyStart: text.indexOf('\n\n') + 2,
      byline: [],
      publishedAt: undefined,
      language: code,
      siteName: undefined,
      confidence: 1,
      flags: [],
      page: toId('0'),
    }
    return { article, hits: scoreArticle(article, instruments).hits }
  }
  const coverage = outlets.map((each): OutletCoverage => ({
    outlet: each,
    status: printed[each.id] === undefined && each.id !== 'meridian-post' ? 'silent' : 'covered',
    reason: printed[each.id] === undefined ? 'Its sources hold nothing on the story' : undefined,
    sources: [],
  }))
  const articles = Object.entries(printed).map(([id, text]) =>
    read(id, `—\n\n${text}`, outlets.find((each) => each.id === id)?.language ?? 'en'),
  )
  return traceClaims({ anchor: read('meridian-post', `—\n\n${anchor}`, language), articles, outlets: coverage, excluded: [] }, knowledge)
}

const only = (claims: readonly GradedClaim[]): GradedClaim => {
  expect(claims).toHaveLength(1)
  return claims[0]!
}

describe('traceClaims', () => {
  test('a term in quotation marks that the outlet prints in its own voice and language is verbatim', () => {
    const claim = only(
      trace('The deal was described by Lanhai Daily journalists as a "stab in the back".', { 'lanhai-daily': '这份协议就是背后捅刀。' }),
    )
    expect(claim).toMatchObject({ grade: 'verbatim', source: 'Lanhai Daily journalists', quotations: ['stab in the back'] })
    expect(claim.match).toMatchObject({
      translated: true,
      isOwnVoice: true,
      shared: ['stab in the back'],
      sentence: '这份协议就是背后捅刀。',
    })
  })

  test('what the outlet only lets a minister say is weaker than what the anchor makes of it', () => {
    const claim = only(
      trace('The deal was described by Lanhai Daily journalists as a "stab in the back".', {
        'lanhai-daily': '贸易部长表示：“这不是生意，这是背后捅刀。”',
      }),
    )
    expect(claim.grade).toBe('stronger')
    expect(claim.reason).toContain('in the mouth of others')
  })

  test('an outlet that is said to quote somebody, and does, is reported fairly', () => {
    const claim = only(
      trace('According to the Harbour Times, the minister said that the agreement amounted to betrayal.', {
        'harbour-times': 'The trade minister called the agreement a betrayal.',
      }),
    )
    expect(claim.through.map(({ speaker }) => speaker)).toEqual(['the minister'])
    expect(claim.grade).toBe('paraphrase')
  })

  test('a chain inside the claim counts: journalists who say what Putin feels are no stronger than a paper that says what he feels', () => {
    const claim = only(
      trace('Putin, according to Chinese journalists, is displeased with what he perceives as ingratitude from a neighbor.', {
        'lanhai-daily': '普京认为，邻国忘恩负义。',
      }),
    )
    expect(claim.grade).toBe('paraphrase')
  })

  test('a hedge that got lost makes the claim stronger, and one that was added makes it weaker', () => {
    const firm = 'The Harbour Times wrote that Tarvenia had betrayed its ally Morvask.'
    const hedged = 'The Harbour Times wrote that Tarvenia may have betrayed its ally Morvask.'
    const printedFirm = { 'harbour-times': 'Tarvenia has betrayed its ally Morvask.' }
    const printedHedged = { 'harbour-times': 'Perhaps Tarvenia has betrayed its ally Morvask.' }
    expect(only(trace(firm, printedHedged)).grade).toBe('stronger')
    expect(only(trace(hedged, printedFirm)).grade).toBe('weaker')
  })

  test('a larger number than the source has makes the claim stronger', () => {
    const printed = { 'harbour-times': 'The pipeline to the coast will cost Tarvenia 400 million dollars over two years.' }
    const claim = only(trace('The Harbour Times reported that the pipeline to the coast would cost Tarvenia 600 million dollars.', printed))
    expect(claim).toMatchObject({ grade: 'stronger' })
    expect(claim.reason).toContain('600,000,000')
  })

  test('words in quotation marks are looked for as they stand', () => {
    const printed = { 'harbour-times': 'The corridor is a quiet revolution on rails. Nobody noticed.' }
    expect(only(trace('The Harbour Times called the corridor "a quiet revolution on rails".', printed)).grade).toBe('verbatim')
  })

  test('a number and a name find the sentence in Russian and in Kazakh', () => {
    const claim = 'said that Tarvenia would send 12 million tonnes through Marenta.'
    const russian = only(trace(`The Vestnik ${claim}`, { vestnik: 'Погода хороша. Через Маренту пойдут 12 миллионов тонн нефти в год.' }))
    expect(russian.match).toMatchObject({ translated: true, sentence: 'Через Маренту пойдут 12 миллионов тонн нефти в год.' })
    const kazakh = only(
      trace(`The newspaper Dala ${claim}`, { dala: 'Күн ашық. Жыл сайын Марента арқылы 12 миллион тонна мұнай жөнелтіледі.' }),
    )
    expect(kazakh.match?.sentence).toContain('12 миллион тонна')
  })

  test('what shares nothing is not found, and a claim that could not be found across languages says so', () => {
    const printed = { 'lanhai-daily': '天气很好。', 'harbour-times': 'The weather is fine.' }
    const [foreign, own] = trace(
      'Lanhai Daily warned that neighbours might follow. The Harbour Times wrote that the ferry was late.',
      printed,
    )
    expect(foreign).toMatchObject({ grade: 'not-found', match: undefined })
    expect(foreign?.reason).toContain('no term and no number')
    expect(own).toMatchObject({ grade: 'not-found' })
    expect(own?.reason).toContain('no sentence shares enough')
  })

  test('an outlet without an article is not fetched, for the reason its coverage gives; one that nobody knows is named', () => {
    const [known, unknown] = trace('Lanhai Daily wrote of betrayal. According to AB News, the talks failed.')
    expect(known).toMatchObject({ grade: 'not-fetched', outlets: ['lanhai-daily'] })
    expect(known?.reason).toContain('hold nothing on the story')
    expect(unknown).toMatchObject({ grade: 'not-fetched', outlets: [] })
    expect(unknown?.reason).toContain('AB News')
  })

  test('"Chinese media" are the outlets of China, "the paper" is the one named last, and a newspaper may be placed by the words before it', () => {
    const claims = trace(
      'Chinese media reported that the ally was lost. The Harbour Times wrote that it rained. According to the paper, it rained hard.',
    )
    expect(claims.map(({ outlets: ids }) => ids)).toEqual([['lanhai-daily'], ['harbour-times'], ['harbour-times']])
    const placed = trace('There was anger in the Lanhai press, where one leading newspaper wrote that the ally was lost.')
    expect(placed.map(({ outlets: ids }) => ids)).toEqual([['lanhai-daily']])
  })

  test('ministers, press secretaries and the anchor itself make no claim about an outlet', () => {
    expect(trace('The minister said that it was betrayal. The press secretary said that it was not.')).toEqual([])
    expect(trace('The Meridian Post wrote yesterday that it was betrayal.')).toEqual([])
  })

  test.each([
    ['ru', 'Газета «蓝海日报» назвала договор «ударом в спину».', '蓝海日报'],
    ['ru', 'Китайские СМИ пишут, что это удар в спину.', 'Китайские СМИ'],
    ['zh', '《蓝海日报》称，该协议是背后捅刀。', '蓝海日报'],
    ['kk', 'Қытай газеті келісімді сатқындық деп атады.', 'Қытай газеті'],
  ])('anchors in %s: %s', (language, text, source) => {
    const claim = only(trace(text, { 'lanhai-daily': '这份协议就是背后捅刀，这是背叛。' }, language))
    expect(claim.source).toContain(source)
    expect(claim.outlets).toEqual(['lanhai-daily'])
    expect(claim.match?.isOwnVoice).toBe(true)
  })

  test('spans are the text they name', () => {
    const text = 'The Harbour Times wrote that "Tarvenia" had betrayed its ally. Lanhai Daily said so too, in 2,000 words.'
    for (const { start, end, words } of trace(text)) expect(`—\n\n${text}`.slice(start, end)).toBe(words)
  })

  test('a text of claims without end is searched for as many as an article can have', () => {
    const claims = trace('The Harbour Times wrote that it was a betrayal of Severia. '.repeat(500), {
      'harbour-times': 'It was a betrayal. '.repeat(500),
    })
    expect(claims.length).toBeLessThanOrEqual(100)
    expect(claims[0]?.grade).toBe('paraphrase')
  })

  test('a language without rules for voices makes no claims', () => {
    expect(trace('京河日报 reports.', {}, 'fi')).toEqual([])
  })
})
