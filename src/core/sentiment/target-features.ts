import type { Span } from '../../model.ts'
import type { Token } from '../voice/text/tokens.ts'
import { findCharges } from './charges.ts'
import { plainTokens, type PhraseTable } from './phrase-table.ts'
import type { ToneWord } from './tone-words.ts'
import type { ValenceList } from './valence-list.ts'

/** What the features of a language are made with. Training and use must be given the same. */
export interface TargetKnowledge {
  readonly list: ValenceList
  readonly toneWords: PhraseTable<ToneWord>
  /** Cuts endings, so that forms of a word share what is learnt of them. */
  readonly stem: (word: string) => string
  /** Further sources of the valence of single words. */
  readonly vocabularies: readonly Vocabulary[]
}

export interface Vocabulary {
  readonly name: string
  /** 0 for words it does not know. */
  readonly valenceOf: (word: string) => number
  /** The sum over a text that counts as fully charged. */
  readonly full: number
}

/** A sparse vector: bucket and value, in step. A bucket may stand twice. */
export interface Features {
  readonly buckets: readonly number[]
  readonly values: readonly number[]
}

/** Further words than these are not read: a "sentence" of that length is damaged text. */
const longestText = 300
const nearTokens = 5

/**
 * Describes the words round a target for the linear model: which they are, on which side and how far, whether the clause, a negator or
 * a quotation mark stands between, and how charged they are. `undefined` where nothing stands beside the target.
 */
export function targetFeatures(text: string, target: Span, knowledge: TargetKnowledge, bucketCount: number): Features | undefined {
  const { tokens, first, next } = tokensRound(text, target)
  const places = placesOf(tokens, first, next, knowledge)
  if (places.length === 0) return undefined
  const features = new FeatureBuilder(bucketCount)
  addWords(features, places)
  addNeighbours(features, tokens, first, next, knowledge)
  addTarget(features, tokens, first, next)
  const words = features.take(1 / Math.sqrt(features.size))
  for (const charges of chargesOf(tokens, places, knowledge, { first, next })) addCharges(features, places, charges)
  const charges = features.take(1)
  return { buckets: [...words.buckets, ...charges.buckets], values: [...words.values, ...charges.values] }
}

/** Token indices `[first, next)`. */
interface TokenRange {
  readonly first: number
  readonly next: number
}

/** Tokens near the target, which stands at `[first, next)` among them. */
function tokensRound(text: string, target: Span): TokenRange & { readonly tokens: readonly Token[] } {
  const all = plainTokens(text)
  const found = all.findIndex(({ end }) => end > target.start)
  const first = found === -1 ? all.length : found
  const after = all.findIndex(({ start }) => start >= target.end)
  const next = Math.max(first, after === -1 ? all.length : after)
  const from = Math.max(0, first - longestText)
  return { tokens: all.slice(from, next + longestText), first: first - from, next: next - from }
}

/** A word beside the target. */
interface Place {
  readonly at: number
  readonly stem: string
  readonly lower: string
  readonly side: 'before' | 'after'
  readonly distance: number
  readonly sameClause: boolean
  /** A quotation mark stands between the word and the target. */
  readonly acrossQuote: boolean
  readonly negated: boolean
}

function placesOf(tokens: readonly Token[], first: number, next: number, { toneWords, stem }: TargetKnowledge): readonly Place[] {
  const places: Place[] = []
  const clauses: number[] = []
  const quotes: number[] = []
  let clause = 0
  let quote = 0
  for (const { kind, lower } of tokens) {
    if (kind !== 'word' && clauseMark.test(lower)) clause++
    if (kind !== 'word' && quoteMark.test(lower)) quote++
    clauses.push(clause)
    quotes.push(quote)
  }
  const targetClause = clauses[Math.min(first, tokens.length - 1)]
  const targetQuote = quotes[Math.min(first, tokens.length - 1)]
  let deniedUntil = -1
  tokens.forEach(({ kind, lower }, at) => {
    if (kind !== 'word') {
      if (clauseMark.test(lower)) deniedUntil = -1
      return
    }
    if (at >= first && at < next) return
    places.push({
      at,
      lower,
      stem: stemOf(lower, stem),
      side: at < first ? 'before' : 'after',
      distance: at < first ? first - at : at - next + 1,
      sameClause: clauses[at] === targetClause,
      acrossQuote: quotes[at] !== targetQuote,
      negated: at <= deniedUntil,
    })
    if (toneWords.find(tokens, at)?.value.kind === 'negator') deniedUntil = at + nearTokens
  })
  return places
}

const clauseMark = /^[,;:.!?()[\]—–\n]/u
const quoteMark = /^["“”«»„「」『』]$/u

/** All numbers are one word. */
function stemOf(word: string, stem: TargetKnowledge['stem']): string {
  return /^\d/.test(word) ? '#' : stem(word)
}

function addWords(features: FeatureBuilder, places: readonly Place[]): void {
  let previous: Place | undefined
  for (const place of places) {
    const word = place.negated ? `not ${place.stem}` : place.stem
    features.add(`w ${word}`)
    features.add(`s ${word} ${place.side} ${bandOf(place.distance)}`)
    if (place.sameClause) features.add(`c ${word} ${place.side}`)
    if (place.acrossQuote) features.add(`q ${word}`)
    if (previous !== undefined && previous.at === place.at - 1) {
      features.add(`b ${previous.stem} ${word}`)
      if (place.sameClause && place.distance <= 8) features.add(`bs ${previous.stem} ${word} ${place.side}`)
    }
    previous = place
  }
}

function bandOf(distance: number): string {
  if (distance <= 1) return '1'
  if (distance <= 3) return '3'
  if (distance <= 6) return '6'
  return distance <= 12 ? '12' : 'far'
}

/** The three tokens on either side, marks too, alone and together: "X 's failure to", "attacked by X". */
function addNeighbours(features: FeatureBuilder, tokens: readonly Token[], first: number, next: number, { stem }: TargetKnowledge): void {
  const before = [1, 2, 3].map((distance) => neighbour(tokens[first - distance], stem))
  const after = [0, 1, 2].map((distance) => neighbour(tokens[next + distance], stem))
  before.forEach((word, index) => features.add(`p -${index} ${word}`))
  after.forEach((word, index) => features.add(`p +${index} ${word}`))
  features.add(`p2 -${before[1]} ${before[0]}`)
  features.add(`p2 +${after[0]} ${after[1]}`)
  features.add(`p2 ${before[0]} _ ${after[0]}`)
  features.add(`p3 +${after.join(' ')}`)
}

function neighbour(token: Token | undefined, stem: TargetKnowledge['stem']): string {
  if (token === undefined) return '|'
  return token.kind === 'word' ? stemOf(token.lower, stem) : token.lower.slice(0, 1)
}

function addTarget(features: FeatureBuilder, tokens: readonly Token[], first: number, next: number): void {
  const words = tokens.slice(first, next).map(({ lower }) => lower)
  features.add(`t ${words.join(' ').slice(0, 60)}`)
  for (const word of words) features.add(`tw ${word}`)
  features.add(`start ${first <= 1 ? 'yes' : 'no'}`)
  features.add(`length ${Math.min(5, Math.floor(tokens.length / 10))}`)
}

/** Valences by token index, from one source. */
interface Charges {
  readonly source: string
  readonly full: number
  readonly byToken: ReadonlyMap<number, number>
}

/** What the rules make of our list, then the single words of each vocabulary. */
function chargesOf(tokens: readonly Token[], places: readonly Place[], knowledge: TargetKnowledge, target: TokenRange): readonly Charges[] {
  const { list, toneWords } = knowledge
  const rules = findCharges(tokens, { list, toneWords, target }).map(({ at, value }) => [at, value] as const)
  const single = knowledge.vocabularies.map(({ name, full, valenceOf }) => {
    const byToken = new Map<number, number>()
    for (const { at, lower, negated } of places) {
      const valence = valenceOf(lower)
      if (valence !== 0) byToken.set(at, negated ? -valence : valence)
    }
    return { source: name, full, byToken }
  })
  return [{ source: 'rules', full: 3, byToken: new Map(rules) }, ...single]
}

/** Sums of good and of bad over windows round the target, each on its own. */
function addCharges(features: FeatureBuilder, places: readonly Place[], { source, full, byToken }: Charges): void {
  const sums = new Map<string, number>()
  const addTo = (window: string, value: number): void => {
    const key = `${window} ${value < 0 ? '-' : '+'}`
    sums.set(key, (sums.get(key) ?? 0) + Math.abs(value))
  }
  for (const place of places) {
    const value = byToken.get(place.at)
    if (value === undefined) continue
    addTo('all', value)
    addTo(`side ${place.side}`, value)
    addTo('weighed', (value * 2) / (1 + place.distance / nearTokens))
    if (place.distance <= nearTokens) addTo(`near ${place.side}`, value)
    if (place.sameClause) addTo(`clause ${place.side}`, value)
    addTo(place.acrossQuote ? 'across' : 'inside', value)
  }
  for (const [key, sum] of sums) features.add(`${source} ${key}`, Math.min(2, sum / full))
  const balance = ((sums.get('all +') ?? 0) - (sums.get('all -') ?? 0)) / full
  features.add(`${source} balance ${Math.max(-4, Math.min(4, Math.round(balance * 3)))}`)
  if (sums.size === 0) features.add(`${source} none`)
}

class FeatureBuilder {
  readonly #bucketCount: number
  #buckets: number[] = []
  #values: number[] = []

  constructor(bucketCount: number) {
    this.#bucketCount = bucketCount
  }

  get size(): number {
    return this.#buckets.length
  }

  add(name: string, value = 1): void {
    this.#buckets.push(hash(name) % this.#bucketCount)
    this.#values.push(value)
  }

  /** What was added since the last time, scaled. */
  take(scale: number): Features {
    const taken = { buckets: this.#buckets, values: this.#values.map((value) => value * scale) }
    this.#buckets = []
    this.#values = []
    return taken
  }
}

/** FNV-1a over UTF-16 units, with a last mix so that the low bits are as good as the high ones. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}
