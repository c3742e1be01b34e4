import { us } from '../running/bench.ts'
import { fold } from '../../src/core/text/fold.ts'

export interface Phrase {
  readonly id: string
  readonly text: string
}

export interface PhraseHit {
  readonly start: number
  readonly end: number
  readonly term: string
}

/** Finds the phrases in a printed text, in order of place. */
export type Matcher = (text: string) => readonly PhraseHit[]

/** Packages that find every place of every phrase. */
export const packages = ['modern-ahocorasick', '@monyone/aho-corasick', 'ahocorasick', 'fastscan'] as const

const alternation = 'RegExp, one alternation'
const lookUp = 'natural, words looked up'

/** What people write themselves. */
export const others = [alternation, lookUp] as const

/** Every place in folded text where a phrase stands, inside words too. */
type RawSearch = (folded: string) => Iterable<{ readonly start: number; readonly end: number; readonly text: string }>

/** Loads one matcher. Packages find strings, so folding, the limits of words and the order of hits are added to theirs, as a user would have to. */
export async function loadMatcher(contender: string): Promise<(phrases: readonly Phrase[]) => Matcher> {
  if (contender === us) return loadOurs()
  if (contender === alternation) return alternationOf
  if (contender === lookUp) return loadLookUp()
  const { searchers }: { searchers: ReadonlyMap<string, () => Promise<(texts: readonly string[]) => RawSearch>> } = await import(peers)
  const load = searchers.get(contender)
  if (!load) throw new Error(`No matcher is called ${contender}`)
  const compile = await load()
  return (phrases) => {
    const ids = new Map(phrases.map(({ id, text }) => [text, id]))
    const search = compile([...ids.keys()])
    return (text) => {
      const folded = fold(text)
      const hits: PhraseHit[] = []
      for (const { start, end, text: found } of search(folded)) {
        const term = ids.get(found)
        if (term !== undefined && !isWordAt(folded, start - 1) && !isWordAt(folded, end)) hits.push({ start, end, term })
      }
      return hits.toSorted((a, b) => a.start - b.start || a.end - b.end)
    }
  }
}

/** Each phrase has a frame of its own: inside a frame the longest hit alone would count, which the packages do not do. */
async function loadOurs(): Promise<(phrases: readonly Phrase[]) => Matcher> {
  const { compileLexicon } = await import('../../src/core/hits/automaton/compile.ts')
  const { findTermHits } = await import('../../src/core/hits/find-term-hits.ts')
  const { lexiconSchema } = await import('../../src/core/lexicon/lexicon.ts')
  return (phrases) => {
    const frames = phrases.map(({ id }) => ({ id, definition: 'A made-up phrase.' }))
    const terms = phrases.map(({ id, text }) => ({ id, frame: id, concept: id, language: 'en', patterns: [text] }))
    const lexicon = compileLexicon(lexiconSchema.parse({ id: 'bench', version: 1, frames, terms }))
    return (text) => findTermHits(text, { language: 'en', lexicon, bodyStart: 0 })
  }
}

/** Whole words by looking around; the phrases hold letters and spaces only; longer phrases first, as the first alternative that fits is taken. */
function alternationOf(phrases: readonly Phrase[]): Matcher {
  const ids = new Map(phrases.map(({ id, text }) => [text, id]))
  const choices = [...ids.keys()].toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${choices.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'gu')
  return (text) => {
    const hits: PhraseHit[] = []
    for (const { 0: found, index } of fold(text).matchAll(pattern)) {
      const term = ids.get(found)
      if (term !== undefined) hits.push({ start: index, end: index + found.length, term })
    }
    return hits
  }
}

/** The tokenizer of `natural`, and every run of one to three words looked up. It tells no places: the number of the word stands for them. */
async function loadLookUp(): Promise<(phrases: readonly Phrase[]) => Matcher> {
  const { WordTokenizer }: { WordTokenizer: new () => { tokenize(text: string): readonly string[] } } = await import(naturalTokenizer)
  const tokenizer = new WordTokenizer()
  return (phrases) => {
    const ids = new Map(phrases.map(({ id, text }) => [text, id]))
    return (text) => {
      const words = tokenizer.tokenize(fold(text))
      const hits: PhraseHit[] = []
      for (let first = 0; first < words.length; first++) {
        for (let length = 1; length <= 3; length++) {
          const term = ids.get(words.slice(first, first + length).join(' '))
          if (term !== undefined) hits.push({ start: first, end: first + length, term })
        }
      }
      return hits
    }
  }
}

const naturalTokenizer = 'natural/lib/natural/tokenizers/regexp_tokenizer.js'

function isWordAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58)
  return index >= 0 && index < text.length && /[\p{L}\p{M}\p{N}]/u.test(text.charAt(index))
}

// Not a literal: the packages behind it are no part of what the compiler checks.
const peers = new URL('searchers.mjs', import.meta.url).href
