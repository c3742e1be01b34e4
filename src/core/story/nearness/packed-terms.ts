/** The terms of an article: hashes, and of each a small code. */
export interface CodedTerms {
  readonly hashes: Int32Array
  readonly codes: Uint16Array
}

/**
 * The terms of many articles, one list behind the other in large blocks: a hundred thousand articles have some twenty-five million terms, and
 * arrays of their own would cost as much again in headers.
 */
export class PackedTerms {
  readonly #blocks: (CodedTerms | undefined)[] = []
  /** Entries of the last block that are taken. */
  #used = 0
  /** The same of the blocks before it. */
  readonly #takenOf: number[] = []
  /** Of each list: its block, where it begins there, and how long it is. */
  readonly #places: number[] = []

  get length(): number {
    return this.#places.length / 3
  }

  /** Adds a list; `write` fills in its entries. */
  add(length: number, write: (terms: CodedTerms) => void): void {
    let block = this.#blocks.at(-1)
    if (!block || this.#used + length > block.hashes.length) {
      if (block) this.#takenOf.push(this.#used)
      const room = Math.max(entriesPerBlock, length)
      block = { hashes: new Int32Array(room), codes: new Uint16Array(room) }
      this.#blocks.push(block)
      this.#used = 0
    }
    this.#places.push(this.#blocks.length - 1, this.#used, length)
    write(part(block, this.#used, length))
    this.#used += length
  }

  /** The hashes of all lists, in few pieces that may be written to. */
  *hashes(): Generator<Int32Array> {
    for (const [index, block] of this.#blocks.entries()) {
      if (block) yield block.hashes.subarray(0, this.#takenOf[index] ?? this.#used)
    }
  }

  /** Every list in turn; each block is let go when its last list has been given. */
  *drain(): Generator<CodedTerms> {
    const { length } = this
    for (let item = 0; item < length; item++) {
      yield this.#at(item)
      const block = this.#places[3 * item] ?? 0
      if ((this.#places[3 * item + 3] ?? -1) !== block) this.#blocks[block] = undefined
    }
    this.#blocks.length = 0
    this.#places.length = 0
  }

  #at(item: number): CodedTerms {
    const block = this.#blocks[this.#places[3 * item] ?? -1] ?? empty
    return part(block, this.#places[3 * item + 1] ?? 0, this.#places[3 * item + 2] ?? 0)
  }
}

function part({ hashes, codes }: CodedTerms, start: number, length: number): CodedTerms {
  return { hashes: hashes.subarray(start, start + length), codes: codes.subarray(start, start + length) }
}

const empty: CodedTerms = { hashes: new Int32Array(), codes: new Uint16Array() }
const entriesPerBlock = 1 << 18
