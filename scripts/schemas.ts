import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { lexiconSchema } from '../src/core/lexicon/lexicon.ts'
import { languageDataSchema } from '../src/core/voice/language-data.ts'
import { outletsSchema } from '../src/io/config/outlets.ts'
import { planFileSchema } from '../src/io/config/plan-file.ts'
import { sourcesSchema } from '../src/io/config/sources.ts'
import { settingsSchema } from '../src/io/config/settings.ts'
import { commandsPage } from './command-reference.ts'

/** The JSON Schemas of the files people edit, the page of settings, made from the schemas that the code reads them with, and the page of commands. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['config/schemas/settings.schema.json', jsonSchema(settingsSchema, 'config/settings.yaml')],
    ['config/schemas/outlets.schema.json', jsonSchema(outletsSchema, 'config/outlets.yaml')],
    ['config/schemas/sources.schema.json', jsonSchema(sourcesSchema, 'config/sources.yaml')],
    ['config/schemas/lexicon.schema.json', jsonSchema(lexiconSchema, 'config/lexicons/*.yaml')],
    ['config/schemas/plan.schema.json', jsonSchema(planFileSchema, 'A plan for compare --plan')],
    ['config/schemas/language.schema.json', jsonSchema(languageDataSchema, 'config/languages/*.yaml')],
    ['docs/reference/settings.md', settingsPage()],
    ['docs/reference/commands.md', await commandsPage()],
  ])
}

function jsonSchema(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`
}

const propertySchema = z.looseObject({
  description: z.string().optional(),
  default: z.unknown(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  type: z.string().optional(),
})
const objectSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()) })

/** Every key with what it does, its default and its limits. */
function settingsPage(): string {
  const root = objectSchema.parse(z.toJSONSchema(settingsSchema, { io: 'input' }))
  const rows = Object.entries(root.properties).flatMap(([name, property]) => rowsOf(name, property))
  return [
    '# Settings',
    '',
    '`config/settings.yaml` in the working folder, else the one that is shipped. Every key has a default; a key that is not known is a mistake, named with its line.',
    'Made by `npm run schemas` from the schema that the code reads the file with.',
    '',
    '| key | what it does | default | limits |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'Addresses and secrets come from the environment: `FRAMESHIFT_DATA_DIR` (folder of the store, default `.frameshift`), `DATABASE_URL` (PostgreSQL keeps the store; default: a SQLite file in that folder), `REDIS_URL` (jobs go to workers; default: they run in the process), `FRAMESHIFT_TOKEN` (32 characters or more: who signs in to the site or calls its API), `FRAMESHIFT_READ_TOKEN` (32 or more: the same for looking only), `FRAMESHIFT_WEBHOOK_SECRET` (16 or more: signs webhooks), `FRAMESHIFT_OPENAI_KEY` (sent to the API of `sentiment.openai`), and the keys that `config/sources.yaml` names for search services. An address that is set and does not answer is an error.',
    '',
  ].join('\n')
}

function rowsOf(path: string, property: unknown): readonly string[] {
  const group = objectSchema.safeParse(property)
  if (group.success) return Object.entries(group.data.properties).flatMap(([name, inner]) => rowsOf(`${path}.${name}`, inner))
  const { description = '', default: fallback, minimum, maximum } = propertySchema.parse(property)
  const limits = minimum === undefined ? '' : `${minimum} to ${maximum === undefined || maximum > 1e15 ? '…' : maximum}`
  return [`| \`${path}\` | ${description} | \`${JSON.stringify(fallback)}\` | ${limits} |`]
}

if (import.meta.main) {
  for (const [path, text] of await generatedFiles()) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    process.stdout.write(`${path}\n`)
  }
}
