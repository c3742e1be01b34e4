import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { z } from 'zod'

const bodySchema = z.looseObject({ model: z.string(), messages: z.array(z.object({ content: z.string() })) })

export interface Asked {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: z.infer<typeof bodySchema>
}

export interface Endpoint extends AsyncDisposable {
  readonly url: string
  readonly address: string
  readonly asked: readonly Asked[]
}

/** What the endpoint does with the n-th question, counted from 1. */
export type Manner = (response: ServerResponse, asked: Asked, count: number) => void

/** A language model behind an API on this machine, as well or badly behaved as a test wants it. */
export async function startEndpoint(manner: Manner): Promise<Endpoint> {
  const asked: Asked[] = []
  const server: Server = createServer((request: IncomingMessage, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      const question = { path: request.url ?? '', authorization: request.headers.authorization, body: bodySchema.parse(JSON.parse(text)) }
      asked.push(question)
      manner(response, question, asked.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${port}/v1`, address: `127.0.0.1:${port}`, asked, [Symbol.asyncDispose]: close }
}

export function says(content: string, more: object = {}): Manner {
  return (response) => sendJson(response, { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content }, ...more }] })
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
