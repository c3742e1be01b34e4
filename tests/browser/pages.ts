import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { z } from 'zod'

/** Opens a page, runs the check, and says what the page asked for and complained about. */
export async function inPage<Answer>(
  { browser, address }: { readonly browser: Browser; readonly address: string },
  options: BrowserContextOptions,
  check: (page: Page) => Promise<Answer>,
) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  const answer = await check(page)
  await context.close()
  return { answer, requests, complaints }
}

const axeSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) })),
})

/** What axe-core finds in the page with every list opened; `rules` are all where none is named. */
export async function violationsIn(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`)
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const options = rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }
  const { violations } = axeSchema.parse(await page.evaluate(`axe.run(${JSON.stringify(options)})`))
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  )
}
