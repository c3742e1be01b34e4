import { characters, foldedMask, joined, kindOf, kindShift, learnCharacter, letter, odd, space, unspaced } from '../characters.ts'
import type { Automaton, State } from './compile.ts'
import { HashMap, hashOf, mixed, nextHash, PairSet, seed } from './word-hash.ts'

/** Where the tokens of a text begin, and from which of them a term may be read. Valid until the next text is sieved. */
export interface Sieved {
  /** Offsets; one more than there are tokens, the last being the end of the text. */
  readonly starts: Int32Array
  readonly tokenCount: number
  /** Indices of tokens, in order. */
  readonly candidates: Int32Array
  readonly candidateCount: number
  /** Characters of scripts without spaces stand in it. */
  readonly hasUnspaced: boolean
}

/**
 * Tells in one pass over the characters where a term may begin: a word is looked up by a hash of its folded characters, and with the word
 * behind it where a term needs two. Nothing is cut, copied or allocated on the way, so its cost hardly grows with the lexicon. It may name
 * places where no term stands, and never leaves one out.
 */
export class Sieve {
  readonly #firsts = new HashMap()
  readonly #pairs = new PairSet()
  /** Stems and globs ask the words themselves: every word may begin a term, or the answer for it is remembered. */
  readonly #mayStart: (word: string) => boolean
  readonly #remembered = new Map<number, Map<string, boolean>>()
  #rememberedCount = 0
  readonly #asksWords: boolean
  #tokenStarts = new Int32Array(1024)
  #candidates = new Int32Array(256)

  constructor({ root }: Automaton, mayStart: (word: string) => boolean) {
    this.#mayStart = mayStart
    this.#asksWords = root.stems !== undefined || root.globs !== undefined
    for (const [word, state] of root.literals ?? []) this.#add(word, state)
    this.#pairs.build()
  }

  sieve(text: string): Sieved {
    const table = characters
    const [firsts, pairs, asksWords] = [this.#firsts, this.#pairs, this.#asksWords]
    const length = text.length
    const tokenStarts = this.#roomFor(length)
    let tokenCount = 0
    let candidateCount = 0
    let hasUnspaced = false
    let pending = -1
    let pendingHash = 0
    for (let at = 0; at < length;) {
      const code = text.charCodeAt(at)
      const character = table[code]! || learnCharacter(code)
      let kind = character >>> kindShift
      if (kind === space) {
        at++
        continue
      }
      const start = at++
      let hash = nextHash(seed, character & foldedMask)
      if (kind === letter) {
        for (; at < length; at++) {
          const nextCode = text.charCodeAt(at)
          const next = table[nextCode]! || learnCharacter(nextCode)
          if (next >>> kindShift > joined) {
            if (next >>> kindShift === odd) kind = odd
            break
          }
          hash = nextHash(hash, next & foldedMask)
        }
      }
      // Cut slowly, and never left out.
      if (kind === odd) at = oddEnd(text, start)
      else if (kind === unspaced) hasUnspaced = true
      hash = mixed(hash)
      tokenStarts[tokenCount] = start
      if (pending !== -1) {
        if (kind === odd || pairs.has(pendingHash, hash)) candidateCount = this.#candidate(pending, candidateCount)
        pending = -1
      }
      const first = firsts.get(hash)
      if (kind === odd || first === free || (asksWords && kind === letter && this.#asks(text, start, at, hash)))
        candidateCount = this.#candidate(tokenCount, candidateCount)
      else if (first === paired) {
        pending = tokenCount
        pendingHash = hash
      }
      tokenCount++
    }
    tokenStarts[tokenCount] = length
    return { starts: tokenStarts, tokenCount, candidates: this.#candidates, candidateCount, hasUnspaced }
  }

  #add(word: string, state: State): void {
    const hash = hashOf(word)
    const { literals, stems, globs, gap, terms, unless } = state
    const endsHere = terms.length + unless.length > 0
    if (endsHere || stems !== undefined || globs !== undefined || gap !== undefined) this.#firsts.set(hash, free)
    else {
      if (this.#firsts.get(hash) === 0) this.#firsts.set(hash, paired)
      for (const next of literals?.keys() ?? []) this.#pairs.add(hash, hashOf(next))
    }
  }

  /** One place a character, and one behind the last; kept from text to text unless it is very long. */
  #roomFor(length: number): Int32Array {
    if (length < this.#tokenStarts.length) return this.#tokenStarts
    const room = new Int32Array(length + 1)
    if (length < longestKept) this.#tokenStarts = room
    return room
  }

  #candidate(token: number, count: number): number {
    if (count >= this.#candidates.length) this.#candidates = grown(this.#candidates)
    this.#candidates[count] = token
    return count + 1
  }

  /** Whether a stem or glob at the front of a term fits the word; remembered, as a day's news uses few words. */
  #asks(text: string, start: number, end: number, hash: number): boolean {
    const word = text.slice(start, end)
    const sameHash = this.#remembered.get(hash)
    const known = sameHash?.get(word)
    if (known !== undefined) return known
    const answer = this.#mayStart(word)
    if (this.#rememberedCount++ > mostRemembered) {
      this.#remembered.clear()
      this.#rememberedCount = 0
    }
    const words = this.#remembered.get(hash) ?? new Map<string, boolean>()
    // A copy: a part of a string may keep all of it in memory.
    this.#remembered.set(hash, words.set([...word].join(''), answer))
    return answer
  }
}

/** Of a first word: the word behind it has to be known, or it may begin a term whatever follows. */
const [paired, free] = [1, 2]

const mostRemembered = 100_000
const longestKept = 1_000_000

/** Where a token ends that holds a character which only its neighbours explain, as the tokenizer ends it. */
function oddEnd(text: string, start: number): number {
  const first = text.codePointAt(start) ?? 0
  let end = start + widthOf(first)
  if (kindOf(first) !== letter) return end
  for (;;) {
    const code = text.codePointAt(end)
    if (code === undefined || kindOf(code) > joined) return end
    end += widthOf(code)
  }
}

function widthOf(code: number): number {
  return code > foldedMask ? 2 : 1
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
