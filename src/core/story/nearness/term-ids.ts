/**
 * Numbers terms from 0 on, in the order they come. A term is known by a 32-bit hash (FNV-1a), in an open table of plain numbers: the terms
 * of a hundred thousand articles are more than a `Map` can hold. Two terms in some millions share a number by accident.
 */
export class TermIds {
  #slots = new Int32Array(1024).fill(-1)
  #hashes = new Uint32Array(512)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** -1 for a hash that has no number yet. */
  find(hash: number): number {
    return this.#slots[this.#slotOf(hash)] ?? -1
  }

  idOf(hash: number): number {
    const slot = this.#slotOf(hash)
    const known = this.#slots[slot] ?? -1
    if (known >= 0) return known
    if (this.#size === this.#hashes.length) {
      this.#grow()
      return this.idOf(hash)
    }
    this.#slots[slot] = this.#size
    this.#hashes[this.#size] = hash
    return this.#size++
  }

  /** Where it stands, or the free slot where it would. */
  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1
    let slot = spread(hash) & mask
    for (;;) {
      const id = this.#slots[slot] ?? -1
      if (id < 0 || this.#hashes[id] === hash) return slot
      slot = (slot + 1) & mask
    }
  }

  /** The table stays at most half full. */
  #grow(): void {
    const hashes = new Uint32Array(2 * this.#hashes.length)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    this.#slots = new Int32Array(2 * hashes.length).fill(-1)
    const mask = this.#slots.length - 1
    for (let id = 0; id < this.#size; id++) {
      let slot = spread(hashes[id] ?? 0) & mask
      while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      this.#slots[slot] = id
    }
  }
}

/** FNV-1a, 32 bits. What stands before the text may be given by its hash: joining strings to hash them would make as many strings as there are terms. */
export function hashOf(text: string, before = 0x811c9dc5): number {
  let hash = before
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
}
