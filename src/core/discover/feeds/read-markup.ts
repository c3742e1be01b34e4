import { Parser, type ParserOptions } from 'htmlparser2'

export interface MarkupReader {
  readonly onopentag: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly ontext: (part: string) => void
  readonly onclosetag: (name: string) => void
}

/**
 * Reads markup from first to last with a tolerant tokenizer that knows no entities but the standard's, and stops where elements nest deeper
 * than any honest document: for every end tag the tokenizer searches what is open, so that a megabyte of `<a>` would take minutes.
 * What was open there stays open.
 */
export function readMarkup(markup: string, reader: Partial<MarkupReader>, options: ParserOptions = {}): void {
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth++
        reader.onopentag?.(name, attributes)
        if (depth === deepest) parser.pause()
      },
      ontext: (part) => reader.ontext?.(part),
      onclosetag: (name) => {
        depth--
        reader.onclosetag?.(name)
      },
    },
    options,
  )
  parser.write(markup)
  if (depth < deepest) parser.end()
}

/** Leaves room for a feed that closes none of its items. */
const deepest = 1000
