import { readdir, readFile } from 'node:fs/promises'

/** One page of the example press, as it is kept in `articles/`: lines of `Key: value`, an empty line, paragraphs. */
export interface Item {
  readonly outlet: string
  readonly title: string
  readonly path: string
  readonly date: string
  readonly author: string
  /** Caption of a picture in the text. */
  readonly image: string | undefined
  readonly kind: 'open' | 'paywall' | 'broken'
  readonly paragraphs: readonly string[]
}

/** All pages of the example press, by outlet. */
export async function readItems(folder: string): Promise<ReadonlyMap<string, readonly Item[]>> {
  const outlets = new Map<string, readonly Item[]>()
  for (const outlet of (await readdir(folder)).toSorted()) {
    const names = (await readdir(`${folder}/${outlet}`)).toSorted()
    const items = await Promise.all(names.map(async (name) => toItem(outlet, await readFile(`${folder}/${outlet}/${name}`, 'utf8'))))
    outlets.set(outlet, items)
  }
  return outlets
}

function toItem(outlet: string, file: string): Item {
  const [head = '', ...paragraphs] = file.trim().split(/\n\n+/)
  const keys = new Map(
    head.split('\n').map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const value = (key: string) => {
    const found = keys.get(key)
    if (found === undefined) throw new Error(`An example article of ${outlet} has no "${key}"`)
    return found
  }
  const kind = keys.get('Kind')
  return {
    outlet,
    title: value('Title'),
    path: value('Path'),
    date: value('Date'),
    author: value('Author'),
    image: keys.get('Image'),
    kind: kind === 'paywall' || kind === 'broken' ? kind : 'open',
    paragraphs,
  }
}
