import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const roles = ['guest', 'reader', 'in'] as const
/** `reader` signed in for looking only, `in` for everything. */
export type Role = (typeof roles)[number]

/** Who a browser is to the site. A guest has a session too, because forms are bound to one. */
export interface Session {
  readonly id: string
  readonly role: Role
  /** Epoch milliseconds. */
  readonly endsAt: number
}

/** How long a browser stays signed in. */
export const sessionMs = 12 * 3_600_000

export function newSession(role: Role, now: number): Session {
  return { id: randomBytes(18).toString('base64url'), role, endsAt: now + sessionMs }
}

/** The session as a cookie value that only a holder of the key can write: no list of sessions is kept, so a restart ends none. */
export function sealSession({ id, role, endsAt }: Session, key: Uint8Array): string {
  const claim = `${id}.${role}.${endsAt}`
  return `${claim}.${seal('session', claim, key)}`
}

/** `undefined` for a value that was not sealed with this key, or whose time is over. */
export function openSession(value: string, key: Uint8Array, now: number): Session | undefined {
  const parts = /^([\w-]{24})\.(\w{1,8})\.(\d{13})\.([\w-]{43})$/u.exec(value)
  if (!parts) return undefined
  const [, id = '', named = '', ends = '', signature = ''] = parts
  const role = roles.find((known) => known === named)
  if (role === undefined || !isSame(signature, seal('session', `${id}.${named}.${ends}`, key)) || Number(ends) <= now) return undefined
  return { id, role, endsAt: Number(ends) }
}

/** Goes into every form of the session, and comes back with it: a foreign page cannot know it. */
export function formToken({ id }: Session, key: Uint8Array): string {
  return seal('form', id, key)
}

/** What a token opens; `undefined` for any that is none of the site's. Both are compared, so that the time tells nothing of which is nearer. */
export function roleOf(given: string, { token, readToken }: Tokens): Exclude<Role, 'guest'> | undefined {
  const [isForAll, isForReading] = [token, readToken].map((known) => known !== undefined && isSame(given, known))
  if (isForAll) return 'in'
  return isForReading ? 'reader' : undefined
}

export interface Tokens {
  /** Opens everything. */
  readonly token: string | undefined
  /** Opens what can be looked at. */
  readonly readToken: string | undefined
}

/** Compares two secrets in a time that tells nothing of where they differ. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

/** The key of all seals, made of a secret of the user's or of this machine. */
export function sealKey(secret: string | Uint8Array): Uint8Array {
  return createHmac('sha256', secret).update('frameshift site').digest()
}

function seal(purpose: string, text: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${purpose} ${text}`).digest('base64url')
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
