import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/io/store/store.ts'
import { sitesOf, startPress } from '../press/press.ts'
import { runCli } from './run-cli.ts'

const page = (title: string) =>
  `<html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1><p>${'The ministers met on Wednesday and spoke about the cost of the road and its route through the hills. '.repeat(8)}</p></article></body></html>`

test('a silent edit is found, reported with both versions, and kept; the schedule finds nothing more afterwards', async () => {
  const titles = ['Ministers call the deal a betrayal', 'Ministers call the deal a disappointment']
  await using press = await startPress(
    sitesOf({ 'daily.example': { '/a': (_request, times) => page(titles[Math.min(times, 2) - 1] ?? '') } }),
  )
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const dataDir = join(folder, 'data')
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  const read = () => runCli(['watch', 'read', 'http://daily.example/a', ...open], { dataDir, cwd: folder })
  expect(await read()).toMatchObject({ code: 0, stdout: '0 pages edited, 1 the same.\n' })
  const second = await read()
  expect(second).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^“betrayal” left the headline between .+\n1 page edited, 0 the same/),
  })
  expect(readFileSync(join(folder, 'reports/watch/report.html'), 'utf8')).toContain('<del>')
  expect(readdirSync(join(folder, 'reports/watch/bundle'))).toHaveLength(2)
  const added = await runCli(['watch', 'add', 'deal', '--anchor', 'http://daily.example/a', '--cron', '*/30 * * * *', ...open], { dataDir })
  expect(added.code, added.stderr).toBe(0)
  expect(await runCli(['schedule', 'run', 'deal'], { dataDir, cwd: folder })).toMatchObject({
    code: 0,
    stdout: 'deal: nothing was edited\n',
  })
  await using store = await openStore(dataDir, { now: Date.now })
  expect((await store.schedules.history('deal', 1))[0]).toMatchObject({
    state: 'done',
    details: { edited: 0, same: 1, unread: 0, moved: 0 },
  })
})
