import { PipelineError } from '../../errors.ts'

/**
 * The only shape of an id that is looked up: letters, of any script as in names of lexicons, digits, and three marks; no slash, no dot in front, nothing
 * that a path, a shell or a query could read as more.
 */
const idShape = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,127}$/u

/** An id from an address or a body. Throws `not-found`: what has another shape names nothing. */
export function checkedId(text: string | undefined): string {
  if (text !== undefined && idShape.test(text) && !text.includes('..')) return text
  throw new PipelineError('not-found', 'There is nothing under this address', { retry: 'never' })
}
