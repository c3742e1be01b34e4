import { kindIn, letter, space } from '../characters.ts'
import type { Automaton, State } from './compile.ts'
import type { KnownWords } from './known-words.ts'
import { asciiCharacters, decode, surplus, widthOfByte, Utf8 } from './utf8.ts'
import { bitsOf, filterOf, hashOf, mixed, nextHash, pairOf, placeOf, type Filter } from './word-hash.ts'

/** The tokens of a text, and from which of them a term may be read. Valid until the next text is sieved. */
export interface Sieved {
  readonly tokenCount: number
  /** Offsets of the tokens. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly hashes: Int32Array
  /** Indices of tokens, in order. */
  readonly candidates: Int32Array
  readonly candidateCount: number
}

/**
 * Tells in one pass over the characters where a term may begin: each word, and each word with the one in front of it, is looked up in a filter by
 * a hash of its folded characters. Nothing is cut, copied or allocated on the way, and common words cost no more than rare ones, so that the cost
 * hardly grows with the lexicon. It may name places where no term stands, and never leaves one out.
 */
export class Sieve {
  /** First words that may begin a term whatever follows. */
  readonly #singles: Filter
  /** First words with the word behind them. */
  readonly #pairs: Filter
  /** Where terms begin with stems or globs: every word is asked where it leads. */
  readonly #words: KnownWords | undefined
  #room = roomOf(1 << 12)
  #candidates = new Int32Array(256)
  readonly #utf8 = new Utf8()

  constructor({ root }: Automaton, words: KnownWords) {
    this.#words = root.stems !== undefined || root.globs !== undefined ? words : undefined
    const [singles, pairs]: [number[], number[]] = [[], []]
    for (const [word, state] of root.literals ?? []) {
      const hash = hashOf(word)
      if (goesOnlyByLiterals(state)) for (const next of state.literals?.keys() ?? []) pairs.push(pairOf(hash, hashOf(next)))
      else singles.push(hash)
    }
    this.#singles = filterOf(singles)
    this.#pairs = filterOf(pairs)
  }

  sieve(text: string): Sieved {
    const ascii = asciiCharacters
    const [singles, lastSingle] = [this.#singles.bits, this.#singles.last]
    const [pairs, lastPair] = [this.#pairs.bits, this.#pairs.last]
    const words = this.#words
    const { bytes, length } = this.#utf8.of(text)
    const { starts, ends, hashes } = this.#roomFor(text.length)
    let tokenCount = 0
    let candidateCount = 0
    let before = 0
    // How many bytes there have been more than units of the text.
    let extra = 0
    for (let at = 0; at < length;) {
      const start = at - extra
      let character = ascii[bytes[at]!]!
      let hash = 0
      let isWord = true
      if (character > 0) {
        do {
          hash = nextHash(hash, character)
          character = ascii[bytes[++at]!]!
        } while (character > 0)
      } else {
        const byte = bytes[at]!
        if (character === 0) character = decode(bytes, at)
        at += widthOfByte(byte)
        extra += surplus(byte)
        const kind = kindIn(character)
        if (kind === space) continue
        isWord = kind === letter
        hash = nextHash(0, character)
      }
      // The rest of a word that is not in ASCII alone.
      if (isWord && character >= 0) {
        for (let byte = bytes[at]!; (character = ascii[byte]! || decode(bytes, at)) > 0; byte = bytes[at]!) {
          hash = nextHash(hash, character)
          at += widthOfByte(byte)
          extra += surplus(byte)
        }
      }
      const end = at - extra
      hash = mixed(hash)
      starts[tokenCount] = start
      ends[tokenCount] = end
      hashes[tokenCount] = hash
      const pair = pairOf(before, hash)
      const pairBits = bitsOf(pair)
      if ((pairs[placeOf(pair) & lastPair]! & pairBits) === pairBits) candidateCount = this.#candidate(tokenCount - 1, candidateCount)
      const singleBits = bitsOf(hash)
      if (
        (singles[placeOf(hash) & lastSingle]! & singleBits) === singleBits ||
        (words !== undefined && words.at(text, start, end, hash).starts.length > 0)
      )
        candidateCount = this.#candidate(tokenCount, candidateCount)
      before = hash
      tokenCount++
    }
    return { tokenCount, starts, ends, hashes, candidates: this.#candidates, candidateCount }
  }

  #candidate(token: number, count: number): number {
    if (token < 0 || (count > 0 && this.#candidates[count - 1] === token)) return count
    if (count === this.#candidates.length) this.#candidates = grown(this.#candidates)
    this.#candidates[count] = token
    return count + 1
  }

  /** One place a unit of the text; kept from text to text unless it is very long. */
  #roomFor(tokens: number): Room {
    if (tokens <= this.#room.starts.length) return this.#room
    const made = roomOf(tokens)
    if (tokens <= mostKept) this.#room = made
    return made
  }
}

interface Room {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly hashes: Int32Array
}

function roomOf(tokens: number): Room {
  return { starts: new Int32Array(tokens), ends: new Int32Array(tokens), hashes: new Int32Array(tokens) }
}

const mostKept = 1 << 18

/** Whether a term can neither end here, nor go on by anything but a word as it stands. */
function goesOnlyByLiterals({ stems, globs, gap, terms, unless }: State): boolean {
  return terms.length + unless.length === 0 && stems === undefined && globs === undefined && gap === undefined
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
