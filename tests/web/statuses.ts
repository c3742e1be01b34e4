/** Whether a status is one that a case allows: `421 or 403 or 400`, `2xx or 401`, `400, or ignored; …` — what stands before the first semicolon. */
export function isAmong(status: number, expected: string): boolean {
  const allowed = [...(expected.split(/[;(:]/u)[0] ?? '').matchAll(/\b(\d)(\d\d|xx)\b/gu)]
  if (allowed.length === 0) throw new TypeError(`Expected a status in "${expected}"`)
  return allowed.some(([, first = '', rest]) =>
    rest === 'xx' ? Math.floor(status / 100) === Number(first) : status === Number(`${first}${rest}`),
  )
}
