/** Ascending whole numbers as bytes: each as the distance from the one before, seven bits a byte, the highest bit set where more follow. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = []
  let before = 0
  for (const number of numbers) {
    let distance = number - before
    before = number
    while (distance > 127) {
      bytes.push((distance & 127) | 128)
      distance >>>= 7
    }
    bytes.push(distance)
  }
  return Uint8Array.from(bytes)
}

/** What `packNumbers` was given. */
export function unpackNumbers(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = []
  let before = 0
  let distance = 0
  let shift = 0
  for (const byte of bytes) {
    distance |= (byte & 127) << shift
    if (byte > 127) {
      shift += 7
      continue
    }
    before += distance
    numbers.push(before)
    distance = 0
    shift = 0
  }
  return numbers
}
