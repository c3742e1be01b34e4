import { fold } from '../../text/fold.ts'
import { ownCopy } from '../../text/own-copy.ts'
import { stem } from '../../text/stem.ts'
import { characterOf, foldedIn, kindOf, letter, unspaced } from '../characters.ts'
import { advance } from './advance.ts'
import type { Automaton, State } from './compile.ts'
import { Places } from './places.ts'

/** A word or mark of a text, once however often it stands there: what is worked out of it is worked out once. */
export interface Word {
  /** Folded. */
  readonly text: string
  readonly isWord: boolean
  readonly stem: string
  /** Where it leads from the root. Most lead nowhere, and that is all they cost. */
  readonly starts: readonly State[]
  /** Whether it is no hit by itself, and only a word that is known to the automaton can follow it. */
  readonly needsLater: boolean
  /** Whether it may be another word of a pattern than the first, as it is or by its stem. */
  readonly isLater: boolean
  readonly isLaterStem: boolean
}

/**
 * The words that one automaton has met, by a hash of their folded characters: nothing is cut out of the text to look one up. It forgets words
 * when many are met, so it stays small, and a lookup takes a few steps whatever a text holds.
 */
export class KnownWords {
  readonly #automaton: Automaton
  readonly #language: string
  readonly #starting: Places
  #hashes = new Int32Array(1 << 10)
  #words: (Word | undefined)[] = Array.from({ length: 1 << 10 })
  #size = 0

  constructor(automaton: Automaton, language: string) {
    this.#automaton = automaton
    this.#language = language
    this.#starting = new Places(automaton.stateCount)
  }

  at(text: string, start: number, end: number, hash: number): Word {
    const [hashes, words] = [this.#hashes, this.#words]
    const last = hashes.length - 1
    let place = hash & last
    for (let probe = 0; probe < mostProbes; probe++) {
      const known = words[place]
      if (known === undefined) break
      if (hashes[place] === hash && spells(known.text, text, start, end)) return known
      place = (place + 1) & last
    }
    return this.#learn(fold(text.slice(start, end)), hash)
  }

  #learn(folded: string, hash: number): Word {
    if (folded.length > longestRemembered) return this.#wordOf(folded)
    const made = this.#wordOf(ownCopy(folded))
    if (this.#size * 2 >= this.#hashes.length) this.#grow()
    this.#put(made, hash)
    return made
  }

  /** Into a free place, or into the last of those that are looked at. */
  #put(word: Word, hash: number): void {
    const last = this.#hashes.length - 1
    let place = hash & last
    for (let probe = 1; probe < mostProbes && this.#words[place] !== undefined; probe++) place = (place + 1) & last
    if (this.#words[place] === undefined) this.#size++
    this.#words[place] = word
    this.#hashes[place] = hash
  }

  #grow(): void {
    const [hashes, words] = [this.#hashes, this.#words]
    const length = Math.min(mostPlaces, hashes.length * 4)
    this.#hashes = new Int32Array(length)
    this.#words = Array.from({ length })
    this.#size = 0
    if (length === hashes.length) return
    words.forEach((word, place) => {
      if (word !== undefined) this.#put(word, hashes[place] ?? 0)
    })
  }

  #wordOf(text: string): Word {
    const { root, laterLiterals, laterStems } = this.#automaton
    const kind = kindOf(text.codePointAt(0) ?? 0)
    const isWord = kind === letter || kind === unspaced
    const stemmed = isWord && (root.stems !== undefined || laterStems.size > 0) ? stem(text, this.#language) : text
    const starting = this.#starting
    starting.clear()
    advance(root, { text, isWord, stem: stemmed, isLater: true, isLaterStem: true }, starting)
    const starts = starting.size === 0 ? nowhere : starting.states.slice(0, starting.size)
    const needsLater = starts.every(({ terms, unless, gap, globs }) => terms.length + unless.length === 0 && !gap && !globs)
    const later = { isLater: laterLiterals.has(text), isLaterStem: isWord && laterStems.has(stemmed) }
    return { text, isWord, stem: stemmed, starts, needsLater, ...later }
  }
}

const nowhere: readonly State[] = []
const longestRemembered = 60
const mostProbes = 8
const mostPlaces = 1 << 17

/** Whether a stretch of a text is a word once it is folded. */
function spells(folded: string, text: string, start: number, end: number): boolean {
  if (folded.length !== end - start) return false
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (foldedIn(characterOf(code)) === folded.charCodeAt(at - start)) continue
    // Two halves make a character that may have a folded form of its own.
    return isHalf(code) && fold(text.slice(start, end)) === folded
  }
  return true
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code < 0xe000
}
