import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { App } from '../app.ts'
import { reportFolder } from '../bundle/make.ts'
import { comparisonRequestSchema, planComparison, type ComparisonRequest, runPlan } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'
import type { Schedule } from '../io/store/schedules.ts'
import { publishReport } from '../io/publish.ts'
import { dueTime, nextTimes } from '../runners/schedule.ts'
import { toRequest, withComparisonOptions, type ComparisonOptions } from './comparison-options.ts'
import type { CliContext } from './context.ts'
import { progressDisplay } from './progress.ts'

interface AddOptions extends ComparisonOptions {
  readonly anchor: string
  readonly cron: string
  readonly tz: string
}

/** `schedule`: comparisons that are made again and again, by cron or systemd calling `schedule run --due`. */
export function scheduleCommand(context: CliContext): Command {
  const command = new Command('schedule').description(
    'Make a comparison again and again. Let cron or systemd call "schedule run --due" every few minutes.',
  )
  const adding = command
    .command('add')
    .description('Add a schedule, and show when it will run.')
    .argument('<id>', 'a name of your own')
    .requiredOption('--anchor <anchor>', 'the address or file of the anchor')
    .requiredOption('--cron <fields>', 'minute, hour, day, month and day of the week: "0 7 * * 1-5"')
    .option('--tz <zone>', 'time zone of these fields', 'UTC')
  withComparisonOptions(adding).action(add)
  command.command('list').description('List the schedules.').option('--json').action(list)
  command.command('show').description('Show a schedule and its next five runs.').argument('<id>').option('--json').action(show)
  command
    .command('pause')
    .description('Let a schedule rest.')
    .argument('<id>')
    .action((id: string) => setState(id, 'paused'))
  command
    .command('resume')
    .description('Let a resting schedule go on.')
    .argument('<id>')
    .action((id: string) => setState(id, 'active'))
  command.command('run').description('Run a schedule now, or with --due all that are due.').argument('[id]').option('--due').action(run)
  command.command('history').description('Show how the runs of a schedule ended.').argument('<id>').option('--json').action(history)
  command.command('remove').description('Remove a schedule and its history; reports stay.').argument('<id>').action(remove)
  return command

  async function add(id: string, options: AddOptions): Promise<void> {
    const app = await context.app()
    const { store, now } = app
    if (!/^\w[\w.-]{0,79}$/.test(id))
      throw new PipelineError(
        'schedule-invalid',
        `"${id}" is no name: expected letters, digits, dots and hyphens, a letter or digit first`,
        { retry: 'never' },
      )
    if (options.anchor === '-')
      throw new PipelineError('schedule-invalid', 'A schedule cannot read standard input: name a file or an address', { retry: 'never' })
    const at = now().getTime()
    const timing = { cron: options.cron, zone: options.tz }
    const times = nextTimes(timing, { after: at, count: 5 })
    const request = withFullPaths(toRequest(options.anchor, options), context.cwd)
    // A mistake in a file or a lexicon is told now, not when nobody looks.
    await planComparison(request, { app, stdin: noStdin })
    const added = await store.schedules.add({
      id,
      ...timing,
      request,
      state: 'active',
      createdAt: at,
      handledAt: at,
    })
    if (!added)
      throw new PipelineError('schedule-exists', `There is a schedule called ${id} already: remove it first, or choose another name`, {
        retry: 'never',
      })
    await context.output.data(`${id} will run at\n${times.map((time) => `  ${inZone(time, options.tz)}\n`).join('')}`)
  }

  async function list(options: { json?: boolean }): Promise<void> {
    const { store, now } = await context.app()
    const rows = (await store.schedules.list()).map(({ id, cron, zone, state, request }) => {
      const [next] = state === 'active' ? nextTimes({ cron, zone }, { after: now().getTime(), count: 1 }) : []
      return { id, anchor: comparisonRequestSchema.parse(request).anchor, cron, zone, state, next }
    })
    if (options.json === true) {
      return context.output.data(
        `${JSON.stringify(
          rows.map((row) => ({ ...row, next: toIso(row.next) })),
          null,
          2,
        )}\n`,
      )
    }
    for (const { id, anchor, cron, zone, state, next } of rows) {
      const when = next === undefined ? 'rests' : `next ${inZone(next, zone)}`
      await context.output.data(`${id.padEnd(20)} ${state.padEnd(7)} ${cron} ${zone}  ${when}  ${anchor}\n`)
    }
  }

  async function show(id: string, options: { json?: boolean }): Promise<void> {
    const schedule = await find(id)
    const times = nextTimes(schedule, { after: (await context.app()).now().getTime(), count: 5 })
    if (options.json === true) return context.output.data(`${JSON.stringify({ ...schedule, next: times.map(toIso) }, null, 2)}\n`)
    const { anchor } = comparisonRequestSchema.parse(schedule.request)
    await context.output.data(`${id}: ${anchor}\n${schedule.cron} ${schedule.zone}, ${schedule.state}\n`)
    for (const time of times) await context.output.data(`  ${inZone(time, schedule.zone)}\n`)
  }

  async function setState(id: string, state: Schedule['state']): Promise<void> {
    await find(id)
    const { store } = await context.app()
    await store.schedules.setState(id, state)
  }

  async function run(id: string | undefined, options: { due?: boolean }): Promise<void> {
    const app = await context.app()
    const at = app.now().getTime()
    if (id !== undefined) return runOne(await find(id), at, app)
    if (options.due !== true)
      throw new PipelineError('schedule-missing', 'Name a schedule, or run all that are due with --due', { retry: 'never' })
    for (const schedule of await app.store.schedules.list()) {
      const due = schedule.state === 'active' ? dueTime(schedule, { handledAt: schedule.handledAt, now: at }) : undefined
      // Claimed before it is run: two timers that fire at once make one run.
      if (due !== undefined && (await app.store.schedules.claim(schedule.id, due))) await runOne(schedule, due, app)
    }
  }

  /** One failed schedule never stops the next; its history says why it failed. */
  async function runOne(schedule: Schedule, dueAt: number, app: App): Promise<void> {
    const { output, signal, cwd } = context
    const endedAt = () => app.now().getTime()
    try {
      const plan = await planComparison(comparisonRequestSchema.parse(schedule.request), { app, stdin: noStdin })
      using display = progressDisplay(output)
      const { run: id, end } = await runPlan(plan, app, { signal, onProgress: (progress) => display.show(progress) })
      if (end.kind === 'stopped') throw new PipelineError('stopped', 'Stopped by the user', { retry: 'never' })
      if (end.kind === 'failed') throw new PipelineError(end.code, end.message, { retry: 'never' })
      const folder = join('reports', schedule.id, new Date(dueAt).toISOString().slice(0, 16).replace(':', ''))
      await publishReport(await reportFolder(id, app), resolve(cwd, folder))
      await app.store.schedules.record(schedule.id, { dueAt, run: id, state: 'done', note: folder, endedAt: endedAt() })
      await output.data(`${schedule.id}: ${folder}/report.html\n`)
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      if (signal.aborted) {
        await app.store.schedules.release(schedule.id, { dueAt, handledAt: schedule.handledAt })
        throw error
      }
      await app.store.schedules.record(schedule.id, { dueAt, run: undefined, state: 'failed', note: error.message, endedAt: endedAt() })
      output.note(`${schedule.id}: ${error.message}`)
      context.finish(2)
    }
  }

  async function history(id: string, options: { json?: boolean }): Promise<void> {
    await find(id)
    const { store } = await context.app()
    const entries = await store.schedules.history(id, 100)
    if (options.json === true) {
      const rows = entries.map(({ dueAt, run: runId, state, note, endedAt }) => ({
        dueAt: toIso(dueAt),
        run: runId ?? null,
        state,
        note: note ?? null,
        endedAt: toIso(endedAt),
      }))
      return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
    }
    for (const { dueAt, state, note } of entries) await context.output.data(`${toIso(dueAt)}  ${state.padEnd(6)}  ${note ?? ''}\n`)
  }

  async function remove(id: string): Promise<void> {
    await find(id)
    const { store } = await context.app()
    await store.schedules.remove(id)
  }

  async function find(id: string): Promise<Schedule> {
    const { store } = await context.app()
    const schedule = await store.schedules.get(id)
    if (schedule) return schedule
    const known = (await store.schedules.list()).map((other) => other.id).join(', ')
    throw new PipelineError('schedule-unknown', `No schedule is called ${id}: expected one of ${known || 'none yet'}`, { retry: 'never' })
  }
}

async function noStdin(): Promise<Uint8Array> {
  return new Uint8Array()
}

/** Files keep their meaning wherever a timer calls from. */
function withFullPaths(request: ComparisonRequest, cwd: string): ComparisonRequest {
  const full = (name: string) => (/^https?:/i.test(name) ? name : resolve(cwd, name))
  const isFile = (name: string) => /[\\/]|\.ya?ml$/.test(name)
  return {
    ...request,
    anchor: full(request.anchor),
    named: request.named.map(full),
    addressList: request.addressList === undefined ? undefined : full(request.addressList),
    outletsFile: request.outletsFile === undefined ? undefined : full(request.outletsFile),
    lexicons: request.lexicons.map((name) => (isFile(name) ? full(name) : name)),
  }
}

function inZone(time: number, zone: string): string {
  return `${new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(time)} ${zone}`
}

function toIso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString()
}
