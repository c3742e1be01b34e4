import { readFile } from 'node:fs/promises'
import { parseDocument } from 'htmlparser2'
import { request } from 'undici'

/** Fetches the addresses of a file from a press on a port and builds the tree of each page: `fetch-and-parse.ts PORT FILE`. */
const [port, file = ''] = process.argv.slice(2)
for (const address of (await readFile(file, 'utf8')).split('\n')) {
  const { hostname, pathname } = new URL(address)
  const { body } = await request(`http://127.0.0.1:${port}${pathname}`, { headers: { host: hostname } })
  const tree = parseDocument(await body.text())
  if (tree.children.length === 0) throw new Error(`Nothing at ${address}`)
}
