import { z } from 'zod'
import type { SiteContext, SiteParts } from '../site-parts.ts'
import { toldEdit } from '../../core/watch/told-edit.ts'
import { missedPolicies, overlapPolicies, runCauses, scheduleRunStates, type ScheduleRun } from '../../io/store/schedules.ts'
import { zones } from '../../model.ts'
import { storedWatchReport } from '../../watch/stored-report.ts'
import { scheduleInputSchema } from '../work/asked/schedule-input.ts'
import {
  addSchedule,
  listSchedules,
  readSchedule,
  shownDetails,
  shownWebhook,
  startNow,
  type ScheduleView,
} from '../work/runs/schedules.ts'
import { route, type ApiRoute } from './route.ts'

const scheduleSchema = z.object({
  id: z.string(),
  anchor: z.string(),
  cron: z.string(),
  zone: z.string(),
  state: z.enum(['active', 'paused']),
  missed: z.enum(missedPolicies),
  catchUpDays: z.number(),
  overlap: z.enum(overlapPolicies),
  graceMinutes: z.number(),
  webhook: z.string().nullable().describe('Its host alone for who may only look.'),
  next: z.array(z.string()).describe('The next five runs; none while it is paused.'),
})

const historySchema = z.object({
  dueAt: z.string(),
  run: z.string().nullable(),
  state: z.enum(scheduleRunStates),
  cause: z.enum(runCauses).nullable(),
  note: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().describe('While it runs: when it was last heard of.'),
  details: z.record(z.string(), z.union([z.number(), z.string()])).nullable(),
})

const versionSchema = z.object({
  title: z.string(),
  language: z.string().nullable(),
  seenAt: z.string(),
  page: z.string().describe('SHA-256.'),
})
const movedSchema = z.object({
  frame: z.string(),
  term: z.string(),
  text: z.string(),
  zone: z.enum(zones),
  before: z.number(),
  after: z.number(),
})
const editsSchema = z.object({
  dueAt: z.string(),
  edits: z.array(
    z.object({
      url: z.string(),
      before: versionSchema,
      after: versionSchema,
      moved: z.array(movedSchema),
      words: z.array(z.string()).describe('A line for each term that moved.'),
    }),
  ),
})

const nothing = z.strictObject({})
const one = { status: 200, schema: scheduleSchema, description: 'The schedule' } as const

export function scheduleRoutes(parts: SiteParts): readonly ApiRoute[] {
  const { schedules } = parts.app.store
  const find = async (id: string, context: SiteContext) => toJson(await readSchedule(id, parts), context)
  const setState = (action: 'pause' | 'resume', state: 'paused' | 'active') =>
    route({
      method: 'post',
      path: `/schedules/{schedule}/${action}`,
      summary: action === 'pause' ? 'Let a schedule rest.' : 'Let a resting schedule go on.',
      body: nothing,
      answer: one,
      handle: async ({ id, context }) => {
        await find(id('schedule'), context)
        await schedules.setState(id('schedule'), state)
        return find(id('schedule'), context)
      },
    })
  return [
    route({
      method: 'get',
      path: '/schedules',
      summary: 'All schedules.',
      answer: { status: 200, schema: z.array(scheduleSchema), description: 'By name' },
      handle: async ({ context }) => (await listSchedules(parts)).map((view) => toJson(view, context)),
    }),
    route({
      method: 'post',
      path: '/schedules',
      summary: 'Make a comparison again and again.',
      body: scheduleInputSchema,
      answer: { ...one, status: 201 },
      handle: async ({ body, context }) => {
        await addSchedule(body, parts)
        return find(body.id, context)
      },
    }),
    route({
      method: 'get',
      path: '/schedules/{schedule}',
      summary: 'One schedule.',
      answer: one,
      handle: ({ id, context }) => find(id('schedule'), context),
    }),
    route({
      method: 'get',
      path: '/schedules/{schedule}/history',
      summary: 'How its runs ended.',
      answer: { status: 200, schema: z.array(historySchema), description: 'The newest first' },
      handle: async ({ id, context }) => {
        const { history } = await readSchedule(id('schedule'), parts)
        return history.map(({ dueAt, run, state, cause, note, startedAt, endedAt, details }) => ({
          dueAt: new Date(dueAt).toISOString(),
          run: run ?? null,
          state,
          cause: cause ?? null,
          note: note ?? null,
          startedAt: startedAt === undefined ? null : new Date(startedAt).toISOString(),
          details: shownDetails(details, context.get('mayChange')) ?? null,
          endedAt: new Date(endedAt).toISOString(),
        }))
      },
    }),
    route({
      method: 'get',
      path: '/schedules/{schedule}/edits',
      summary: 'What a watch has told of, as its webhook hears it.',
      answer: {
        status: 200,
        schema: z.array(editsSchema),
        description: 'The newest first; without readings whose report is not on this machine',
      },
      handle: async ({ id }) => {
        const { schedule, history } = await readSchedule(id('schedule'), parts)
        return editsOf(schedule.id, history, parts)
      },
    }),
    setState('pause', 'paused'),
    setState('resume', 'active'),
    route({
      method: 'post',
      path: '/schedules/{schedule}/run',
      summary: 'Run a schedule now, beside its own times.',
      body: nothing,
      answer: { ...one, status: 202 },
      handle: async ({ id, context }) => {
        const view = await readSchedule(id('schedule'), parts)
        startNow(view, parts)
        return toJson(view, context)
      },
    }),
    route({
      method: 'post',
      path: '/schedules/{schedule}/remove',
      summary: 'Remove a schedule and its history; reports stay.',
      body: nothing,
      answer: { status: 200, schema: z.object({ removed: z.string() }), description: 'It is gone' },
      handle: async ({ id, context }) => {
        await find(id('schedule'), context)
        await schedules.remove(id('schedule'))
        return { removed: id('schedule') }
      },
    }),
  ]
}

function toJson({ schedule, request, next }: ScheduleView, context: SiteContext): z.infer<typeof scheduleSchema> {
  const { id, cron, zone, state, missed, windowMs, overlap, graceMs, webhook } = schedule
  const shown = shownWebhook(webhook, context.get('mayChange')) ?? null
  const policy = { missed, catchUpDays: windowMs / 86_400_000, overlap, graceMinutes: graceMs / 60_000, webhook: shown }
  return { id, anchor: request.anchor, cron, zone, state, ...policy, next: next.map((time) => new Date(time).toISOString()) }
}

async function editsOf(schedule: string, history: readonly ScheduleRun[], { app }: Pick<SiteParts, 'app'>): Promise<readonly object[]> {
  const told = []
  for (const { dueAt, details } of history) {
    if (details?.['edited'] === undefined || details['edited'] === 0) continue
    const report = await storedWatchReport({ schedule, dueAt }, app)
    if (report) told.push({ dueAt: new Date(dueAt).toISOString(), edits: report.edits.map(toldEdit) })
  }
  return told
}
