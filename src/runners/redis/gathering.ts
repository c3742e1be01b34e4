import { Redis } from 'ioredis'

/**
 * A connection that sends with one write what one turn of the event loop asks of Redis. Jobs that end with one commit let go of their tickets in
 * the same turn, and a write for each would cost as much as everything else that is done with them.
 */
export class GatheringRedis extends Redis {
  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    // There is none before the first connection, whatever its type says.
    const socket: Redis['stream'] | undefined = this.stream
    if (socket?.writableCorked === 0) {
      socket.cork()
      process.nextTick(() => socket.uncork())
    }
    return super.sendCommand(command, stream)
  }
}
