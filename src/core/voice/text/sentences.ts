import type { Span } from '../../../model.ts'
import { commonQuotePairs, findQuotations, type Quotation } from './quotations.ts'
import { tokenize, type Token } from './tokens.ts'
import type { Slot, Vocabulary, WordClass } from './vocabulary.ts'

/** What a sentence is made of: a word, a mark, or a whole quotation that the sentence around it treats as one piece. */
export interface Item extends Span {
  readonly kind: 'word' | 'mark' | 'quote'
  readonly lower: string
  readonly capital: boolean
  /** Of the longest listed word or phrase that begins here. */
  readonly classes: ReadonlySet<WordClass>
  /** Whether one of the classes is a verb or noun that brings in the voice of someone else. */
  readonly mayBring: boolean
  readonly slots: readonly Slot[]
  /** Items of the listed phrase from here to its end; 1 where nothing is listed. */
  readonly length: number
  /** The listed word begins here. Without spaces every character of it carries its classes, so that it is met from both sides. */
  readonly opens: boolean
  readonly quotation: Quotation | undefined
  /** The short quotation this word stands in, whose marks are no items. */
  readonly shortQuotation: Quotation | undefined
}

export interface Sentence extends Span {
  readonly items: readonly Item[]
  readonly isQuestion: boolean
  /** The first sentence of its paragraph. */
  readonly opensParagraph: boolean
}

export interface TextReading {
  readonly tokens: readonly Token[]
  readonly quotations: readonly Quotation[]
  readonly vocabulary: Vocabulary
}

/** Cuts a text into tokens and finds its quotations. */
export function readText(text: string, vocabulary: Vocabulary): TextReading & { readonly unclosed: readonly Span[] } {
  const tokens = tokenize(text, vocabulary.tokenRules)
  const { quotes } = vocabulary.language
  const { all, unclosed } = findQuotations(text, tokens, [...quotes, ...commonQuotePairs])
  return { tokens, quotations: all, unclosed, vocabulary }
}

/** Longer stretches without a full stop are cut, which keeps the work on damaged text linear. */
const longestSentence = 300

/**
 * The sentences between two tokens. A quotation of four words or more, or one that ends like speech, is one item; the words of a
 * shorter one stand in the sentence as if they had no marks. A sentence never ends inside a quotation that is one item.
 */
export function sentencesBetween(reading: TextReading, from: number, to: number, quotations: readonly Quotation[]): readonly Sentence[] {
  let items: OpenItem[] = []
  const sentences: Sentence[] = []
  let opensParagraph = true
  const close = (): void => {
    if (items.length === 0) return
    sentences.push(sentenceOf(items, reading.vocabulary, opensParagraph))
    opensParagraph = false
    items = []
  }
  const queue = new QuotationQueue(quotations)
  for (let index = from; index < to;) {
    const token = reading.tokens[index]!
    if (token.kind === 'break') {
      close()
      opensParagraph = true
      index++
      continue
    }
    const quotation = queue.openedAt(index)
    if (quotation !== undefined && isOnePiece(quotation, reading.tokens)) {
      items.push(unlisted(quotation, { kind: 'quote', lower: '', capital: true, quotation, shortQuotation: undefined }))
      index = quotation.nextToken
      queue.skipTo(index)
      if (endsSentenceAfterQuotation(quotation, reading, index)) close()
      continue
    }
    if (quotation !== undefined) {
      queue.enter(quotation)
      index++
      continue
    }
    const short = queue.insideAt(index)
    if (short !== undefined && index === short.lastToken && short.nextToken > short.lastToken) {
      // The closing mark of a short quotation.
      queue.leave()
      index++
      continue
    }
    const { kind, lower, capital } = token
    items.push(unlisted(token, { kind, lower, capital, quotation: undefined, shortQuotation: short }))
    index++
    if (items.length >= longestSentence || endsSentence(reading.tokens, index - 1, short)) {
      // The closing mark belongs to the sentence that ends in front of it.
      if (short !== undefined && index === short.lastToken) {
        queue.leave()
        index++
      }
      close()
    }
  }
  close()
  return sentences
}

/** While its sentence is read; what is listed is told once all of its items are there. */
type OpenItem = { -readonly [Key in keyof Item]: Item[Key] }

function unlisted(
  { start, end }: Span,
  { kind, lower, capital, quotation, shortQuotation }: Pick<Item, 'kind' | 'lower' | 'capital' | 'quotation' | 'shortQuotation'>,
): OpenItem {
  return {
    start,
    end,
    kind,
    lower,
    capital,
    quotation,
    shortQuotation,
    classes: noClasses,
    mayBring: false,
    slots: noSlots,
    length: 1,
    opens: true,
  }
}

function sentenceOf(items: readonly OpenItem[], vocabulary: Vocabulary, opensParagraph: boolean): Sentence {
  const { spaced, capitalTimes } = vocabulary.language
  let covering: Covering | undefined
  items.forEach((item, index) => {
    if (covering !== undefined && index < covering.to) {
      item.opens = false
      if (spaced) return
      item.classes = covering.classes
      item.mayBring = covering.mayBring
      item.length = covering.to - index
      return
    }
    const found = item.kind === 'quote' ? undefined : vocabulary.find(items, index)
    if (found === undefined) return
    const { classes, mayBring, slots } = found.entry
    if (index > 0 && item.capital && !capitalTimes && classes.has('grammar:times')) return
    item.classes = classes
    item.mayBring = mayBring
    item.slots = slots
    item.length = found.length
    // Without spaces a listed word ends where it ends: no other begins inside it. "Not a cue" phrases are closed in the same way.
    if (found.length > 1 && (!spaced || classes.has('notCue'))) covering = { to: index + found.length, classes, mayBring }
  })
  const isQuestion = items.slice(-3).some((item) => item.classes.has('grammar:questionMarks') || /[?？؟]/u.test(item.lower))
  return { start: items[0]!.start, end: items.at(-1)!.end, items, isQuestion, opensParagraph }
}

interface Covering {
  readonly to: number
  readonly classes: ReadonlySet<WordClass>
  readonly mayBring: boolean
}

const noClasses: ReadonlySet<WordClass> = new Set()
const noSlots: readonly Slot[] = []

/** Hands out the quotations of a stretch in order while its tokens are read once. */
class QuotationQueue {
  readonly #quotations: readonly Quotation[]
  #next = 0
  readonly #inside: Quotation[] = []

  constructor(quotations: readonly Quotation[]) {
    this.#quotations = quotations
  }

  openedAt(token: number): Quotation | undefined {
    while ((this.#quotations[this.#next]?.firstToken ?? Infinity) <= token) this.#next++
    const quotation = this.#quotations[this.#next]
    return quotation?.firstToken === token + 1 ? quotation : undefined
  }

  skipTo(token: number): void {
    while ((this.#quotations[this.#next]?.firstToken ?? Infinity) <= token) this.#next++
  }

  enter(quotation: Quotation): void {
    this.#inside.push(quotation)
  }

  leave(): void {
    this.#inside.pop()
  }

  insideAt(token: number): Quotation | undefined {
    const quotation = this.#inside.at(-1)
    return quotation !== undefined && token <= quotation.lastToken ? quotation : undefined
  }
}

/** Four words or more, a part of a longer quotation, a whole sentence, or an end like that of speech: "Nonsense," "Why?" */
function isOnePiece(quotation: Quotation, tokens: readonly Token[]): boolean {
  if (quotation.use === 'title') return false
  if (quotation.words >= 4 || quotation.continues || quotation.nextToken === quotation.lastToken) return true
  // "She did not hide it: “Pure spite.”"
  if (quotation.words >= 2 && /^[:：]$/u.test(tokens[quotation.firstToken - 2]?.lower ?? '')) return true
  const last = tokens[quotation.lastToken - 1]
  if (last?.kind !== 'mark') return false
  return /^[,!?，！？؟،]$/u.test(last.lower) || (terminal.test(last.lower) && opensSentence(tokens, quotation.firstToken - 1))
}

/** A full stop inside the marks is speech when a sentence also began with them; `called it a "betrayal."` is not. */
function opensSentence(tokens: readonly Token[], mark: number): boolean {
  const before = tokens[mark - 1]
  return before === undefined || before.kind === 'break' || terminal.test(before.lower)
}

const terminal = /^(?:[.!?…。！？؟۔।]|\.{2,})$/u

/** Whether the sentence ends with this token, which stands outside quotations that are one piece. */
function endsSentence(tokens: readonly Token[], index: number, short: Quotation | undefined): boolean {
  const token = tokens[index]
  if (token?.kind !== 'mark' || !terminal.test(token.lower)) return false
  const after = short !== undefined && index + 1 === short.lastToken ? tokens[index + 2] : tokens[index + 1]
  if (after === undefined || after.kind === 'break' || isUnspacedEnd(token.lower)) return true
  // "example.org": no space, no end.
  if (after.kind === 'word' && after.start === token.end) return false
  if (after.kind === 'mark') return !/^[,;:)\]»”’]$/u.test(after.lower) && !opensTag(tokens, index, after)
  return startsSentence(after)
}

/** "— Это измена? — спросил корреспондент.": behind a question or a cry a dash and a small letter go on with the sentence. */
function opensTag(tokens: readonly Token[], index: number, dash: Token): boolean {
  const word = tokens[index + 2]
  return /^[!?…]$/u.test(tokens[index]?.lower ?? '') && /^[—–]$/u.test(dash.lower) && word?.kind === 'word' && !startsSentence(word)
}

function isUnspacedEnd(mark: string): boolean {
  return /^[。！？]$/u.test(mark)
}

/** Lower case after a full stop goes on with the sentence; scripts without case always begin a new one. */
function startsSentence(token: Token): boolean {
  return token.capital || !/^\p{Ll}/u.test(token.lower)
}

/** `"Enough." The hall fell silent.` ends inside the marks; `"Enough?" asked Smith.` goes on, and so does a comma inside. */
function endsSentenceAfterQuotation(quotation: Quotation, reading: TextReading, next: number): boolean {
  const last = reading.tokens[quotation.lastToken - 1]
  const after = reading.tokens[next]
  if (last === undefined || after === undefined || !terminal.test(last.lower)) return false
  if (isBareTag(reading, next)) return false
  return after.kind !== 'mark' ? startsSentence(after) : /^["“«„「『‘']$/u.test(after.lower)
}

/** Characters between a quotation and the verb that tells who said it. */
const longestTag = 30

/** `“……。”林远对记者说。`: without spaces, a short sentence that ends in a verb of saying tells who said what stands in front. */
function isBareTag({ tokens, vocabulary }: TextReading, from: number): boolean {
  if (vocabulary.language.spaced) return false
  let end = from
  while (end < from + longestTag && (tokens[end]?.kind === 'word' || /^[《》]$/u.test(tokens[end]?.lower ?? ''))) end++
  if (end === from || !terminal.test(tokens[end]?.lower ?? '')) return false
  for (let at = Math.max(from + 1, end - 4); at < end; at++) {
    const found = vocabulary.find(tokens, at)
    if (
      found !== undefined &&
      at + found.length === end &&
      (found.entry.classes.has('verb:report') || found.entry.classes.has('verb:tell'))
    )
      return true
  }
  return false
}
