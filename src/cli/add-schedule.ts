import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { planComparison, type ComparisonRequest } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'
import { missedPolicies, overlapPolicies, usualPolicy, type SchedulePolicy } from '../io/store/schedules.ts'
import { nextTimes } from '../runners/schedule.ts'
import { checkWebhook } from '../schedules/webhook.ts'
import { parseDays } from './comparison-options.ts'
import type { CliContext } from './context.ts'

/** What a person says of when something is done again, on the command line of `schedule add` and of `watch add`. */
export interface TimingOptions {
  readonly cron: string
  readonly tz: string
  readonly missed: SchedulePolicy['missed']
  readonly catchUp: number
  readonly overlap: SchedulePolicy['overlap']
  readonly grace: number
  readonly webhook?: string
}

/** Adds the options that say when, and what happens when things do not go as planned. */
export function withTimingOptions(command: Command): Command {
  return command
    .requiredOption('--cron <fields>', 'minute, hour, day, month and day of the week: "0 7 * * 1-5"')
    .option('--tz <zone>', 'time zone of these fields', 'UTC')
    .addOption(
      new Option('--missed <policy>', 'of times that passed while nothing ran: make up for none, the newest, or all within --catch-up')
        .choices(missedPolicies)
        .default(usualPolicy.missed),
    )
    .addOption(
      new Option('--catch-up <time>', 'how far back "--missed all" reaches: 36h, 3d, 2w')
        .argParser(parseDays)
        .default(usualPolicy.windowMs / dayMs, '1d'),
    )
    .addOption(
      new Option('--overlap <policy>', 'while the run before is still under way: skip a due time, or let it wait')
        .choices(overlapPolicies)
        .default(usualPolicy.overlap),
    )
    .option('--grace <minutes>', 'how late a run may begin before it counts as overdue', parseMinutes, usualPolicy.graceMs / 60_000)
    .option('--webhook <url>', 'told of every run that ends, signed with FRAMESHIFT_WEBHOOK_SECRET')
}

export interface NewSchedule {
  readonly kind: SchedulePolicy['kind']
  readonly request: ComparisonRequest
  readonly timing: TimingOptions
}

/**
 * Adds a schedule, and shows when it will run. A mistake in a file, a lexicon, a time or a webhook is told now, not when nobody looks. Throws
 * `schedule-invalid`, `schedule-exists`, and whatever planning the comparison throws.
 */
export async function addSchedule(id: string, { kind, request, timing }: NewSchedule, context: CliContext): Promise<void> {
  const app = await context.app()
  if (!/^\w[\w.-]{0,79}$/.test(id))
    throw new PipelineError('schedule-invalid', `"${id}" is no name: expected letters, digits, dots and hyphens, a letter or digit first`, {
      retry: 'never',
    })
  const at = app.now().getTime()
  const { cron, tz: zone, missed, overlap, catchUp, grace, webhook } = timing
  const times = nextTimes({ cron, zone }, { after: at, count: 5 })
  if (webhook !== undefined) checkWebhook(webhook, { secret: context.env['FRAMESHIFT_WEBHOOK_SECRET'], access: request })
  const lasting = withFullPaths(request, context.cwd)
  await planComparison(lasting, { app, stdin: () => Promise.resolve(new Uint8Array()) })
  const policy = { kind, missed, windowMs: Math.round(catchUp * dayMs), overlap, graceMs: grace * 60_000, webhook }
  const added = await app.store.schedules.add({
    id,
    cron,
    zone,
    request: lasting,
    state: 'active',
    createdAt: at,
    handledAt: at,
    ...policy,
  })
  if (!added)
    throw new PipelineError('schedule-exists', `There is a schedule called ${id} already: remove it first, or choose another name`, {
      retry: 'never',
    })
  const doing = kind === 'watch' ? 'will be read again' : 'will run'
  await context.output.data(`${id} ${doing} at\n${times.map((time) => `  ${inZone(time, zone)}\n`).join('')}`)
  context.output.note('Runs while "serve" or "work" is up; where neither is, let cron call "schedule run --due" every few minutes')
}

/** As a clock there shows it. */
export function inZone(time: number, zone: string): string {
  return `${new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(time)} ${zone}`
}

const dayMs = 86_400_000

function parseMinutes(text: string): number {
  const minutes = Number(text)
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 10_080) throw new InvalidArgumentError('Expected whole minutes, 1 to 10080.')
  return minutes
}

/** Files keep their meaning wherever a timer calls from. */
function withFullPaths(request: ComparisonRequest, cwd: string): ComparisonRequest {
  const full = (name: string) => (/^https?:/i.test(name) ? name : resolve(cwd, name))
  const isFile = (name: string) => /[\\/]|\.ya?ml$/.test(name)
  const fullIfNamed = (name: string | undefined) => (name === undefined ? undefined : full(name))
  return {
    ...request,
    anchor: request.query ?? full(request.anchor),
    named: request.named.map(full),
    addressList: fullIfNamed(request.addressList),
    outletsFile: fullIfNamed(request.outletsFile),
    translations: fullIfNamed(request.translations),
    lexicons: request.lexicons.map((name) => (isFile(name) ? full(name) : name)),
  }
}
