import type { LanguageData } from '../language-data.ts'
import { tokenize, type Token, type TokenRules } from './tokens.ts'

type KeysOf<Group extends 'verbs' | 'nouns' | 'grammar' | 'people'> = keyof LanguageData[Group] & string

/** What a word or phrase can be in a sentence: the lists of the language file. */
export type WordClass =
  | `verb:${KeysOf<'verbs'>}`
  | `noun:${KeysOf<'nouns'>}`
  | `grammar:${KeysOf<'grammar'>}`
  | `people:${KeysOf<'people'>}`
  | 'negator'
  | 'hedge'
  | 'contrast'
  | 'concession'
  | 'distancing'
  | 'notCue'

export type SlotUse = 'according' | 'citing' | 'relay' | 'perspective'

/** A phrase with a place for the source. The entry that holds it is the part before the place, or for `before` the part after it. */
export interface Slot {
  readonly use: SlotUse
  readonly place: 'after' | 'before' | 'within'
  /** For `within`: the words behind the place. */
  readonly closer: readonly string[]
}

export interface Entry {
  readonly classes: ReadonlySet<WordClass>
  /** Whether one of them is a verb or noun that brings in the voice of someone else: most listed words are small words. */
  readonly mayBring: boolean
  readonly slots: readonly Slot[]
}

/** A language file made ready for looking up: every listed word and phrase by its tokens. */
export interface Vocabulary {
  readonly language: LanguageData
  readonly tokenRules: TokenRules
  /** The longest entry that begins at the token, and how many tokens it takes. */
  find(tokens: readonly { readonly lower: string }[], index: number): { readonly entry: Entry; readonly length: number } | undefined
}

const known = new WeakMap<LanguageData, Vocabulary>()

/** The vocabulary of a language; made once for each parsed file. */
export function vocabularyOf(language: LanguageData): Vocabulary {
  const vocabulary = known.get(language) ?? compile(language)
  known.set(language, vocabulary)
  return vocabulary
}

interface Node {
  readonly next: Map<string, Node>
  /** `undefined` where only longer entries go on from here. */
  entry: { readonly classes: Set<WordClass>; mayBring: boolean; readonly slots: Slot[] } | undefined
}

function compile(language: LanguageData): Vocabulary {
  const tokenRules: TokenRules = {
    abbreviations: new Set(language.abbreviations.map((form) => form.toLowerCase())),
    possessives: new Set(language.grammar.possessives.filter((form) => form.startsWith("'"))),
    elisions: new Set(language.grammar.elisions),
  }
  const root = newNode()
  for (const [forms, name] of classLists(language)) {
    for (const form of forms) {
      const entry = entryOf(root, wordsOf(form, tokenRules))
      entry.classes.add(name)
      entry.mayBring ||= /^(?:verb|noun):/.test(name)
    }
  }
  for (const use of ['according', 'citing', 'relay', 'perspective'] as const) {
    for (const pattern of language.phrases[use]) addSlot(root, pattern, use, tokenRules)
  }
  return { language, tokenRules, find: (tokens, index) => findLongest(root, tokens, index) }
}

function classLists(language: LanguageData): readonly (readonly [readonly string[], WordClass])[] {
  const { verbs, nouns, grammar, people } = language
  return [
    ...keysOf(verbs).map((key) => [verbs[key], `verb:${key}`] as const),
    ...keysOf(nouns).map((key) => [nouns[key], `noun:${key}`] as const),
    ...keysOf(grammar).map((key) => [grammar[key], `grammar:${key}`] as const),
    ...keysOf(people).map((key) => [people[key], `people:${key}`] as const),
    [grammar.circumstances, 'grammar:prepositions'],
    [language.negators, 'negator'],
    [language.hedges, 'hedge'],
    [language.contrast, 'contrast'],
    [language.concession, 'concession'],
    [language.distancing, 'distancing'],
    [language.phrases.notCues, 'notCue'],
  ]
}

function addSlot(root: Node, pattern: string, use: SlotUse, rules: TokenRules): void {
  const place = pattern.indexOf('*')
  const before = wordsOf(place === -1 ? pattern : pattern.slice(0, place), rules)
  const closer = place === -1 ? [] : wordsOf(pattern.slice(place + 1), rules)
  if (before.length === 0 && closer.length === 0) return
  if (before.length === 0) entryOf(root, closer).slots.push({ use, place: 'before', closer: [] })
  else entryOf(root, before).slots.push({ use, place: closer.length === 0 ? 'after' : 'within', closer })
}

function wordsOf(form: string, rules: TokenRules): readonly string[] {
  // An ending stands alone in the text only after the tokenizer has cut it off.
  if (rules.possessives.has(form)) return [form]
  return tokenize(form, rules)
    .filter((token: Token) => token.kind !== 'break')
    .map((token) => token.lower)
}

function newNode(): Node {
  return { next: new Map(), entry: undefined }
}

function entryOf(root: Node, words: readonly string[]): NonNullable<Node['entry']> {
  let node = root
  for (const word of words) {
    const next = node.next.get(word) ?? newNode()
    node.next.set(word, next)
    node = next
  }
  node.entry ??= { classes: new Set(), mayBring: false, slots: [] }
  return node.entry
}

function findLongest(
  root: Node,
  tokens: readonly { readonly lower: string }[],
  index: number,
): { readonly entry: Entry; readonly length: number } | undefined {
  let node: Node | undefined = root
  let entry: Entry | undefined
  let length = 0
  for (let at = index; at < tokens.length; at++) {
    node = node.next.get(tokens[at]!.lower)
    if (node === undefined) break
    if (node.entry !== undefined) {
      entry = node.entry
      length = at - index + 1
    }
  }
  return entry && { entry, length }
}

function keysOf<Group extends object>(group: Group): readonly (keyof Group & string)[] {
  return Object.keys(group).filter((key) => isKeyOf(group, key))
}

function isKeyOf<Group extends object>(group: Group, key: string): key is keyof Group & string {
  return Object.hasOwn(group, key)
}
