import type { z } from 'zod'
import { PipelineError } from '../errors.ts'
import { discoverInputSchema, discoverOutputSchema } from './discover.ts'
import { extractInputSchema, extractOutputSchema } from './extract.ts'
import { fetchOutputSchema, readingSchema } from './fetch.ts'
import type { Ended, Outcome } from './stage.ts'

/** One job of the reading of the coverage, as it ended. */
export type EndedCoverage =
  | Job<'discover', typeof discoverInputSchema, typeof discoverOutputSchema>
  | Job<'fetch', typeof readingSchema, typeof fetchOutputSchema>
  | Job<'extract', typeof extractInputSchema, typeof extractOutputSchema>

interface Job<Stage, Input extends z.ZodType, Output extends z.ZodType> {
  readonly stage: Stage
  readonly input: z.infer<Input>
  readonly outcome: Extract<Outcome, { kind: 'failed' }> | { readonly kind: 'done'; readonly output: z.infer<Output> }
}

/** The jobs of the join that group waits for, each parsed once. Throws `join-unexpected` for a job that has no place in it. */
export function endedCoverage(joined: readonly Ended[]): readonly EndedCoverage[] {
  return joined.map(({ stage, input, outcome }): EndedCoverage => {
    switch (stage) {
      case 'discover':
        return { stage, input: discoverInputSchema.parse(input), outcome: read(outcome, discoverOutputSchema) }
      case 'fetch':
        return { stage, input: readingSchema.parse(input), outcome: read(outcome, fetchOutputSchema) }
      case 'extract':
        return { stage, input: extractInputSchema.parse(input), outcome: read(outcome, extractOutputSchema) }
      case 'group':
      case 'score':
      case 'compare':
      case 'report':
        throw new PipelineError('join-unexpected', `Cannot group: the join holds a job of stage "${stage}"`, { retry: 'never' })
    }
  })
}

function read<Output>(outcome: Outcome, schema: z.ZodType<Output>) {
  return outcome.kind === 'failed' ? outcome : { kind: 'done' as const, output: schema.parse(outcome.output) }
}
