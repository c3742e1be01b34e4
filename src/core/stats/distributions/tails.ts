/** A distribution function and its complement, each computed as itself: neither loses its digits when it is small. */
export interface Tails {
  readonly lower: number
  readonly upper: number
}
