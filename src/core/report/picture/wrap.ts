import { printable } from '../safe-link.ts'

/** A line that was cut ends in this. */
const more = '…'

/**
 * Cuts a text into lines of at most so many columns; wide characters (Han, Kana, Hangul) take two, capitals and Cyrillic letters a
 * quarter more than one. What does not fit into the last line is cut off.
 */
export function wrap(text: string, { columns, lines }: { readonly columns: number; readonly lines: number }): readonly string[] {
  const made: string[] = []
  let line = ''
  for (const piece of pieces(plain(text))) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > columns) {
      made.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  if (line.trim() !== '') made.push(line.trimEnd())
  const kept = made.slice(0, lines).map((one) => clipTo(one, columns))
  const last = kept.at(-1)
  return made.length > lines && last !== undefined ? [...kept.slice(0, -1), clipTo(`${last} ${more}`, columns)] : kept
}

/** Without what is not seen: control characters, and those that turn the direction of what follows (a picture has no element to hold them). */
export function plain(text: string): string {
  return printable(text).replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
}

/** Where a line may end: behind white space, and behind every wide character. */
function pieces(text: string): readonly string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+\s*|\s+/gu,
    ) ?? []
  )
}

function clipTo(line: string, columns: number): string {
  let kept = ''
  for (const character of line) {
    if (widthOf(kept + character) > columns) return `${Array.from(kept).slice(0, -1).join('').trimEnd()}${more}`
    kept += character
  }
  return kept
}

function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += columnsOf(character)
  return width
}

function columnsOf(character: string): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uFF00-\uFF60]/u.test(character)) return 2
  return /[\p{Script=Cyrillic}\p{Lu}]/u.test(character) ? 1.25 : 1
}
