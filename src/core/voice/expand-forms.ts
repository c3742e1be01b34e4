/**
 * All words a list entry stands for: `{a,b}` means either, and an empty alternative is allowed, so `claim{,s,ed,ing}` gives four words.
 * Groups do not nest. An entry without braces stands for itself; an unclosed brace is kept as it is.
 */
export function expandForms(entry: string): readonly string[] {
  const open = entry.indexOf('{')
  const close = entry.indexOf('}', open)
  if (open === -1 || close === -1) return [entry]
  const before = entry.slice(0, open)
  const rests = expandForms(entry.slice(close + 1))
  return entry
    .slice(open + 1, close)
    .split(',')
    .flatMap((choice) => rests.map((rest) => before + choice.trim() + rest))
}
