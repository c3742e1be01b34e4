import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openApp, type App } from '../../../src/app.ts'
import { toId } from '../../../src/core/ids.ts'
import { PipelineError } from '../../../src/errors.ts'
import { lexiconYaml } from '../../../src/io/config/lexicon-edit.ts'
import { readLexicon, type LexiconFile } from '../../../src/io/config/lexicon-file.ts'
import { openDesks, type Desks } from '../../../src/web/work/apart/open-desks.ts'
import { freshTermForm } from '../../../src/web/work/lexicons/term-form.ts'
import { createReportDesk } from '../../../src/web/work/report/report-desk.ts'
import { createTuningDesk } from '../../../src/web/work/lexicons/tuning-desk.ts'
import { storeArticles, storedArticle } from '../stored-articles.ts'

let folder: string
let app: App
let desks: Desks
let file: LexiconFile
const all = { term: undefined, frame: undefined, language: undefined }
const longMs = 30_000

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-desks-'))
  app = await openApp({ env: { FRAMESHIFT_DATA_DIR: join(folder, 'data') }, cwd: folder })
  file = await readLexicon('international-relations', app.configFolders)
  const body = 'Deputy Ana Reyes called the clause a stab in the back. Nobody kept the promise made in spring.'
  await storeArticles(app, [storedArticle('a-1', { language: 'en', title: 'The pact', body })])
  desks = openDesks(app)
})

afterAll(async () => {
  await desks[Symbol.asyncDispose]()
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('hits are counted and judged in the thread as they would be here', async () => {
  await using here = createTuningDesk(app)
  expect(await desks.tuning.measured(file, all, longMs)).toEqual(await here.measured(file, all, longMs))
  const asked = { lexicon: file, selection: { ...all, term: 'stab-in-the-back' }, annotator: 'anna', seed: 1 }
  const state = await desks.judging.state(asked, longMs)
  expect(state).toMatchObject({ kind: 'ready', left: 1, canUndo: false })
  await desks.judging.decide(asked, state.kind === 'ready' ? (state.hit?.item ?? '') : '', 'accept')
  expect((await app.store.judgements.list(file.lexicon.id)).map(({ annotator, decision }) => [annotator, decision])).toEqual([
    ['anna', 'accept'],
  ])
  expect(await desks.judging.undo(asked)).toBe('accept')
})

test('a report is looked into in the thread as it would be here, and its faults are told', async () => {
  const run = toId<'Run'>('run-1')
  const voice = { kind: 'quoted', chain: [{ speaker: 'Ana Reyes', cue: 'called' }] }
  const hit = { articleId: 'a-1', frame: 'betrayal', text: 'stab in the back', sentence: '', start: 45, end: 61, voice }
  const report = {
    title: 'The pact',
    outlets: [{ id: 'gazette', name: 'Gazette' }],
    lexicon: { frames: [{ id: 'betrayal', name: 'Betrayal' }] },
    articles: [
      {
        id: 'a-1',
        title: 'The pact',
        outlet: 'gazette',
        url: 'https://gazette.example/a',
        language: 'en',
        publishedAt: null,
        measured: true,
      },
    ],
    hits: [{ ...hit, zone: 'body', mode: 'asserted', scareQuoted: false }],
  }
  await app.store.files.put(run, 'report.json', JSON.stringify(report))
  await app.store.files.put(toId<'Run'>('cut'), 'report.json', '{"title": ')
  const here = createReportDesk(app)
  const choice = { frame: '', outlet: '', voice: '', order: 'before', page: 1 } as const
  const lines = await desks.reports.concordance(run, choice)
  expect(lines).toEqual(await here.concordance(run, choice))
  expect(lines).toMatchObject({ total: 1, frames: new Map([['betrayal', 'Betrayal']]), outlets: ['Gazette'] })
  expect(await desks.reports.evidence(run)).toEqual(await here.evidence(run))
  expect(await desks.reports.article(run, 'a-1')).toMatchObject({ found: { outlet: 'Gazette' }, isPageKept: false, before: undefined })
  await expect(desks.reports.article(run, 'a-2')).rejects.toMatchObject({ code: 'not-found' })
  await expect(desks.reports.evidence(toId<'Run'>('cut'))).rejects.toMatchObject({ code: 'store-corrupt' })
})

test('a mistake keeps its kind on the way out of the thread, and work that nobody waits for ends', async () => {
  await expect(desks.tuning.split(file, 'no-such-term')).rejects.toMatchObject({ name: 'PipelineError', code: 'term-missing' })
  const put = { kind: 'put', form: freshTermForm({ id: 'x' }), replaced: undefined } as const
  const mistake: unknown = await desks.drafts.effect(file, put, new AbortController().signal).catch((error: unknown) => error)
  expect(mistake).toBeInstanceOf(z.ZodError)
  // Who hands errors on asks for this, and would answer to nothing else.
  expect(mistake).toBeInstanceOf(Error)
  const left = new AbortController()
  const effect = desks.drafts.effect(file, { kind: 'remove', term: 'stab-in-the-back' }, left.signal)
  left.abort()
  await expect(effect).rejects.toMatchObject({ code: 'effect-unfinished' })
})

test('a thread that could not be started fails who asks, and the next question starts another', async () => {
  const cwd = join(folder, 'mended later')
  await mkdir(join(cwd, 'config'), { recursive: true })
  await writeFile(join(cwd, 'config/settings.yaml'), 'no: [\n')
  await using shaky = openDesks({
    ...app,
    surroundings: { ...app.surroundings, cwd, configFolders: [join(cwd, 'config'), ...app.configFolders] },
  })
  await expect(shaky.drafts.effect(file, { kind: 'remove', term: 'betray' }, new AbortController().signal)).rejects.toMatchObject({
    name: 'PipelineError',
    constructor: PipelineError,
    code: 'settings-invalid',
    message: expect.stringContaining('settings.yaml'),
  })
  await rm(join(cwd, 'config/settings.yaml'))
  expect(await shaky.tuning.exported(file, 'csv', longMs)).toMatchObject({ kind: 'ready', value: { losses: { refused: 0 } } })
})

test('a large lexicon is read from the thread some terms at a time, and is the same', async () => {
  const [frame] = file.lexicon.frames
  const [term] = file.lexicon.terms.filter(({ id }) => id === 'stab-in-the-back')
  if (!frame || !term) throw new Error('The shipped lexicon has another first frame')
  const terms = Array.from({ length: 1100 }, (_, number) => ({
    ...term,
    id: `t-${number}`,
    frame: frame.id,
    patterns: [`tide number${number}`],
  }))
  const path = join(folder, 'config/lexicons/tides.yaml')
  await mkdir(join(folder, 'config/lexicons'), { recursive: true })
  await writeFile(path, lexiconYaml({ ...file.lexicon, id: 'tides', frames: [frame], terms }, undefined))
  expect(await desks.lexicons.read(path)).toEqual(await readLexicon(path, app.configFolders))
})
