import type { Command } from 'commander'
import { repeatable } from './comparison-options.ts'

/** Which addresses a command may reach that it would refuse otherwise. */
export interface AccessOptions {
  readonly allowPrivate: readonly string[]
  readonly resolve: readonly string[]
}

/** For commands that ask servers and make no comparison. */
export function withAccess(command: Command): Command {
  return command
    .addOption(repeatable('--allow-private <address>', 'a private HOST[:PORT] or CIDR that may be reached; may be repeated'))
    .addOption(repeatable('--resolve <rule>', 'answer for a name instead of DNS: HOST=ADDRESS[:PORT]; may be repeated'))
}
