import type { SparseVector, Vectors } from './sparse-vector.ts'

/**
 * Many vectors, one behind the other in large blocks: arrays of their own would cost as much again in headers.
 */
export class PackedVectors implements Vectors {
  readonly #blocks: Block[] = []
  /** Of each list: its block, where it begins there, and how long it is. */
  readonly #places: number[] = []

  get length(): number {
    return this.#places.length / 3
  }

  /** Adds a list; `write` fills in its entries. */
  add(length: number, write: (terms: Int32Array, weights: Float32Array) => void): void {
    let block = this.#blocks.at(-1)
    if (!block || block.used + length > block.terms.length) {
      const room = Math.max(entriesPerBlock, length)
      block = { terms: new Int32Array(room), weights: new Float32Array(room), used: 0 }
      this.#blocks.push(block)
    }
    const { terms, weights, used } = block
    this.#places.push(this.#blocks.length - 1, used, length)
    write(terms.subarray(used, used + length), weights.subarray(used, used + length))
    block.used += length
  }

  at(item: number): SparseVector {
    const { terms, weights } = this.#blocks[this.#places[3 * item] ?? -1] ?? empty
    const start = this.#places[3 * item + 1] ?? 0
    const end = start + (this.#places[3 * item + 2] ?? 0)
    return { terms: terms.subarray(start, end), weights: weights.subarray(start, end) }
  }
}

interface Block {
  readonly terms: Int32Array
  readonly weights: Float32Array
  used: number
}

const empty: Block = { terms: new Int32Array(), weights: new Float32Array(), used: 0 }
const entriesPerBlock = 1 << 18
