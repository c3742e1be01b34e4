import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/** A plan file: what a comparison is to answer and how, written down before anything is looked at. What it leaves open is no deviation. */
export const planFileSchema = z
  .strictObject({
    question: z.string().trim().min(1).max(2000).describe('What the comparison is to answer, in a sentence.'),
    hypotheses: z.array(z.string().trim().min(1).max(2000)).default([]).describe('What is expected, each in a sentence.'),
    lexicons: z.array(z.string()).min(1).optional().describe('Names or files, as with --lexicon.'),
    lexiconHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
      .optional()
      .describe('SHA-256 of what the lexicon says, as "plan register" prints it: an edit afterwards is a deviation.'),
    outlets: z.string().optional().describe('File of outlets, as with --outlets.'),
    window: z.string().optional().describe('How far from the date of the anchor coverage may lie: 36h, 3d, 2w.'),
    perOutlet: z.int().min(1).max(1000).optional().describe('Most articles of one outlet that are fetched.'),
    pairs: z.boolean().optional().describe('Compare every pair of outlets too.'),
    sweep: z.boolean().optional().describe('Repeat the comparison under other reasonable choices.'),
    statistics: z
      .strictObject({
        level: z.number().min(0.5).max(0.999).optional().describe('Level of intervals (0 to 1).'),
        falseDiscoveryRate: z.number().min(0.001).max(0.5).optional().describe('Adjusted p at or under which a difference is called (0 to 1).'),
        draws: z.int().min(999).max(999_999).optional().describe('Random splits of a permutation test where all are too many.'),
      })
      .prefault({})
      .describe('Holds in place of what config/settings.yaml says.'),
  })
  .readonly()
export type PlanFile = z.infer<typeof planFileSchema>

export interface ReadPlan {
  readonly plan: PlanFile
  /** SHA-256 of the file, so that anyone can check it with other tools. */
  readonly hash: string
}

/** Reads a plan file. Throws `plan-unreadable`, and `plan-invalid` with every mistake and its line. */
export async function readPlanFile(path: string): Promise<ReadPlan> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new PipelineError('plan-unreadable', `Cannot read the plan ${path}: expected a readable YAML file`, { retry: 'never', cause })
  })
  const plan = parseYaml(bytes.toString('utf8'), { path, schema: planFileSchema, code: 'plan-invalid' })
  return { plan, hash: createHash('sha256').update(bytes).digest('hex') }
}
