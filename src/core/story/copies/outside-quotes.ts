/** A text without what stands between quotation marks. A mark that is not closed in its paragraph opens nothing. */
export function outsideQuotes(text: string): string {
  if (!opens.test(text)) return text
  let outside = ''
  for (const paragraph of text.split('\n')) {
    let from = 0
    for (let index = 0; index < paragraph.length; index++) {
      const closing = closings.get(paragraph.charAt(index))
      if (closing === undefined) continue
      const end = paragraph.indexOf(closing, index + 1)
      // What is not closed once is not closed later either: the search ends, so that marks without end cost no second look.
      if (end < 0) break
      outside += `${paragraph.slice(from, index)} `
      from = end + 1
      index = end
    }
    outside += `${paragraph.slice(from)}\n`
  }
  return outside.slice(0, -1)
}

const closings = new Map([
  ['"', '"'],
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
  ['\u300c', '\u300d'],
  ['\u300e', '\u300f'],
])

/** The marks that begin a quotation: most texts of agencies and most headlines have none. */
const opens = /["\u201c\u201e\u00ab\u300c\u300e]/
