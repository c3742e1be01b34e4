export interface HitCount {
  readonly hits: number
  /** Of `hits`; rates are over the body alone. */
  readonly inHeadlines: number
  /** Of `hits`. */
  readonly denied: number
}

/** What a reader has to know of a count to hold it against another: ", 1 of them in headlines, all denied"; empty where there is nothing to say. */
export function hitWords({ hits, inHeadlines, denied }: HitCount): string {
  return `${partWords(inHeadlines, hits, 'in headlines')}${partWords(denied, hits, 'denied')}`
}

function partWords(part: number, whole: number, words: string): string {
  if (part === 0) return ''
  if (part < whole) return `, ${part} of them ${words}`
  return whole === 1 ? `, ${words.replace('headlines', 'a headline')}` : `, all ${words}`
}
