import type { html } from 'hono/html'

/** The text of a template whose parts are all there. */
export function printed(template: ReturnType<typeof html>): string {
  if (template instanceof Promise) throw new TypeError('A page of the example waits for something')
  return template.toString()
}
