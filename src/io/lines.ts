/** The lines of a stream. Only `\n` ends one: JSON leaves other line separators of Unicode as they are, and `readline` would cut there. */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  // A line of a hundred megabytes comes in a thousand chunks: it is put together once, and each chunk is searched once.
  let open: string[] = []
  for await (const chunk of stream) {
    const [first = '', ...others] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n')
    open.push(first)
    const last = others.pop()
    if (last === undefined) continue
    yield open.join('')
    yield* others
    open = [last]
  }
  const rest = open.join('') + decoder.decode()
  if (rest !== '') yield rest
}
