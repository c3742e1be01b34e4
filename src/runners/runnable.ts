import { z } from 'zod'
import { PipelineError } from '../errors.ts'
import type { Next, Stage, StageContext, StageName } from '../stages/stage.ts'

/**
 * A stage that takes its input as it stands in the ledger: stages of all kinds fit one list. `key` and `run` throw `job-invalid` for an
 * input that the stage's schema refuses, as an older version may have left behind.
 */
export interface RunnableStage<Ports> {
  readonly name: StageName
  readonly lane: 'polls' | 'network' | 'compute' | 'reports'
  key(input: unknown): string
  run(input: unknown, ports: Ports, context: StageContext): Promise<{ readonly output: unknown; readonly next: Next }>
}

export type Lane = RunnableStage<unknown>['lane']
export const lanes = ['polls', 'network', 'compute', 'reports'] as const satisfies readonly Lane[]

/** One value a lane. */
export function byLane<Value>(valueOf: (lane: Lane) => Value): Readonly<Record<Lane, Value>> {
  return { polls: valueOf('polls'), network: valueOf('network'), compute: valueOf('compute'), reports: valueOf('reports') }
}

export type Stages<Ports> = ReadonlyMap<StageName, RunnableStage<Ports>>

/** Closes over the types of one stage. */
export function toRunnable<Input, Output, Ports>(stage: Stage<Input, Output, Ports>): RunnableStage<Ports> {
  const parse = (input: unknown): Input => {
    const parsed = stage.input.safeParse(input)
    if (parsed.success) return parsed.data
    const found = parsed.error.issues.map((issue) => `${z.core.toDotPath(issue.path) || 'input'}: ${issue.message}`).join('; ')
    const message = `Cannot run ${stage.name}: its input is not what this version expects (${found})`
    throw new PipelineError('job-invalid', message, { retry: 'never', cause: parsed.error })
  }
  return {
    name: stage.name,
    lane: stage.lane,
    key: (input) => `${stage.name}/${stage.key(parse(input))}`,
    run: async (input, ports, context) => {
      const parsed = parse(input)
      const output = await stage.run(parsed, ports, context)
      return { output, next: stage.next(output, parsed) }
    },
  }
}

/** Names of the stages of a lane. */
export function stagesOf(stages: Stages<never>, lane: Lane): readonly StageName[] {
  return [...stages.values()].filter((stage) => stage.lane === lane).map((stage) => stage.name)
}
