import { describe, expect, test } from 'vitest'
import { PipelineError } from '../../../src/errors.ts'
import { takeForeign } from '../../../src/core/lexicon/take-foreign.ts'
import { lexiconFormats, type LexiconFormat } from '../../../src/io/lexicon-formats/exchange.ts'
import { foreignText, formatOfName, readForeign } from '../../../src/io/lexicon-formats/read-foreign.ts'
import { exportLexicon } from '../../../src/workbench/versions/exchange-lexicon.ts'
import { lexiconOf, termOf } from '../../core/tuning/terms.ts'

describe('what files of other tools say', () => {
  test('LIWC: nested categories, several categories a term, conditions dropped and said, any line end', () => {
    const text = '%\r1\tmoral\r\t2\tloyalty\r3\tharm\r%\rbetray*\t2\t3\rlike\t(02 134)3\rstab in the back\t2\rlost\t9\r'
    const { entries, unread } = readForeign(text, 'liwc-dic')
    expect(entries.map(({ category, pattern, dropped }) => [category.join('/'), pattern, dropped])).toEqual([
      ['moral/loyalty', 'betray*', undefined],
      ['harm', 'betray*', undefined],
      ['harm', 'like', 'the condition (02 134)3 is left out'],
      ['moral/loyalty', 'stab in the back', undefined],
    ])
    expect(unread).toEqual([{ place: 'line 9', text: 'lost\t9', why: 'no category has the number 9' }])
    expect(() => readForeign('betray*\t1\n', 'liwc-dic')).toThrow(/two lines of "%"/)
  })

  test('LIWC-22: a column a category, an X or a weight a cell', () => {
    const { entries, unread } = readForeign('\uFEFFDicTerm,loyalty,harm\nbetray*,X,\nknife,,0.5\nodd,maybe,\n', 'liwc-dicx')
    expect(entries.map(({ category, pattern, weight }) => [category[0], pattern, weight])).toEqual([
      ['loyalty', 'betray*', undefined],
      ['harm', 'knife', 0.5],
    ])
    expect(unread).toEqual([{ place: 'row 4', text: 'odd: maybe', why: 'expected X or a number in the cell' }])
  })

  test('quanteda: nested maps, own patterns under __, and words that are no truth values', () => {
    const { entries } = readForeign('loyalty:\n  __: [ally]\n  betrayal:\n    - betray*\n    - yes\n    - "stab * back"\n', 'quanteda')
    expect(entries.map(({ category, pattern }) => `${category.join('/')} ${pattern}`).toSorted()).toEqual([
      'loyalty ally',
      'loyalty/betrayal betray*',
      'loyalty/betrayal stab * back',
      'loyalty/betrayal yes',
    ])
  })

  test('Yoshikoder: patterns of a node that has others below it are kept', () => {
    const text =
      '<dictionary><cnode name="All"><cnode name="loyalty"><pnode name="ally"/><cnode name="vice"><pnode name="traitor &amp; co"/></cnode></cnode></cnode></dictionary>'
    expect(readForeign(text, 'yoshikoder').entries.map(({ category, pattern }) => [category.join('/'), pattern])).toEqual([
      ['loyalty', 'ally'],
      ['loyalty/vice', 'traitor & co'],
    ])
  })

  test('WordStat: tabs nest, weights of more than one digit are weights, and bytes may be windows-1252', () => {
    const bytes = Buffer.from('LOYALTY\n\tVICE\n\t\tSTAB_IN_THE_BACK (1)\n\t\tFIANC\u00c9 (10)\n', 'latin1')
    expect(
      readForeign(foreignText(bytes), 'wordstat').entries.map(({ category, pattern, weight }) => [category.join('/'), pattern, weight]),
    ).toEqual([
      ['LOYALTY/VICE', 'STAB_IN_THE_BACK', 1],
      ['LOYALTY/VICE', 'FIANC\u00c9', 10],
    ])
  })

  test('Lexicoder: terms under their category', () => {
    const { entries, unread } = readForeign('early\n+NEGATIVE\nABANDON*\n+NEG_POSITIVE\nNOT GOOD\n', 'lexicoder')
    expect(entries.map(({ category, pattern }) => [category[0], pattern])).toEqual([
      ['NEGATIVE', 'ABANDON*'],
      ['NEG_POSITIVE', 'NOT GOOD'],
    ])
    expect(unread).toHaveLength(1)
  })

  test('tables: any of three separators, quoted cells, and rows with mistakes named', () => {
    const { entries, unread } = readForeign('category;term;weight\nloyalty;"stab; knife";2\n;lost;\nloyalty;heavy;much\n', 'csv')
    expect(entries).toMatchObject([{ category: ['loyalty'], pattern: 'stab; knife', weight: 2 }])
    expect(unread.map(({ place }) => place)).toEqual(['row 3', 'row 4'])
    expect(() => readForeign('a,b\n1,2\n', 'csv')).toThrow(/expected the columns/)
  })

  test.each(lexiconFormats)('%s: text that is something else is an error in one line, or has nothing that can be used', (format) => {
    const outcomeOf = (text: string): string => {
      try {
        const { entries } = readForeign(text, format)
        return takeForeign(entries, { id: 'x', language: 'en', source: 's' }).lexicon ? 'a lexicon' : 'nothing'
      } catch (error) {
        return error instanceof PipelineError && error.code === 'lexicon-invalid' && !error.message.includes('\n')
          ? 'refused'
          : String(error)
      }
    }
    const texts = ['', '{', '<html><p>404</p></html>', '\0\0\0', '%', '+', '\t\t\t']
    expect(texts.map(outcomeOf).filter((outcome) => outcome !== 'refused' && outcome !== 'nothing')).toEqual([])
  })
})

test('every entry of another tool is kept, changed or refused, with the reason', () => {
  const entry = (pattern: string, weight?: number) => ({ category: ['Vice'], pattern, weight, place: 'line 1', dropped: undefined })
  const { lexicon, rows } = takeForeign(
    [entry('betray*'), entry('STAB_IN_THE_BACK'), entry('Betray*'), entry('*tion'), entry('be.*y'), entry('wom?n'), entry('heavy', 99)],
    {
      id: 'x',
      language: 'en',
      source: 'vice.dic',
    },
  )
  expect(rows.map(({ entry: said, outcome, why }) => [said, outcome, why?.slice(0, 24)])).toEqual([
    ['betray*', 'kept', undefined],
    ['STAB_IN_THE_BACK', 'changed', '"_" between words became'],
    ['Betray*', 'changed', 'said before in the same '],
    ['*tion', 'refused', 'a "*" in front of a word'],
    ['be.*y', 'refused', 'character 3: it looks li'],
    ['wom?n', 'refused', '"?" for one letter has n'],
    ['heavy', 'changed', 'the weight 99 became 10:'],
  ])
  expect(lexicon?.terms.map(({ patterns }) => patterns[0])).toEqual(['betray*', 'STAB IN THE BACK', 'heavy'])
  expect(lexicon?.frames).toMatchObject([{ id: 'vice', name: 'Vice' }])
})

test.each(lexiconFormats)('%s: what is written for another tool reads as the same entries', (format: LexiconFormat) => {
  const lexicon = lexiconOf([
    termOf({ id: 'a', frame: 'f', patterns: ['betray*', '{stab,knife} in the back'] }),
    termOf({ id: 'b', frame: 'g', patterns: ['yes'], unless: ['yes men'] }),
  ])
  const { text, rows } = exportLexicon(lexicon, { format, language: undefined })
  const read = readForeign(text, format)
  expect(read.unread).toEqual([])
  const taken = takeForeign(read.entries, { id: 'x', language: 'en', source: 's' })
  const said = taken.lexicon?.terms.map(({ frame, patterns }) => `${frame} ${patterns.join('|').toLowerCase()}`).toSorted()
  expect(said).toEqual(['f betray*', 'f knife in the back', 'f stab in the back', 'g yes'])
  expect(rows.find(({ entry }) => entry === 'yes')).toMatchObject({ outcome: 'changed', why: 'without its exceptions (yes men)' })
})

test('a gap is refused by formats that have none, and changed where it stands for one word only', () => {
  const lexicon = lexiconOf([termOf({ patterns: ['stab * back', 'stab back'] })])
  const outcome = (format: LexiconFormat) => exportLexicon(lexicon, { format, language: undefined }).rows.map((row) => row.outcome)
  expect(outcome('liwc-dic')).toEqual(['refused', 'kept'])
  expect(outcome('quanteda')).toEqual(['changed', 'kept'])
})

test('the ending of a file name tells its format', () => {
  expect(['mfd.dic', 'A.DICX', 'x.yml', 'x.ykd', 'x.cat', 'x.lc3', 'x.tsv', 'x.txt'].map(formatOfName)).toEqual([
    'liwc-dic',
    'liwc-dicx',
    'quanteda',
    'yoshikoder',
    'wordstat',
    'lexicoder',
    'csv',
    undefined,
  ])
})

test('a lexicon of twenty thousand entries is taken in whole, each under a name of its own', () => {
  const entries = Array.from({ length: 20_000 }, (_, index) => ({
    category: [`c${index % 3}`],
    pattern: `word${index >> 1}`,
    weight: undefined,
    place: `line ${index}`,
    dropped: undefined,
  }))
  const { lexicon, rows } = takeForeign(entries, { id: 'x', language: 'en', source: 's' })
  expect(rows.filter(({ outcome }) => outcome === 'kept')).toHaveLength(20_000)
  expect(new Set(lexicon?.terms.map(({ id }) => id)).size).toBe(20_000)
  expect(lexicon?.terms.slice(0, 2).map(({ concept }) => concept)).toEqual(['word0', 'word0-2'])
})
