import { ownCopy } from '../text/own-copy.ts'
import { stem } from '../text/stem.ts'
import type { LanguageData } from './language-data.ts'
import { tokenize } from './text/tokens.ts'

/** A listed word or phrase that stands in a text. */
export interface Listed<Name> {
  readonly name: Name
  /** First and last word, counted from 0; characters in scripts without spaces. */
  readonly first: number
  readonly last: number
}

interface Entry<Name> {
  readonly words: readonly string[]
  readonly name: Name
}

/**
 * Word lists with a name each, looked up in short texts in any form, so that a list needs no inflected ones: by stem, or where endings are
 * strung together, as in Kazakh and Turkish, by what a word begins with.
 */
export class WordLists<Name extends string> {
  readonly #language: LanguageData
  readonly #byFirst = new Map<string, Entry<Name>[]>()
  /** Texts asked before: a day's news has few speakers and cues. */
  readonly #found = new Map<string, readonly Listed<Name>[]>()

  constructor(language: LanguageData, lists: Readonly<Record<Name, readonly string[]>>) {
    this.#language = language
    for (const name of namesOf(lists)) for (const form of lists[name]) this.#add(name, form)
  }

  /** Every list entry that stands in the text, by its last word; of several that end there the longest. */
  find(text: string): readonly Listed<Name>[] {
    const known = this.#found.get(text)
    if (known) return known
    if (this.#found.size >= mostRemembered) this.#found.clear()
    const found = this.#search(text)
    if (text.length <= longestRemembered) this.#found.set(ownCopy(text), found)
    return found
  }

  #search(text: string): readonly Listed<Name>[] {
    const words = wordsOf(text)
    const byLast = new Map<number, Listed<Name>>()
    words.forEach((word, first) => {
      for (const { words: wanted, name } of this.#entriesAt(word)) {
        const last = first + wanted.length - 1
        const isThere = wanted.every((form, offset) => this.#isForm(words[first + offset], form))
        if (isThere && (byLast.get(last)?.first ?? Infinity) > first) byLast.set(last, { name, first, last })
      }
    })
    return [...byLast.values()].toSorted((a, b) => a.last - b.last)
  }

  #add(name: Name, form: string): void {
    const words = wordsOf(form).map((word) => this.#base(word))
    const first = words[0]
    if (first === undefined) return
    const known = this.#byFirst.get(first)
    if (known) known.push({ words, name })
    else this.#byFirst.set(first, [{ words, name }])
  }

  #entriesAt(word: string): readonly Entry<Name>[] {
    if (!this.#language.contentBeforeVerb) return this.#byFirst.get(this.#base(word)) ?? []
    const entries: Entry<Name>[] = []
    for (let length = Math.min(word.length, longestForm); length > 0; length--) {
      if (length < shortestStem && length < word.length) break
      const known = this.#byFirst.get(word.slice(0, length))
      if (known !== undefined) entries.push(...known)
    }
    return entries
  }

  #isForm(word: string | undefined, form: string): boolean {
    if (word === undefined) return false
    if (!this.#language.contentBeforeVerb) return this.#base(word) === form
    return word === form || (form.length >= shortestStem && word.startsWith(form))
  }

  #base(word: string): string {
    const { code, spaced, contentBeforeVerb } = this.#language
    return spaced && !contentBeforeVerb ? stem(word, code) : word
  }
}

const mostRemembered = 5000
const longestRemembered = 200

/** A shorter word with more behind it is another word. */
const shortestStem = 4
const longestForm = 30

const noRules = { abbreviations: new Set<string>(), possessives: new Set(["'s"]), elisions: new Set<string>() }

/** Lower-case words; characters in scripts without spaces. */
export function wordsOf(text: string): readonly string[] {
  return tokenize(text, noRules).flatMap(({ kind, lower }) => (kind === 'word' ? [lower] : []))
}

function namesOf<Name extends string>(lists: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(lists).filter((key): key is Name => Object.hasOwn(lists, key))
}
