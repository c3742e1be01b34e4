import { readdir, readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'

const folder = `${process.env.FRAMESHIFT_BENCH_DATA ?? '../shared/data'}/extraction/html`
/** The pages of the scrapinghub benchmark. */
const comparedPart = 'sh-'

/** Why there are no pages, if there are none. */
export async function missingPages(): Promise<string | undefined> {
  const names = await pageNames()
  return names.length === 0 ? `no page in ${folder} (set FRAMESHIFT_BENCH_DATA to the folder above "extraction")` : undefined
}

/** Names of the pages that speed is compared on: the part that published comparisons use, or all pages where it is absent. */
export async function comparedPages(): Promise<readonly string[]> {
  const names = await pageNames()
  const compared = names.filter((name) => name.startsWith(comparedPart))
  return compared.length === 0 ? names : compared
}

/** The compared pages first, then others, up to `count`. */
export async function manyPages(count: number): Promise<readonly string[]> {
  const compared = await comparedPages()
  const others = (await pageNames()).filter((name) => !compared.includes(name))
  const step = Math.max(1, Math.floor(others.length / Math.max(1, count - compared.length)))
  return [...compared, ...others.filter((_, index) => index % step === 0)].slice(0, count)
}

/** One page's HTML, unzipped in memory. Pages are read one at a time, so that none but the one in work takes memory. */
export async function readPageFile(name: string): Promise<string> {
  const bytes = await readFile(`${folder}/${name}`)
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

async function pageNames(): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /\.html(\.gz)?$/.test(name)).toSorted()
}
