import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readAddressList, takeIn, takeOne, type IntakeOptions } from '../../../src/io/intake/sources.ts'

async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

function optionsFor(cwd: string): IntakeOptions & { readonly kept: string[]; readonly stdin: () => Promise<Uint8Array> } {
  const kept: string[] = []
  return {
    kept,
    cwd,
    beside: [],
    maxBytes: 1000,
    now: () => new Date(0),
    pages: {
      put: async (page) => {
        kept.push(page.url)
      },
    },
    stdin: async () => Buffer.from('<html><p>Hello</p></html>'),
  }
}

test('a folder is read with everything below it, in order, and the pictures of saved pages are passed over', async () => {
  const cwd = await folderOf({
    'sohu/a.html': '<p>a</p>',
    'sohu/a_files/frame.html': 'x',
    'tass/b.html.gz': gzipSync('<p>b</p>'),
    'tass/c.txt': 'text',
    'tass/logo.png': 'x',
    'd.md': '# d',
  })
  const { sources, refused } = await takeIn(['.'], optionsFor(cwd))
  expect(refused).toEqual([])
  expect(sources).toMatchObject([
    { name: 'd.md', format: 'text' },
    { name: 'sohu/a.html', format: 'html', outletName: 'sohu' },
    { name: 'tass/b.html.gz', format: 'html', outletName: 'tass' },
    { name: 'tass/c.txt', format: 'text', outletName: 'tass' },
  ])
})

test.each([
  ['a file that is named alone', 'press/courier/a.html', [], 'a'],
  ['beside another file', 'press/courier/a.html', ['press/courier/b.html', 'https://press.example/'], 'a'],
  ['beside a folder it does not lie in', 'press/courier/a.html', ['press/cour', 'press/herald'], 'a'],
  ['beside the folder it lies in', 'press/courier/a.html', ['press/courier'], 'courier'],
  ['beside a folder above that', 'press/courier/a.html', ['./press/'], 'courier'],
  ['in the working folder, beside all of it', 'c.txt', ['.'], undefined],
])('%s, an outlet without a name is called as its neighbours are', async (_, name, beside, expected) => {
  const cwd = await folderOf({
    'press/courier/a.html': '<p>a</p>',
    'press/courier/b.html': '<p>b</p>',
    'press/herald/d.html': '<p>d</p>',
    'c.txt': 'c',
  })
  const outletName = expected ?? cwd.split('/').at(-1)
  const options = { ...optionsFor(cwd), beside }
  expect(await takeOne(name, options)).toMatchObject({ name, outletName })
  expect((await takeIn([name], options)).sources).toMatchObject([{ name, outletName }])
})

test('an anchor and the files of its folder have one outlet', async () => {
  const cwd = await folderOf({ 'press/courier/a.html': '<p>a</p>', 'press/courier/b.html': '<p>b</p>' })
  const options = { ...optionsFor(cwd), beside: ['press'] }
  const anchor = await takeOne('press/courier/a.html', options)
  const { sources } = await takeIn(['press'], options)
  expect([anchor, ...sources].map((source) => source.kind === 'stored' && source.outletName)).toEqual(['courier', 'courier', 'courier'])
})

test('a folder whose name ends like a page is a folder', async () => {
  const cwd = await folderOf({ 'in/saved.html/a.html': '<p>a</p>', 'in/b.html': '<p>b</p>' })
  const { sources, refused } = await takeIn(['in'], optionsFor(cwd))
  expect(sources).toMatchObject([{ name: 'in/b.html' }, { name: 'in/saved.html/a.html' }])
  expect(refused).toEqual([])
})

test('what cannot be taken in is refused with a reason and stops nothing', async () => {
  const cwd = await folderOf({
    'in/cut.html.gz': gzipSync('x'.repeat(50)).subarray(0, 15),
    'in/big.html': 'x'.repeat(2000),
    'in/a.html': 'a',
    'in/w.warc': 'x',
  })
  const { sources, refused } = await takeIn(['in', 'nowhere.html', 'https://'], optionsFor(cwd))
  expect(sources).toMatchObject([{ name: 'in/a.html' }])
  expect(refused.map(({ code }) => code)).toEqual(['too-large', 'damaged-file', 'not-a-page', 'no-such-file', 'not-a-url'])
})

test('standard input is a page or a text by how it begins', async () => {
  expect(await takeOne('-', optionsFor('.'))).toMatchObject({ kind: 'stored', name: 'stdin', format: 'html' })
})

test('an anchor that is not there is an error that says what was expected', async () => {
  await expect(takeOne('news.example/article', optionsFor('.'))).rejects.toThrow(
    /no such file, expected a file, a folder or an address that begins with https:/,
  )
  await expect(takeOne('src', optionsFor('.'))).rejects.toMatchObject({ code: 'not-a-page' })
})

test('a list of addresses names the lines that are none', async () => {
  const cwd = await folderOf({ 'list.txt': '# mine\nhttps://a.example/1\r\n\nb.example/2\n' })
  const { sources, refused } = await readAddressList('list.txt', cwd)
  expect(sources).toEqual([{ kind: 'url', url: 'https://a.example/1' }])
  expect(refused).toMatchObject([{ url: 'b.example/2', code: 'not-a-url', reason: 'Line 4 of list.txt is no http or https address' }])
})

const record = (url: string, body: string) => {
  const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body}`
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2026-10-15T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response`
  return `${head}\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`
}

test('a web archive gives a source for each of its pages, under the address it was fetched from', async () => {
  const archive = record('https://a.example/1', '<p>one</p>') + record('https://a.example/2', '<p>two</p>')
  const cwd = await folderOf({ 'plain.warc': archive, 'packed.warc.gz': gzipSync(archive) })
  for (const name of ['plain.warc', 'packed.warc.gz']) {
    const { sources, refused } = await takeIn([name], optionsFor(cwd))
    expect(refused).toEqual([])
    expect(sources).toMatchObject([{ name: 'https://a.example/1' }, { name: 'https://a.example/2' }])
  }
})

test('a record cut short is told of, and costs nothing that stands before it', async () => {
  const archive = Buffer.from(record('https://a.example/1', '<p>one</p>') + record('https://a.example/2', '<p>two</p>'))
  const cwd = await folderOf({ 'plain.warc': archive.subarray(0, -12), 'packed.warc.gz': gzipSync(archive).subarray(0, -20) })
  const plain = await takeIn(['plain.warc'], optionsFor(cwd))
  expect(plain).toMatchObject({ sources: [{ name: 'https://a.example/1' }], refused: [{ url: 'https://a.example/2', code: 'record-cut' }] })
  const packed = await takeIn(['packed.warc.gz'], optionsFor(cwd))
  expect(packed.refused).toMatchObject([{ url: 'packed.warc.gz', code: 'archive-cut' }])
})

test('a packed body is unpacked up to the limit, chunked or not, and a bomb costs its own record only', async () => {
  const packedRecord = (url: string, body: Buffer, headers: string) => {
    const http = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${headers}\r\n`), body])
    const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2026-10-15T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response`
    return Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${http.length}\r\n\r\n`), http, Buffer.from('\r\n\r\n')])
  }
  const small = gzipSync('<p>small</p>')
  const chunked = Buffer.concat([Buffer.from(`${small.length.toString(16)}\r\n`), small, Buffer.from('\r\n0\r\n\r\n')])
  const archive = Buffer.concat([
    packedRecord('https://a.example/small', small, 'Content-Encoding: gzip\r\n'),
    packedRecord('https://a.example/chunked', chunked, 'Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n'),
    packedRecord('https://a.example/bomb', gzipSync(Buffer.alloc(100_000)), 'Content-Encoding: gzip\r\n'),
    packedRecord('https://a.example/kept', Buffer.from('<p>unpacked already</p>'), 'Content-Encoding: gzip\r\n'),
  ])
  const cwd = await folderOf({ 'packed.warc': archive })
  const { sources, refused } = await takeIn(['packed.warc'], optionsFor(cwd))
  expect(sources.map((source) => source.kind === 'stored' && source.name)).toEqual([
    'https://a.example/small',
    'https://a.example/chunked',
    'https://a.example/kept',
  ])
  expect(refused).toMatchObject([{ url: 'https://a.example/bomb', code: 'bad-encoding' }])
})
