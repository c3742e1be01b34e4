import { z } from 'zod'
import { missedPolicies, overlapPolicies, usualPolicy } from '../../../io/store/schedules.ts'
import { comparisonInputSchema, webAddress } from './comparison-input.ts'

export const dayMs = 86_400_000
export const minuteMs = 60_000

const serviceId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/u, 'expected small letters, digits and hyphens')

/** A schedule as the API takes it: a comparison of an address, or of what a query leads to, and when it is made. */
export const scheduleInputSchema = comparisonInputSchema
  .omit({ text: true })
  .extend({
    query: z
      .string()
      .max(300)
      .regex(/[\p{L}\p{N}]/u, 'expected words')
      .optional()
      .describe('In place of url: at each run, the newest article that is announced and holds most of these words is the anchor.'),
    searches: z.array(serviceId).max(20).default([]).describe('Ids of search services of sources.yaml that are asked too.'),
    pins: z.array(webAddress).max(100).default([]).describe('Addresses that belong to the story by your word.'),
    id: z
      .string()
      .regex(/^[a-zA-Z\d][\w.-]{0,79}$/u, 'expected letters, digits, dots and hyphens, a letter or digit first')
      .describe('A name of your own.'),
    cron: z.string().max(200).describe('Minute, hour, day of the month, month, day of the week.'),
    zone: z.string().max(60).default('UTC').describe('Time zone of these fields, such as Asia/Almaty.'),
    missed: z
      .enum(missedPolicies)
      .default(usualPolicy.missed)
      .describe('Of times that passed while nothing ran: make up for none, the newest, or all within catchUpDays.'),
    catchUpDays: z
      .number()
      .min(0.04)
      .max(366)
      .default(usualPolicy.windowMs / dayMs)
      .describe('How far back "missed": "all" reaches, in days.'),
    overlap: z
      .enum(overlapPolicies)
      .default(usualPolicy.overlap)
      .describe('While the run before is still under way: skip a due time, or let it wait.'),
    graceMinutes: z
      .int()
      .min(1)
      .max(10_080)
      .default(usualPolicy.graceMs / minuteMs)
      .describe('How late a run may begin before it counts as overdue.'),
    webhook: webAddress.optional().describe('Told of every run that ends, signed with FRAMESHIFT_WEBHOOK_SECRET.'),
  })
  .refine(({ url, query }) => (url === undefined) !== (query === undefined), {
    message: 'expected either url or query',
    path: ['url'],
  })

export type ScheduleInput = z.infer<typeof scheduleInputSchema>
