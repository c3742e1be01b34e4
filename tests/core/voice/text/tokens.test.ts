import { describe, expect, it } from 'vitest'
import { tokenize, type TokenRules } from '../../../../src/core/voice/text/tokens.ts'

const rules: TokenRules = { abbreviations: new Set(['gov.']), possessives: new Set(["'s"]), elisions: new Set(["l'"]) }

const cut = (text: string) => tokenize(text, rules).map(({ start, end }) => text.slice(start, end))
const folded = (text: string) => tokenize(text, rules).map(({ lower }) => lower)

describe('tokenize', () => {
  it.each([
    ['well-known half‑done don’t rock-', ['well-known', 'half‑done', 'don’t', 'rock', '-']],
    ['1,000.5 at 12:30, 5th of 3.', ['1,000.5', 'at', '12:30', ',', '5', 'th', 'of', '3', '.']],
    ['the U.S.A in U. Gov. Vos. End.', ['the', 'U.S.', 'A', 'in', 'U.', 'Gov.', 'Vos', '.', 'End', '.']],
    ['L’union’s “l’état”', ['L’', 'union', '’s', '“', 'l’', 'état', '”']],
    ['wait.. so...', ['wait', '..', 'so', '...']],
    ['新桥abcカ5กb', ['新', '桥', 'abc', 'カ', '5', 'ก', 'b']],
    ['cafe\u0301 e\u0308 𝐀𝐁.𐐀.𐐁. 😀x', ['cafe\u0301', 'e\u0308', '𝐀𝐁', '.', '𐐀.𐐁.', '😀', 'x']],
    ['a\u0000b \ud800c', ['a', '\u0000', 'b', '\ud800', 'c']],
    ['one\ntwo\nThree\n\nfour', ['one', 'two', '\n', 'Three', '\n\n', 'four']],
  ])('cuts %j', (text, pieces) => expect(cut(text)).toEqual(pieces))

  it('folds capitals, apostrophes and ё, and nothing else', () => {
    expect(folded('Ёлка ЕЩЁ ещё plain DON’T ΟΔΟΣ İ')).toEqual(['елка', 'еще', 'еще', 'plain', "don't", 'οδος', 'i\u0307'])
  })

  it('tells capitals by the first character alone', () => {
    const capitals = tokenize('Vos iPhone Юг 𐐀𐐨 ǅ 5G', rules).map(({ capital }) => capital)
    expect(capitals).toEqual([true, false, true, true, false, false, true])
  })
})
