import { InvalidArgumentError } from 'commander'

/** A whole number from 0 on, as an option gives it. */
export function wholeNumber(text: string): number {
  const count = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(count) || count < 0) throw new InvalidArgumentError('Expected a whole number.')
  return count
}
