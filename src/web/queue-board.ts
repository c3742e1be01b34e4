import type { Context } from 'hono'
import { queueBoardPolicy } from './guard/headers.ts'
import { Refusal } from './guard/refusal.ts'

/** bull-board, for looking only: the truth is in the ledger, and what somebody took out of a queue would come back from there. */
export interface QueueBoard extends AsyncDisposable {
  answer(context: Context): Promise<Response>
}

/** Where it is mounted. */
export const queueBoardPath = '/queues'

/** Nothing of it is loaded, and no connection opened, before somebody looks. */
export function createQueueBoard(redisUrl: string): QueueBoard {
  let opened: Promise<OpenBoard> | undefined
  return {
    answer: async (context) => {
      if (context.req.method === 'POST') throw new Refusal(405, 'method', 'The queues are for looking only', { allow: 'GET, HEAD' })
      const { checkRedis } = await import('../runners/redis/check-redis.ts')
      await checkRedis(redisUrl, { withinMs: 1200 })
      opened ??= openBoard(redisUrl)
      const board = await opened.catch((error: unknown) => {
        // The next visitor tries again.
        opened = undefined
        throw error
      })
      const answer = await board.look(context.req.raw)
      const response = new Response(answer.body, answer)
      response.headers.set('content-security-policy', queueBoardPolicy)
      return response
    },
    [Symbol.asyncDispose]: async () => {
      await (await opened?.catch(() => undefined))?.[Symbol.asyncDispose]()
    },
  }
}

interface OpenBoard extends AsyncDisposable {
  look(request: Request): Promise<Response>
}

async function openBoard(redisUrl: string): Promise<OpenBoard> {
  const { Hono } = await import('hono')
  const { serveStatic } = await import('@hono/node-server/serve-static')
  const { createBullBoard } = await import('@bull-board/api')
  const { BullMQAdapter } = await import('@bull-board/api/bullMQAdapter')
  const { HonoAdapter } = await import('@bull-board/hono')
  const { defaultPrefix, Queues } = await import('../runners/redis/queues.ts')
  const { addressOf, unreachableRedis } = await import('../runners/redis/check-redis.ts')
  const { pipeline } = await import('../pipeline.ts')
  const queues = await Queues.open(redisUrl, { prefix: defaultPrefix, stages: pipeline })
  const adapter = new HonoAdapter(serveStatic).setBasePath(queueBoardPath)
  createBullBoard({
    queues: queues.all().map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter: adapter,
    options: {
      uiConfig: { boardTitle: 'Frameshift queues', hideDocsLink: true, miscLinks: [{ text: 'Frameshift', url: '/' }] },
    },
  })
  const site = new Hono({ strict: false }).route(queueBoardPath, adapter.registerPlugin())
  const look = async (request: Request) => {
    // Told as what it is: the board itself would answer 500 while its connections come back.
    await queues.size().catch((cause: unknown) => {
      throw unreachableRedis(addressOf(redisUrl), cause)
    })
    return site.fetch(request)
  }
  return { look, [Symbol.asyncDispose]: () => queues[Symbol.asyncDispose]() }
}
