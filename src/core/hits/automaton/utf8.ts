import { characterOf } from '../characters.ts'

/** A text as UTF-8, which the runtime writes almost for nothing: bytes are read in half the time that units of a string take. */
export class Utf8 {
  #bytes = new Uint8Array(1 << 12)

  /** Valid until the next text. A space stands behind the end. */
  of(text: string): { readonly bytes: Uint8Array; readonly length: number } {
    const room = text.length * 3 + 1
    const bytes = room <= this.#bytes.length ? this.#bytes : new Uint8Array(room)
    if (room <= mostKept) this.#bytes = bytes
    const { written } = encoder.encodeInto(text, bytes)
    bytes[written] = 0x20
    return { bytes, length: written }
  }
}

const encoder = new TextEncoder()
const mostKept = 1 << 22

const lastAscii = 0x7f

/** By byte; 0 where a byte alone is no character. */
export const asciiCharacters = Int32Array.from({ length: 256 }, (_, byte) => (byte > lastAscii ? 0 : characterOf(byte)))

/** The character that begins at a byte which is not ASCII. */
export function decode(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  const second = bytes[at + 1]! & 0x3f
  if (first < 0xe0) return characterOf(((first & 0x1f) << 6) | second)
  const third = bytes[at + 2]! & 0x3f
  if (first < 0xf0) return characterOf(((first & 0x0f) << 12) | (second << 6) | third)
  return characterOf(((first & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[at + 3]! & 0x3f))
}

/** How many bytes a character has, by its first. */
export function widthOfByte(first: number): number {
  if (first <= lastAscii) return 1
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

/** How many bytes a character has more than units of the text, by its first. */
export function surplus(first: number): number {
  if (first <= lastAscii) return 0
  return first < 0xe0 ? 1 : 2
}
