import type { Token } from '../voice/text/tokens.ts'
import type { PhraseTable } from './phrase-table.ts'
import type { ToneWord } from './tone-words.ts'
import type { ValenceList } from './valence-list.ts'

/** Words further behind a negator are not denied by it, nor turned by a shifter. */
const reach = 5
/** Words that a negator behind its word reaches back. */
const reachBack = 3
/** What is denied is turned round, and weaker: "not good" is not as bad as "bad". */
const negationFactor = -0.7
/** "Prevent a war" is good news, but the war is named. */
const shiftFactor = -0.4
const hedgeFactor = 0.8
/** Weight of what stands before "but" in its sentence, and of what stands behind "although" in its clause. */
const lighterFactor = 0.6
/** Weight of what stands behind "but". */
const weightierFactor = 1.3

/** A charged word in its place, with the value that the words round it leave it. */
export interface Charge {
  /** Index of its first token. */
  readonly at: number
  readonly value: number
}

export interface ChargeReading {
  readonly list: ValenceList
  readonly toneWords: PhraseTable<ToneWord>
  /** Token indices `[first, next)` that are never charged. */
  readonly target: { readonly first: number; readonly next: number } | undefined
}

/** The charged words of a text, turned, strengthened and weakened by what stands round them. Linear in the text. */
export function findCharges(tokens: readonly Token[], { list, toneWords, target }: ChargeReading): readonly Charge[] {
  const state = new ToneState()
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.kind !== 'word') {
      state.passMark(token)
      at++
      continue
    }
    if (target !== undefined && at >= target.first && at < target.next) {
      at++
      continue
    }
    const valence = list.valences.find(tokens, at)
    const tone = toneWords.find(tokens, at)
    if (tone !== undefined && tone.length >= (valence?.length ?? 0)) state.hear(tone.value, at)
    // "Outright lie" strengthens, "gravely" strengthens and weighs by itself: a factor leaves its word its own charge only at the end.
    else if (valence !== undefined) state.charge(valence.value, at)
    if (list.shifters.find(tokens, at) !== undefined) state.shift(at)
    at += Math.max(tone?.length ?? 1, valence?.length ?? 1)
  }
  return state.close()
}

/** What has been heard of the sentence so far. */
class ToneState {
  readonly #done: Charge[] = []
  #sentence: { at: number; value: number }[] = []
  #clauseStart = 0
  #deniedUntil = -1
  #shiftedUntil = -1
  #factor = 1
  #hedge = 1
  #clauseWeight = 1
  #sentenceWeight = 1

  charge(valence: number, at: number): void {
    if (valence === 0) return
    const denied = at <= this.#deniedUntil ? negationFactor : 1
    const shifted = at <= this.#shiftedUntil ? shiftFactor : 1
    const value = valence * this.#factor * denied * shifted * this.#hedge * this.#clauseWeight * this.#sentenceWeight
    this.#sentence.push({ at, value })
    this.#factor = 1
  }

  shift(at: number): void {
    this.#shiftedUntil = at + reach
  }

  hear(word: ToneWord, at: number): void {
    switch (word.kind) {
      case 'negator':
        if (word.side === 'before') this.#denyBefore(at)
        // Two negators make an assertion.
        else this.#deniedUntil = at <= this.#deniedUntil ? -1 : at + reach
        return
      case 'factor':
        this.#factor *= word.factor
        return
      case 'hedge':
        this.#hedge = hedgeFactor
        return
      case 'contrast':
        // At the start of a sentence it points back to another sentence.
        this.#endClause()
        if (this.#sentence.length === 0) return
        for (const charge of this.#sentence) charge.value *= lighterFactor
        this.#sentenceWeight = weightierFactor
        return
      case 'concession':
        this.#endClause()
        this.#clauseWeight = lighterFactor
        return
      case 'affirming':
        return
    }
  }

  passMark({ kind, lower }: Token): void {
    if (kind === 'break' || sentenceEnd.test(lower)) this.#endSentence()
    else if (clauseEnd.test(lower)) this.#endClause()
  }

  close(): readonly Charge[] {
    this.#endSentence()
    return this.#done
  }

  #denyBefore(at: number): void {
    const last = this.#sentence.at(-1)
    if (last !== undefined && last.at >= this.#clauseStart && at - last.at <= reachBack) last.value *= negationFactor
  }

  #endClause(): void {
    this.#clauseStart = (this.#sentence.at(-1)?.at ?? -1) + 1
    this.#deniedUntil = -1
    this.#shiftedUntil = -1
    this.#factor = 1
    this.#hedge = 1
    this.#clauseWeight = 1
  }

  #endSentence(): void {
    this.#endClause()
    this.#done.push(...this.#sentence)
    this.#sentence = []
    this.#sentenceWeight = 1
  }
}

const sentenceEnd = /^[.!?。！？…]/u
const clauseEnd = /^[,;:()[\]—–，；：、（）]$/u
