import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openStore, openTables } from '../../src/io/store/store.ts'
import { runCli, spawnCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'schedule-'))
const dataDir = join(folder, 'data')
const article = join(folder, 'article.txt')
writeFileSync(
  article,
  `Title: Ministers meet\nDate: 2026-10-15\n\n${'The ministers met on Wednesday and spoke about a betrayal, its cost and its route through the hills. '.repeat(12)}`,
)

test('a schedule is added, shown, run when it is due, once, and remembered with its report', async () => {
  const added = await runCli(['schedule', 'add', 'oil', '--anchor', article, '--alone', '--cron', '0 7 * * 1-5', '--tz', 'Asia/Almaty'], {
    dataDir,
  })
  expect(added).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/oil will run at\n( {2}\d{4}-\d\d-\d\d 07:00 Asia\/Almaty\n){5}/),
    stderr: expect.stringContaining('schedule run --due'),
  })
  expect(await runCli(['schedule', 'run', '--due'], { dataDir })).toMatchObject({ code: 0, stdout: '' })
  await makeDue()
  expect(await runCli(['schedule', 'list'], { dataDir })).toMatchObject({
    stdout: expect.stringMatching(/due since \S+ 07:00 Asia\/Almaty, next \S+ 07:00 Asia\/Almaty/),
  })
  // As cron calls it.
  const run = await spawnCli(['schedule', 'run', '--due'], { dataDir, cwd: folder })
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/^oil: reports\/oil\/.*report\.html\n$/) })
  expect(await runCli(['schedule', 'run', '--due'], { dataDir })).toMatchObject({ code: 0, stdout: '' })
  expect((await runCli(['schedule', 'list'], { dataDir })).stdout).not.toContain('due since')
  expect(await runCli(['schedule', 'history', 'oil'], { dataDir })).toMatchObject({ stdout: expect.stringContaining('done') })
})

test('a resting schedule is not run, and one that is removed is gone', async () => {
  await runCli(['schedule', 'pause', 'oil'], { dataDir })
  await makeDue()
  expect(await runCli(['schedule', 'run', '--due'], { dataDir })).toMatchObject({ code: 0, stdout: '' })
  await runCli(['schedule', 'remove', 'oil'], { dataDir })
  expect(await runCli(['schedule', 'show', 'oil'], { dataDir })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No schedule is called oil'),
  })
})

test('a schedule is checked when it is added, and a run that fails ends with 2', async () => {
  const adding = (id: string, ...more: readonly string[]) =>
    runCli(['schedule', 'add', id, '--alone', '--cron', '0 7 * * *', ...more], { dataDir })
  expect(await adding('gone', '--anchor', 'no-such.txt')).toMatchObject({ code: 2, stderr: expect.stringContaining('no such file') })
  expect(await adding('oil', '--anchor', article, '--lexicon', 'none')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Cannot find the lexicon none'),
  })
  expect(await adding('..', '--anchor', article)).toMatchObject({ code: 2, stderr: expect.stringContaining('".." is no name') })
  const brief = join(folder, 'brief.txt')
  writeFileSync(brief, 'Title: Ministers meet\n\nFew words.')
  expect(await adding('brief', '--anchor', brief)).toMatchObject({ code: 0 })
  rmSync(brief)
  expect(await runCli(['schedule', 'run', 'brief'], { dataDir })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no such file'),
  })
})

test('a schedule that cannot be read is named where schedules are listed, keeps no other from it, and can be removed', async () => {
  const own = mkdtempSync(join(tmpdir(), 'schedule-'))
  const at = { dataDir: join(own, 'data') }
  for (const id of ['torn', 'earlier', 'sound'])
    await runCli(['schedule', 'add', id, '--anchor', article, '--alone', '--cron', '0 7 * * *'], at)
  const { db } = await openTables({ dataDir: at.dataDir, databaseUrl: undefined })
  await sql`update schedules set missed = 'half' where id = 'torn'`.execute(db)
  // As another version wrote it.
  await sql`update schedules set request = '{}' where id = 'earlier'`.execute(db)
  await db.destroy()
  const listed = await runCli(['schedule', 'list'], at)
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sound .*\n$/u) })
  expect(listed.stderr).toContain('Cannot read the schedule torn')
  expect(listed.stderr).toContain('Cannot read what the schedule earlier asks for')
  const examined = await runCli(['doctor'], at)
  expect(examined.stdout).toMatch(
    /warning +rows +what cannot be read is passed by: Cannot read the schedule torn .*; Cannot read what the schedule earlier/u,
  )
  for (const id of ['torn', 'earlier']) expect(await runCli(['schedule', 'remove', id], at)).toMatchObject({ code: 0 })
  expect((await runCli(['doctor'], at)).stdout).toMatch(/works +rows +runs, reports and schedules can all be read/u)
  rmSync(own, { recursive: true })
})

test('to remove a schedule says what goes with it: a run under way, and runs of which its webhook was not told yet', async () => {
  const own = { dataDir: join(mkdtempSync(join(tmpdir(), 'schedule-')), 'data'), env: { FRAMESHIFT_WEBHOOK_SECRET: 'sixteen letters!' } }
  const add = [
    'schedule',
    'add',
    'oil',
    '--anchor',
    article,
    '--alone',
    '--cron',
    '0 7 * * *',
    '--webhook',
    'https://desk.example.org/hook',
  ]
  expect(await runCli(add, own)).toMatchObject({ code: 0 })
  {
    await using store = await openStore(own.dataDir, { now: Date.now })
    const end = { run: 'r', state: 'done', note: undefined, endedAt: 8 } as const
    await store.schedules.record('oil', { ...end, dueAt: 7, telling: { delivery: 'd', body: '{}', tries: 1, at: 9 } })
    await store.schedules.claim('oil', Date.now())
  }
  expect(await runCli(['schedule', 'remove', 'oil'], own)).toEqual({
    code: 0,
    stdout: '',
    stderr:
      'oil is removed; what it has under way goes on to its report, and is in no history\noil is removed; its webhook had not been told of 1 run yet, and is not told any more\n',
  })
  expect(await runCli(add, own)).toMatchObject({ code: 0 })
  expect(await runCli(['schedule', 'history', 'oil'], own)).toMatchObject({ code: 0, stdout: '', stderr: 'oil has not run yet\n' })
})

/** Sets the schedule back by a week, as if nothing had run since. */
async function makeDue(): Promise<void> {
  await using store = await openStore(dataDir, { now: Date.now })
  const schedule = await store.schedules.get('oil')
  if (!schedule) throw new Error('The schedule is there')
  await store.schedules.remove('oil')
  await store.schedules.add({ ...schedule, handledAt: schedule.handledAt - 7 * 86_400_000 })
}
