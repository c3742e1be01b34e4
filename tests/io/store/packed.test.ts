import { deflateSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pack, unpack } from '../../../src/io/store/packed.ts'

const page = Buffer.from('<p>The minister said that the pact holds.</p>'.repeat(200))

test('what is packed is unpacked to the same bytes, nothing among them', async () => {
  for (const bytes of [page, Buffer.from(''), Buffer.from([0x28, 0xb5, 0x2f, 0xfd])])
    expect(Buffer.from(await unpack(await pack(bytes), 'a page'))).toEqual(bytes)
  expect((await pack(page)).length).toBeLessThan(page.length / 10)
})

test('pages of stores that deflated are still read', async () => {
  expect(Buffer.from(await unpack(deflateSync(page), 'a page'))).toEqual(page)
})

test('bytes that are neither are a damaged store', async () => {
  const packed = Buffer.from(await pack(page))
  for (const damaged of [packed.subarray(0, 20), Buffer.from('no such thing'), Buffer.from('')])
    await expect(unpack(damaged, 'page 1')).rejects.toThrow(
      `Cannot read page 1 in the store: its ${damaged.length} bytes do not decompress`,
    )
})

test('a flipped bit is a damaged store wherever it is, and never another page', async () => {
  const packed = await pack(Buffer.from(Array.from({ length: 400 }, (_, line) => `<p>Line ${line * 7919} of the pact.</p>`).join('\n')))
  for (let at = 5; at < packed.length; at += 11) {
    const damaged = Uint8Array.from(packed, (byte, place) => (place === at ? byte ^ 1 : byte))
    await expect(unpack(damaged, 'page 1')).rejects.toThrow('do not decompress')
  }
})

test('pages that were packed without a checksum are still read', async () => {
  expect(Buffer.from(await unpack(zstdCompressSync(page), 'a page'))).toEqual(page)
})
