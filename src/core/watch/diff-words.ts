/** A piece of text that both versions have, or only one of them. */
export interface Change {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Edits between two versions that are found word by word; a text that was changed more is shown as taken out and put in. */
const mostEdits = 1500

/**
 * What was taken out of a text and what was put in, word by word: the shortest edit script (E. W. Myers, "An O(ND) difference algorithm and its
 * variations", 1986), with what both begin and end with set aside first, and phrases that were rewritten shown as a whole. The pieces of kind `same` and `removed` make the text before,
 * those of kind `same` and `added` the text after.
 */
export function diffWords(before: string, after: string): readonly Change[] {
  const [a, b] = [tokensOf(before), tokensOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const [innerA, innerB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const steps: Change[] = [
    ...a.slice(0, start).map((text) => ({ kind: 'same', text }) as const),
    ...(shortestEdits(innerA, innerB) ?? replaced(innerA, innerB)),
    ...a.slice(a.length - end).map((text) => ({ kind: 'same', text }) as const),
  ]
  return phrases(joined(steps))
}

/** The most words that a piece between two edits may have for both to be shown as one; a phrase that was rewritten shares such by chance. */
const mostSharedWords = 2

/** A phrase that was rewritten as one piece taken out and one put in, instead of word by word with the words between that both happen to have. */
function phrases(pieces: readonly Change[]): readonly Change[] {
  const shown: Change[] = []
  let group: Change[] = []
  const close = () => {
    const [tail] = group.at(-1)?.kind === 'same' ? group.splice(-1) : []
    shown.push(...(isRewritten(group) ? asPhrase(group) : group), ...(tail ? [tail] : []))
    group = []
  }
  for (const piece of pieces) {
    if (piece.kind !== 'same') group.push(piece)
    else if (group.length > 0 && isShort(piece.text)) group.push(piece)
    else {
      close()
      shown.push(piece)
    }
  }
  close()
  return shown
}

/** Whether a piece may stand within a phrase. Never across paragraphs. */
function isShort(text: string): boolean {
  return !text.includes('\n') && tokensOf(text).filter(isWord).length <= mostSharedWords
}

/** More of it was changed than stayed, and at more than one place: otherwise the single words say it better. */
function isRewritten(group: readonly Change[]): boolean {
  const words = (isSame: boolean) =>
    group.filter(({ kind }) => (kind === 'same') === isSame).reduce((sum, { text }) => sum + tokensOf(text).filter(isWord).length, 0)
  const hasBoth = group.some(({ kind }) => kind === 'removed') && group.some(({ kind }) => kind === 'added')
  return hasBoth && group.some(({ kind }) => kind === 'same') && words(false) > 2 * words(true)
}

function asPhrase(group: readonly Change[]): readonly Change[] {
  const without = (other: Change['kind']) =>
    group
      .filter(({ kind }) => kind !== other)
      .map(({ text }) => text)
      .join('')
  return [
    { kind: 'removed', text: without('added') },
    { kind: 'added', text: without('removed') },
  ]
}

function isWord(token: string): boolean {
  return /[\p{L}\p{N}]/u.test(token)
}

/** Words with the space or mark that follows, each character of scripts without spaces. */
function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}'\u2019]+|\s+|./gsu) ?? []
}

function replaced(a: readonly string[], b: readonly string[]): readonly Change[] {
  return [...a.map((text) => ({ kind: 'removed', text }) as const), ...b.map((text) => ({ kind: 'added', text }) as const)]
}

/** `undefined` where there are more edits than anybody would read. */
function shortestEdits(a: readonly string[], b: readonly string[]): readonly Change[] | undefined {
  const furthest = new Map<number, number>([[1, 0]])
  const trace: ReadonlyMap<number, number>[] = []
  for (let edits = 0; edits <= Math.min(mostEdits, a.length + b.length); edits += 1) {
    trace.push(new Map(furthest))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const [left, right] = [furthest.get(diagonal - 1) ?? -1, furthest.get(diagonal + 1) ?? -1]
      let x = diagonal === -edits || (diagonal !== edits && left < right) ? right : left + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1
      furthest.set(diagonal, x)
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, trace)
    }
  }
  return undefined
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly ReadonlyMap<number, number>[]): readonly Change[] {
  const steps: Change[] = []
  let [x, y] = [a.length, b.length]
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits] ?? new Map<number, number>()
    const diagonal = x - y
    const [left, right] = [furthest.get(diagonal - 1) ?? -1, furthest.get(diagonal + 1) ?? -1]
    const isDown = diagonal === -edits || (diagonal !== edits && left < right)
    const fromX = isDown ? right : left
    const fromY = fromX - (isDown ? diagonal + 1 : diagonal - 1)
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      steps.push({ kind: 'same', text: a[x - 1] ?? '' })
      x -= 1
      y -= 1
    }
    if (edits === 0) break
    steps.push(isDown ? { kind: 'added', text: b[y - 1] ?? '' } : { kind: 'removed', text: a[x - 1] ?? '' })
    if (isDown) y -= 1
    else x -= 1
  }
  return steps.toReversed()
}

/** Neighbours of a kind as one piece. */
function joined(steps: readonly Change[]): readonly Change[] {
  const pieces: { kind: Change['kind']; text: string }[] = []
  for (const { kind, text } of steps) {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  return pieces
}
