import { z } from 'zod'
import { frameshiftVersion } from '../../version.ts'
import { progressSchema, type ApiRoute } from './route.ts'

/** The OpenAPI 3.1 description of the API, made of the schemas that check what is sent. */
export function openApi(routes: readonly ApiRoute[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) paths[`/api${route.path}`] = { ...paths[`/api${route.path}`], [route.method]: operationOf(route) }
  return {
    openapi: '3.1.0',
    info: { title: 'Frameshift', version: frameshiftVersion, description: 'Compare how news outlets frame the same story.' },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: schemaOf(errorSchema, 'output') },
    },
    security: [{ token: [] }, {}],
  }
}

const errorSchema = z.object({ error: z.object({ code: z.string().describe('Stable, kebab-case.'), message: z.string() }) })

function operationOf({ path, summary, query, body, answer, isLong }: ApiRoute): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const failure = { description: 'Why not', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
  return {
    summary,
    parameters: [...inPath, ...(query ? queryParameters(query) : [])],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } } : {}),
    responses: {
      [answer.status]: { description: answer.description, content: { 'application/json': { schema: schemaOf(answer.schema, 'output') } } },
      ...(isLong === true ? { 202: workingAnswer() } : {}),
      '4XX': failure,
    },
  }
}

function workingAnswer(): object {
  return { description: 'Still worked out: ask again', content: { 'application/json': { schema: schemaOf(progressSchema, 'output') } } }
}

const objectSchema = z.object({ properties: z.record(z.string(), z.unknown()).default({}), required: z.array(z.string()).default([]) })

function queryParameters(query: z.ZodType): readonly object[] {
  const { properties, required } = objectSchema.parse(schemaOf(query, 'input'))
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}
