import { statfs } from 'node:fs/promises'
import { Command } from 'commander'
import { checkExamples } from '../core/lexicon/check-examples.ts'
import { counted } from '../core/report/wording.ts'
import { listLexicons, readLexicon } from '../io/config/lexicon-file.ts'
import { readOutlets } from '../io/config/outlets.ts'
import { databaseOf } from '../io/store/postgres/open.ts'
import { upcomingSchedules } from '../schedules/upcoming.ts'
import { withAccess } from './access-options.ts'
import type { CliContext } from './context.ts'
import { tried, Warning, type Finding } from './finding.ts'
import { searchFindings, type ReachOptions } from './search-findings.ts'

/** `doctor`: what works on this machine, what does not, and what to do. Exit 1 when something is broken. */
export function doctorCommand(context: CliContext): Command {
  return withAccess(new Command('doctor'))
    .description('Check settings, store, lexicons, outlets and services: what works, what does not, what to do.')
    .option('--reach', 'ask the servers of the search services whether they answer')
    .option('--json', 'print it as JSON')
    .action(async (options: ReachOptions & { json?: boolean }) => {
      const findings = [await node(), ...(await examine(context, options))]
      if (findings.some(({ state }) => state === 'broken')) context.finish(1)
      if (options.json === true) return context.output.data(`${JSON.stringify(findings, null, 2)}\n`)
      for (const { what, state, detail } of findings) await context.output.data(`${state.padEnd(8)} ${what.padEnd(10)} ${detail}\n`)
    })
}

async function examine(context: CliContext, options: ReachOptions): Promise<readonly Finding[]> {
  const opened = await tried('settings', async () => {
    const app = await context.app()
    return `config from ${app.configFolders.join(', then ')}`
  })
  // Nothing else can be looked at before settings and store are right; the message says which of them is not.
  if (opened.state === 'broken') return [opened]
  return [
    opened,
    await tried('contact', () => contactState(context)),
    await tried('store', () => storeState(context)),
    await tried('rows', () => rowsState(context)),
    await tried('answers', () => answersState(context)),
    await tried('languages', async () => [...(await context.app()).languages.keys()].join(', ')),
    ...(await askedModels(context)),
    ...(await lexicons(context)),
    await tried('outlets', async () => {
      const { configFolders } = await context.app()
      const file = await readOutlets(configFolders.map((folder) => `${folder}/outlets.yaml`))
      return `${file.outlets.length} in ${file.path ?? 'no file'}; "frameshift outlets check" asks them`
    }),
    ...(await searchFindings(context, options)),
    await redis(context.env['REDIS_URL']),
  ]
}

async function node(): Promise<Finding> {
  return { what: 'node', state: 'works', detail: `${process.versions.node}, ICU ${process.versions.icu ?? 'none'}` }
}

async function contactState(context: CliContext): Promise<string> {
  const { settings } = await context.app()
  if (settings.contact === '') throw new Warning('empty: set "contact" in config/settings.yaml, so that site owners can reach you')
  return settings.contact
}

/** The newest, which are looked at. */
const mostRuns = 1000

async function storeState(context: CliContext): Promise<string> {
  const { dataDir, store } = await context.app()
  const runs = await store.runs.list(mostRuns)
  const databaseUrl = context.env['DATABASE_URL']
  if (databaseUrl !== undefined) return `PostgreSQL at ${databaseOf(databaseUrl)}, ${counted(runs.length, 'run')}`
  const disk = await statfs(dataDir)
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1_000_000)
  const detail = `${dataDir}, ${counted(runs.length, 'run')}, ${freeMb} MB free`
  if (freeMb < 500) throw new Warning(`${detail}: free some space, pages are kept as fetched`)
  return detail
}

/** Lists leave out what cannot be read of these, and nothing else stops for it. */
async function rowsState(context: CliContext): Promise<string> {
  const { store, now } = await context.app()
  const { runs, reportCards, schedules } = store
  const asked = upcomingSchedules(await schedules.list(), { after: now().getTime(), count: 1 }).faults
  const faults = [...(await schedules.unreadable()), ...asked, ...(await runs.unreadable(mostRuns)), ...(await reportCards.unreadable())]
  if (faults.length === 0) return 'runs, reports and schedules can all be read'
  const more = faults.length > 5 ? `; and ${faults.length - 5} more` : ''
  throw new Warning(`what cannot be read is passed by: ${faults.slice(0, 5).join('; ')}${more}`)
}

/** What people said of hits; reports are made without what cannot be read of it. */
async function answersState(context: CliContext): Promise<string> {
  const { judgements } = (await context.app()).store
  const unreadable = await judgements.unreadable()
  const [first] = unreadable
  if (first === undefined) return 'all can be read'
  const such = `that of ${first.annotator} to ${first.item} of the lexicon ${first.lexicon}`
  const more = unreadable.length === 1 ? '' : ` and ${unreadable.length - 1} more`
  throw new Warning(`what cannot be read does not count, ${such}${more}: answer these hits again`)
}

/** Sentiment models that the settings name: whether they can be read. Whether an API answers shows in the report. */
async function askedModels(context: CliContext): Promise<readonly Finding[]> {
  const { askedModels: models } = await context.app()
  return Promise.all(
    models.names.map((name) =>
      tried('model', async () => {
        const { version } = await models.get(name)
        return `${name}: ${version}`
      }),
    ),
  )
}

async function lexicons(context: CliContext): Promise<readonly Finding[]> {
  const { configFolders } = await context.app()
  const listed = await listLexicons(configFolders)
  return Promise.all(
    listed.map(({ id, path }) =>
      tried('lexicon', async () => {
        const { lexicon } = await readLexicon(path, configFolders)
        const { checked, failures } = checkExamples(lexicon)
        if (failures.length > 0)
          throw new Warning(`${id}: ${failures.length} of ${checked} examples fail; "frameshift lexicon test ${id}" names them`)
        return `${id}: ${lexicon.frames.length} frames, ${lexicon.terms.length} terms, ${checked} examples hold`
      }),
    ),
  )
}

async function redis(url: string | undefined): Promise<Finding> {
  if (url === undefined) return { what: 'redis', state: 'works', detail: 'REDIS_URL is not set: jobs run in this process' }
  return tried('redis', async () => {
    const { addressOf, checkRedis } = await import('../runners/redis/check-redis.ts')
    const warnings = await checkRedis(url)
    if (warnings.length > 0) throw new Warning(warnings.join('; '))
    return `${addressOf(url)} answers`
  })
}
