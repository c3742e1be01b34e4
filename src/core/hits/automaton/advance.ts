import { fitsGlob } from '../../lexicon/pattern.ts'
import type { State } from './compile.ts'
import { arrived, type Places } from './places.ts'
import type { Word } from './known-words.ts'

/** Follows a word or mark from one state to all that it leads to. */
export function advance({ literals, stems, globs }: State, word: Omit<Word, 'starts' | 'needsLater'>, next: Places): void {
  const literal = word.isLater ? literals?.get(word.text) : undefined
  if (literal) next.reach(literal, arrived)
  if (!word.isWord) return
  const stemmed = word.isLaterStem ? stems?.get(word.stem) : undefined
  if (stemmed) next.reach(stemmed, arrived)
  if (!globs) return
  for (const length of globs.lengths) {
    if (length > word.text.length) return
    const candidates = globs.byFirstPart.get(word.text.slice(0, length))
    if (!candidates) continue
    for (const glob of candidates) if (fitsGlob(word.text, glob.parts)) next.reach(glob.next, arrived)
  }
}
