import type { MiddlewareHandler } from 'hono'

/** Scripts, styles and pictures come from files of ours only; nothing is sent anywhere else, and no other page may show this one in a frame. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Of the pages of bull-board, which set styles of their own and name fonts of another site: those stay unloaded, so nobody is told who looks. */
export const queueBoardPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ')

const onEveryAnswer: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** Sets the security headers, whatever answers; an answer that says nothing of caching is kept by nobody but the reader's own browser. */
export function answerHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(onEveryAnswer)) if (!context.res.headers.has(name)) context.header(name, value)
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'private, no-cache')
  }
}
