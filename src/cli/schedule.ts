import { Command } from 'commander'
import { planComparison, runPlan } from '../comparison-run.ts'
import { counted } from '../core/report/wording.ts'
import { PipelineError } from '../errors.ts'
import { unlessCorrupt } from '../io/store/json.ts'
import type { Schedule } from '../io/store/schedules.ts'
import { nextTimes } from '../runners/schedule.ts'
import { makeReport } from '../schedules/make-report.ts'
import { dueSince, overdueSchedules } from '../schedules/overdue.ts'
import { requestOf } from '../schedules/request-of.ts'
import { runDueSchedules, runScheduleNow, type ScheduleEnd, type ScheduleSurroundings } from '../schedules/run-due.ts'
import { upcomingSchedules } from '../schedules/upcoming.ts'
import type { Plan } from '../stages/plan.ts'
import { addSchedule, inZone, withTimingOptions, type TimingOptions } from './add-schedule.ts'
import { anchorOf, queryHelp, toRequest, withComparisonOptions, type ComparisonOptions } from './comparison-options.ts'
import type { CliContext } from './context.ts'
import { progressDisplay } from './progress.ts'

interface AddOptions extends ComparisonOptions, TimingOptions {
  readonly anchor?: string
  readonly query?: string
}

/** `schedule`: comparisons that are made again and again, by the timer of `serve` and `work`, or by cron calling `schedule run --due`. */
export function scheduleCommand(context: CliContext): Command {
  const command = new Command('schedule').description(
    'Make a comparison again and again. Runs while "serve" or "work" is up; where neither is, let cron or systemd call "schedule run --due" every few minutes.',
  )
  const adding = command
    .command('add')
    .description('Add a schedule, and show when it will run.')
    .argument('<id>', 'a name of your own')
    .option('--anchor <anchor>', 'the address or file of the anchor')
    .option('--query <words>', `in place of an anchor, at each run ${queryHelp}`)
  withComparisonOptions(withTimingOptions(adding)).action(add)
  command.command('list').description('List the schedules.').option('--json', 'print it as JSON').action(list)
  command
    .command('show')
    .description('Show a schedule and its next five runs.')
    .argument('<id>', 'a schedule ("schedule list")')
    .option('--json', 'print it as JSON')
    .action(show)
  command
    .command('pause')
    .description('Let a schedule rest.')
    .argument('<id>', 'a schedule ("schedule list")')
    .action((id: string) => setState(id, 'paused'))
  command
    .command('resume')
    .description('Let a resting schedule go on.')
    .argument('<id>', 'a schedule ("schedule list")')
    .action((id: string) => setState(id, 'active'))
  command
    .command('run')
    .description('Run a schedule now, or with --due all that are due.')
    .argument('[id]', 'a schedule ("schedule list")')
    .option('--due', 'all whose time has come')
    .action(run)
  command
    .command('history')
    .description('Show how the runs of a schedule ended.')
    .argument('<id>', 'a schedule ("schedule list")')
    .option('--json', 'print it as JSON')
    .action(history)
  command
    .command('remove')
    .description(
      'Remove a schedule and its history; reports stay. A webhook is not told any more of runs that it has not been told of yet.',
    )
    .argument('<id>', 'a schedule ("schedule list")')
    .action(remove)
  return command

  async function add(id: string, options: AddOptions): Promise<void> {
    if (options.anchor === '-')
      throw new PipelineError('schedule-invalid', 'A schedule cannot read standard input: name a file or an address', { retry: 'never' })
    const anchor = anchorOf(options.anchor, options.query, '--anchor')
    await addSchedule(id, { kind: 'compare', request: toRequest(anchor, options), timing: options }, context)
  }

  async function list(options: { json?: boolean }): Promise<void> {
    const { store, now } = await context.app()
    const late = new Map((await overdueSchedules({ store, now })).map(({ id, dueAt }) => [id, dueAt]))
    const { read, faults: unclear } = upcomingSchedules(await store.schedules.list(), { after: now().getTime(), count: 1 })
    const faults = [...(await store.schedules.unreadable()), ...unclear]
    for (const fault of faults) context.output.note(fault)
    const rows = read.map(({ schedule, request: { anchor }, next: [next] }) => {
      const { id, cron, zone, state, kind } = schedule
      const due = state === 'active' ? dueSince(schedule, now().getTime()) : undefined
      return { id, anchor, kind, cron, zone, state, next, dueSince: due, overdueSince: late.get(id) }
    })
    if (options.json === true) {
      return context.output.data(
        `${JSON.stringify(
          rows.map((row) => ({ ...row, next: toIso(row.next), dueSince: toIso(row.dueSince), overdueSince: toIso(row.overdueSince) })),
          null,
          2,
        )}\n`,
      )
    }
    if (rows.length + faults.length === 0) context.output.note('No schedule yet: "schedule add" makes one')
    for (const { id, anchor, cron, zone, state, next, dueSince: due, overdueSince } of rows) {
      if (overdueSince !== undefined)
        context.output.note(
          `${id} is overdue since ${inZone(overdueSince, zone)}: nothing runs schedules; start "serve" or "work", or call "schedule run --due"`,
        )
      const waits = due === undefined ? '' : `due since ${inZone(due, zone)}, `
      const when = next === undefined ? 'rests' : `${waits}next ${inZone(next, zone)}`
      await context.output.data(`${id.padEnd(20)} ${state.padEnd(7)} ${cron} ${zone}  ${when}  ${anchor}\n`)
    }
  }

  async function show(id: string, options: { json?: boolean }): Promise<void> {
    const schedule = await find(id)
    const times = nextTimes(schedule, { after: (await context.app()).now().getTime(), count: 5 })
    if (options.json === true) return context.output.data(`${JSON.stringify({ ...schedule, next: times.map(toIso) }, null, 2)}\n`)
    const { anchor } = requestOf(schedule)
    await context.output.data(`${id}: ${schedule.kind} ${anchor}\n${schedule.cron} ${schedule.zone}, ${schedule.state}\n`)
    const { missed, overlap, webhook } = schedule
    await context.output.data(`missed times: ${missed}; overlap: ${overlap}${webhook === undefined ? '' : `; tells ${webhook}`}\n`)
    for (const time of times) await context.output.data(`  ${inZone(time, schedule.zone)}\n`)
  }

  async function setState(id: string, state: Schedule['state']): Promise<void> {
    await find(id)
    const { store } = await context.app()
    await store.schedules.setState(id, state)
  }

  async function run(id: string | undefined, options: { due?: boolean }): Promise<void> {
    const app = await context.app()
    using display = await progressDisplay(context.output)
    const runVisibly = (plan: Plan) => runPlan(plan, app, { signal: context.signal, onProgress: (progress) => display.show(progress) })
    const surroundings: ScheduleSurroundings = {
      app,
      make: (schedule, dueAt) =>
        makeReport(schedule, dueAt, {
          app,
          planOf: (request) => planComparison(request, { app, stdin: noStdin }),
          runPlan: runVisibly,
          signal: context.signal,
        }),
      signal: context.signal,
      webhookSecret: context.env['FRAMESHIFT_WEBHOOK_SECRET'],
      underWay: new Set(),
      onEnd: ({ id: name }, end) => {
        ends.push({ name, end })
      },
    }
    const ends: { readonly name: string; readonly end: ScheduleEnd }[] = []
    try {
      if (id !== undefined) await runScheduleNow(await find(id), surroundings)
      else if (options.due === true) await runDueSchedules(surroundings)
      else throw new PipelineError('schedule-missing', 'Name a schedule, or run all that are due with --due', { retry: 'never' })
      if (ends.length === 0) context.output.note('No schedule is due')
    } finally {
      for (const { name, end } of ends) await sayEnd(name, end)
    }
  }

  /** One failed schedule never stops the next; its history says why it failed. */
  async function sayEnd(name: string, end: ScheduleEnd): Promise<void> {
    if (end.kind === 'done')
      return context.output.data(`${name}: ${end.folder === undefined ? 'nothing was edited' : `${end.folder}/report.html`}\n`)
    context.output.note(`${name}: ${end.message}`)
    if (end.kind === 'failed') context.finish(2)
    if (end.kind === 'stopped') context.finish(130)
  }

  async function history(id: string, options: { json?: boolean }): Promise<void> {
    await find(id)
    const { store } = await context.app()
    const entries = await store.schedules.history(id, 100)
    if (options.json === true) {
      const rows = entries.map(({ dueAt, run: runId, state, note, endedAt, startedAt, cause, details }) => ({
        dueAt: toIso(dueAt),
        run: runId ?? null,
        state,
        note: note ?? null,
        endedAt: toIso(endedAt),
        startedAt: toIso(startedAt),
        cause: cause ?? null,
        details: details ?? null,
      }))
      return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
    }
    if (entries.length === 0) context.output.note(`${id} has not run yet`)
    for (const { dueAt, state, cause, note, details } of entries) {
      const counts = Object.entries(details ?? {}).map(([name, value]) => `${name} ${value}`)
      await context.output.data(`${toIso(dueAt)}  ${state.padEnd(7)}  ${cause ?? '-'}  ${[note, ...counts].filter(Boolean).join(', ')}\n`)
    }
  }

  async function remove(id: string): Promise<void> {
    // One that cannot be read can be removed all the same.
    await find(id).catch(unlessCorrupt)
    const { store } = await context.app()
    const { running, untold } = await store.schedules.remove(id)
    if (running > 0) context.output.note(`${id} is removed; what it has under way goes on to its report, and is in no history`)
    if (untold > 0)
      context.output.note(`${id} is removed; its webhook had not been told of ${counted(untold, 'run')} yet, and is not told any more`)
  }

  async function find(id: string): Promise<Schedule> {
    const { store } = await context.app()
    const schedule = await store.schedules.get(id)
    if (schedule) return schedule
    const known = (await store.schedules.list()).map((other) => other.id).join(', ')
    throw new PipelineError(
      'schedule-unknown',
      `No schedule is called ${id}: ${known === '' ? 'there is none yet ("schedule add")' : `expected one of ${known}`}`,
      { retry: 'never' },
    )
  }
}

async function noStdin(): Promise<Uint8Array> {
  return new Uint8Array()
}

function toIso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString()
}
