import { apostrophe, classesOf, digit, inWord, space, unspaced, upper } from './character-classes.ts'

const [hyphen, firmHyphen] = [0x2d, 0x2011]
const [comma, colon] = [0x2c, 0x3a]
export const fullStop = 0x2e

/** What a word begins with. */
export const wordStart = unspaced | digit | inWord

/** The code point at a place; 0, which has no class, behind the end. */
export function codeAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0
}

export function widthOf(code: number): number {
  return code > 0xffff ? 2 : 1
}

export function endOfSpace(text: string, start: number): number {
  let end = start
  while (classesOf(codeAt(text, end)) & space) end++
  return end
}

export function endOfStops(text: string, start: number): number {
  let end = start
  while (text.charCodeAt(end) === fullStop) end++
  return end
}

/** One character of a script without spaces, initials (U.S.), a number (1,000.5), or a word; tried in this order. */
export function endOfWord(text: string, start: number): number {
  const code = codeAt(text, start)
  const classes = classesOf(code)
  if (classes & unspaced) return start + widthOf(code)
  const initials = classes & upper ? endOfInitials(text, start) : start
  if (initials > start) return initials
  return classes & digit ? endOfRun(text, start, digit) : endOfRun(text, start, inWord)
}

/** `start` itself where there are fewer than two. */
function endOfInitials(text: string, start: number): number {
  let end = start
  let count = 0
  for (;;) {
    const code = codeAt(text, end)
    const stop = end + widthOf(code)
    if (!(classesOf(code) & upper) || text.charCodeAt(stop) !== fullStop) return count > 1 ? end : start
    end = stop + 1
    count++
  }
}

/** The end of a run of one class. A mark that joins goes on with it where another of the class stands behind. */
function endOfRun(text: string, start: number, wanted: typeof digit | typeof inWord): number {
  let end = start
  for (;;) {
    const code = codeAt(text, end)
    const classes = classesOf(code)
    if (classes & wanted) end += widthOf(code)
    else if ((wanted === digit ? joinsDigits(code) : joinsLetters(code)) && classesOf(codeAt(text, end + 1)) & wanted) end++
    else return end
  }
}

function joinsDigits(code: number): boolean {
  return code === fullStop || code === comma || code === colon
}

function joinsLetters(code: number): boolean {
  return code === hyphen || code === firmHyphen || (classesOf(code) & apostrophe) !== 0
}
