import { Parser } from 'htmlparser2'

/** Text with its entities decoded as in the text of a page. Few texts have any, so the parser of a page, which is twice as fast without, leaves them to this. */
export function decodeText(text: string): string {
  if (!text.includes('&')) return text
  decoded = ''
  // What is one text of a page holds no tag, but in a title it may look like one.
  parser.parseComplete(text.replaceAll('<', '&lt;'))
  return decoded
}

/** An attribute's value with its entities decoded, by the rules for attributes: `&copy=` in an address stays. */
export function decodeValue(value: string): string {
  if (!value.includes('&')) return value
  decoded = ''
  parser.parseComplete(`<a b="${value.replaceAll('"', '&quot;')}">`)
  return decoded
}

let decoded = ''
const take = (text: string): void => {
  decoded += text
}
const parser = new Parser({ ontext: take, onattribute: (_, value) => take(value) })
