import { endsWithAny, inflectsWithAny } from './endings.ts'
import type { LanguageData } from '../language-data.ts'
import type { Item, Sentence } from '../text/sentences.ts'
import type { WordClass } from '../text/vocabulary.ts'

/** Items of a sentence, half open. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A sentence as the cue rules look at it. Places outside it answer like an unlisted mark. */
export class Phrase {
  readonly items: readonly Item[]
  readonly language: LanguageData
  readonly sentence: Sentence

  constructor(sentence: Sentence, language: LanguageData) {
    this.sentence = sentence
    this.items = sentence.items
    this.language = language
  }

  get length(): number {
    return this.items.length
  }

  /** Asked more than anything else, so that its classes come as two arguments and no list is made where one or two are asked for. */
  is(index: number, name: WordClass, other?: WordClass, ...more: readonly WordClass[]): boolean {
    const listed = this.items[index]?.classes
    // Half of all words are listed nowhere.
    if (listed === undefined || listed.size === 0) return false
    if (listed.has(name) || (other !== undefined && listed.has(other))) return true
    // By index, so that no list is made of them: an iterator would need one.
    for (let at = 0; at < more.length; at++) if (listed.has(more[at]!)) return true
    return false
  }

  isAny(index: number, classes: readonly WordClass[]): boolean {
    const listed = this.items[index]?.classes
    if (listed === undefined || listed.size === 0) return false
    for (const name of classes) if (listed.has(name)) return true
    return false
  }

  /** Whether anything in the sentence has the class: asked before a rule that hangs on a rare word looks for it. */
  holds(name: WordClass): boolean {
    for (const { classes } of this.items) if (classes.size > 0 && classes.has(name)) return true
    return false
  }

  /** Where the listed phrase begins that has the class and ends at `index`: "в один голос". The place itself for a word alone, or without one. */
  startOf(index: number, name: WordClass, other?: WordClass): number {
    for (let at = index - 1; at >= index - 2; at--) if (this.items[at]?.length === index - at + 1 && this.is(at, name, other)) return at
    return index
  }

  /** A later word of a listed phrase that holds a place for a source: "со ссылкой на". */
  closesSlot(index: number): boolean {
    for (let at = index - 1; at >= index - 3; at--)
      if ((this.items[at]?.length ?? 1) > index - at && this.items[at]!.slots.length > 0) return true
    return false
  }

  /** A later word of a listed verb: "приводит слова", "took the view". */
  closesVerb(index: number, verbs: readonly WordClass[]): boolean {
    for (let at = index - 1; at >= index - 2; at--) if ((this.items[at]?.length ?? 1) > index - at && this.isAny(at, verbs)) return true
    return false
  }

  /** A participle, which is said of the noun in front of its comma: ", назвавший сделку обманом". */
  isActiveParticiple(index: number): boolean {
    return endsWithAny(this.items[index]?.lower, this.language.grammar.participleEndings)
  }

  /** A word, or the apostrophe behind one: "farmers' league" is one noun phrase. */
  isWord(index: number): boolean {
    const item = this.items[index]
    return item?.kind === 'word' || (item?.kind === 'mark' && item.classes.has('grammar:possessives'))
  }

  isQuote(index: number): boolean {
    return this.items[index]?.kind === 'quote'
  }

  isComma(index: number): boolean {
    return commas.has(this.items[index]?.lower ?? '')
  }

  isColon(index: number): boolean {
    return colons.has(this.items[index]?.lower ?? '')
  }

  isDash(index: number): boolean {
    const item = this.items[index]
    return item?.kind === 'mark' && dashes.has(item.lower)
  }

  isOpeningBracket(index: number): boolean {
    return openingBrackets.has(this.items[index]?.lower ?? '')
  }

  isMark(index: number): boolean {
    return this.items[index]?.kind === 'mark' && !this.isWord(index)
  }

  /** Beyond the sentence, or a full stop, semicolon or the like: a clause cannot go on here. */
  isEnd(index: number): boolean {
    const item = this.items[index]
    return item === undefined || (item.kind === 'mark' && ends.has(item.lower))
  }

  /** A capital that a sentence beginning does not explain. */
  isName(index: number): boolean {
    return this.items[index]?.kind === 'word' && this.items[index].capital
  }

  /** "to leave" by its first word, "уйти" by its ending. */
  isInfinitive(index: number): boolean {
    const word = this.items[index]?.lower ?? ''
    return this.is(index, 'grammar:infinitives') || inflectsWithAny(word, this.language.grammar.infinitiveEndings)
  }

  isGerund(index: number): boolean {
    return inflectsWithAny(this.items[index]?.lower ?? '', this.language.grammar.gerundEndings)
  }

  /** "falsely accused", "has long argued": an adverb by its ending, or the one word between a helping verb and the verb. */
  isInsertedAdverb(index: number): boolean {
    const { spaced, headLast, contentBeforeVerb, grammar } = this.language
    if (this.items[index]?.classes.size === 0 && !this.isName(index) && this.isWord(index - 1)) {
      const word = this.items[index].lower
      // "the assembly condemned": behind an article it is the noun.
      const mayBeAdverb = !this.is(index - 1, 'grammar:articles')
      if (mayBeAdverb && grammar.adverbEndings.some((ending) => word.length > ending.length + 3 && word.endsWith(ending))) return true
    }
    if (!spaced || !headLast || contentBeforeVerb || !this.isWord(index) || !this.isWord(index - 2)) return false
    // "Why did shoppers say": the subject of a question stands there, too.
    if ((this.sentence.isQuestion && this.is(index - 2, 'grammar:questionWords')) || this.isName(index)) return false
    return this.items[index]?.classes.size === 0 && this.is(index - 1, 'grammar:auxiliaries')
  }

  /** The next place at or after `index` that no adverb or negator stands at. */
  afterAdverbs(index: number): number {
    let at = index
    while (this.is(at, 'grammar:adverbs', 'negator', 'hedge') && !this.is(at, 'grammar:complementizers')) at += this.items[at]!.length
    return at
  }
}

const commas: ReadonlySet<string> = new Set(',，،、')
const colons: ReadonlySet<string> = new Set(':：')
const dashes: ReadonlySet<string> = new Set('—–―-')
const openingBrackets: ReadonlySet<string> = new Set('([（')
const ends: ReadonlySet<string> = new Set('.!?…;。！？；؟؛')
