import { words } from '../../text/words.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'

/**
 * People whom clauses open with, in scripts without spaces: a role and the name behind it, "部长周敏", "秘书陈女士", or several, "居民们". Nothing else
 * shows where such a subject ends, so a bare name or role is left out.
 */
export function openingPeople(phrase: Phrase): readonly Range[] {
  const people: Range[] = []
  for (let at = 0; at < phrase.length; at++) {
    if (at > 0 && !phrase.isComma(at - 1)) continue
    const person = personAt(phrase, at)
    if (person !== undefined) people.push(person)
  }
  return people
}

/** "石湾市前市长": a place or time word may stand in front of a role. */
const longestTitle = 12
const longestName = 4

function personAt(phrase: Phrase, from: number): Range | undefined {
  const role = endOfRole(phrase, from)
  if (role === undefined) return undefined
  if (phrase.language.people.pluralEndings.includes(phrase.items[role]?.lower ?? '')) return { from, to: role + 1 }
  const name = endOfName(phrase, role)
  const to =
    phrase.is(name, 'people:masculine', 'people:feminine') && !phrase.is(name, 'people:pronouns') ? name + phrase.items[name]!.length : name
  return to - role >= 2 ? { from, to } : undefined
}

/** Behind the last role that stands in front of anything which is no part of a noun phrase. */
function endOfRole(phrase: Phrase, from: number): number | undefined {
  let end: number | undefined
  for (let at = from; at < Math.min(from + longestTitle, phrase.length) && phrase.isWord(at);) {
    const item = phrase.items[at]!
    if (phrase.is(at, 'people:roles')) end = at + item.length
    else if (item.classes.size > 0) return end
    at += item.length
  }
  return end
}

/** A name is what the dictionary has no word for: it is left in single characters. */
function endOfName(phrase: Phrase, from: number): number {
  let to = from
  const known = wordsFrom(phrase, from)
  while (to < from + longestName && phrase.items[to]?.classes.size === 0 && phrase.isWord(to)) {
    const word = known.find(({ start, end }) => start <= to - from && to - from < end)
    if (word === undefined) return to
    // "王芳和": the dictionary may join the end of a name with the "and" behind it.
    // "前市长罗兰在广播中": a name that is a word as well shows itself by the small word behind it.
    const isNamed = to === from && word.end - word.start === 2 && phrase.isAny(from + 2, behindName)
    if (isNamed) return from + 2
    const isJoined = word.end - word.start === 2 && word.start === to - from && phrase.is(to + 1, 'grammar:coordinators')
    if (word.end - word.start > 1 && !isJoined) return to
    to++
  }
  return to
}

const behindName = ['grammar:prepositions', 'grammar:adverbs', 'verb:report', 'verb:think', 'verb:deny'] as const

function wordsFrom(phrase: Phrase, from: number): ReturnType<typeof words> {
  const letters = phrase.items.slice(from, from + longestName + 4).map(({ lower }) => lower)
  return words(letters.join(''), phrase.language.code)
}
