import type { Id } from '../model.ts'

/** Brands a string as the id of a kind; refuses the empty string, which names nothing. */
export function toId<Kind extends string>(text: string): Id<Kind> {
  if (!isId<Kind>(text)) throw new TypeError('An id cannot be empty')
  return text
}

function isId<Kind extends string>(text: string): text is Id<Kind> {
  return text !== ''
}
