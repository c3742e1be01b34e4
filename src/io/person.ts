import { userInfo } from 'node:os'

/** Who works at this machine, as versions and judgements name them: `unnamed` where the system has no name for the user, as in many containers. */
export function personHere(): string {
  try {
    return userInfo().username || unnamed
  } catch {
    return unnamed
  }
}

const unnamed = 'unnamed'
