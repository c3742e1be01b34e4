import { z } from 'zod'

/** The JSON Schema of a `report.json`, of a story or of a series, as it is kept in `config/schemas`. */
export function jsonSchemaOf(schema: z.ZodType, title: string): unknown {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })
  return { $schema, title, description: 'Absent values are null. Offsets are UTF-16, half open, into headline, blank line, body.', ...rest }
}
