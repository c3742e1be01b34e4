import { createHash } from 'node:crypto'
import { stringify } from 'yaml'
import type { App } from '../app.ts'
import { PipelineError } from '../errors.ts'
import { sharedParses } from '../io/config/kept-parses.ts'
import { writePageArchive } from '../io/bundle/page-archive.ts'
import type { Page, RunId } from '../model.ts'
import { pipeline } from '../pipeline.ts'
import { discoverOutputSchema } from '../stages/discover.ts'
import { fetchOutputSchema } from '../stages/fetch.ts'
import { scoreOutputSchema } from '../stages/score.ts'
import { planSchema, type Plan } from '../stages/plan.ts'
import type { Ended } from '../stages/stage.ts'
import { bundleNames, type Manifest, type Recorded } from './layout.ts'
import { bundleReadme } from './readme.ts'

export type ReportFolder = ReadonlyMap<string, string | Uint8Array>

/**
 * Every file of a report folder by its path: the report as the run rendered it, and the bundle from which it can be made again. All of it
 * comes from the store, so the same run gives the same bytes whenever, and on whatever machine, it is asked. Throws `report-missing`.
 */
export async function reportFolder(run: RunId, { store }: Pick<App, 'store'>): Promise<ReportFolder> {
  const files = new Map<string, string | Uint8Array>()
  for (const name of await store.files.list(run)) files.set(name, (await store.files.text(run, name)) ?? '')
  const record = await store.runs.get(run)
  if (!record || files.size === 0) throw new PipelineError('report-missing', `Run ${run} has ended without a report`, { retry: 'never' })
  const plan = planSchema.parse(record.settings)
  const ended = await endedJobs(run, store)
  const archive = await writePageArchive(pagesOf(ended, store))
  files.set(bundleNames.run, json({ id: run, createdAt: record.createdAt }))
  files.set(bundleNames.seen, json(await seenBy(run, plan, store)))
  files.set(bundleNames.checked, json((await store.comparisons.get(run))?.checked ?? {}))
  files.set(bundleNames.plan, json(withoutBulk(plan)))
  files.set(bundleNames.lexicon, lexiconYaml(plan.lexicon.lexicon))
  files.set(bundleNames.outlets, stringify({ outlets: plan.outlets }, yamlLayout))
  files.set(bundleNames.pages, json(archive.records))
  files.set(bundleNames.archive, archive.bytes)
  files.set(
    bundleNames.record,
    ended
      .flatMap(recordOf)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  )
  files.set(bundleNames.readme, bundleReadme)
  files.set(bundleNames.manifest, json(manifestOf({ run, createdAt: record.createdAt }, files)))
  return files
}

/** Jobs in the order of their keys: who ran them, when and in which order leaves no trace. */
async function endedJobs(run: RunId, { ledger }: Pick<App['store'], 'ledger'>): Promise<readonly Ended[]> {
  const joins = ['discover/story', 'group/story', 'compare/story']
  const ended = await Promise.all(joins.map((key) => ledger.joined(run, key)))
  return ended.flat()
}

/** What came from outside cannot be asked again, and what was given up for want of time would not be again: both are kept as they were. */
function recordOf({ stage, input, outcome }: Ended): readonly Recorded[] {
  const isAsked = stage === 'score' && outcome.kind === 'done' && scoreOutputSchema.parse(outcome.output).answers !== undefined
  const isFromOutside = stage === 'fetch' || stage === 'discover' || isAsked
  if (!isFromOutside && outcome.kind === 'done') return []
  return [{ stage, key: pipeline.get(stage)?.key(input) ?? stage, outcome }]
}

/** Every page that was read, and the feeds and sitemaps that were asked, by address. */
async function* pagesOf(
  ended: readonly Ended[],
  { pages }: Pick<App['store'], 'pages'>,
): AsyncGenerator<{ readonly page: Page; readonly bytes: Uint8Array }> {
  const found = new Map<string, Page>()
  for (const { stage, outcome } of ended) {
    if (outcome.kind === 'failed') continue
    if (stage === 'fetch') {
      const output = fetchOutputSchema.parse(outcome.output)
      if (output.kind === 'page') note(await pages.get(output.url, output.page))
    }
    const answer = stage === 'discover' ? discoverOutputSchema.parse(outcome.output) : undefined
    if (answer?.kind === 'outlet') {
      for (const { url, failure } of answer.sources) if (!failure) note(await pages.latest(url))
    }
  }
  for (const [, page] of [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = await pages.bytes(page.hash)
    if (bytes) yield { page, bytes }
  }

  function note(page: Page | undefined): void {
    if (page) found.set(`${page.url} ${page.hash}`, page)
  }
}

async function seenBy(run: RunId, plan: Plan, { stories, firstSeen }: App['store']): Promise<unknown> {
  const members = (await stories.get(run))?.members ?? []
  const articles = await firstSeen.of(
    'article',
    members.map(({ articleId }) => articleId),
  )
  return { lexicon: Object.fromEntries(await firstSeen.of('lexicon', [plan.lexicon.hash])), article: sorted(articles) }
}

function sorted(times: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...times].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What was asked for. Its lexicon and outlets have files of their own; how private addresses were reached is nobody's business and bears on nothing. */
function withoutBulk({ lexicon, outlets: _outlets, allowPrivate: _allowPrivate, resolve: _resolve, ...rest }: Plan): unknown {
  const { id, version } = lexicon.lexicon
  return { ...rest, lexicon: { id, version, hash: lexicon.hash, content: contentHash(lexicon.lexicon) } }
}

const yamlLayout = { lineWidth: 0 }

/** As YAML. To write the shipped one takes a process that has just started a tenth of a second: the text is kept beside the packages, like what files say. */
function lexiconYaml(lexicon: Plan['lexicon']['lexicon']): string {
  const question = `written as YAML: ${JSON.stringify([yamlLayout, lexicon])}`
  const kept = sharedParses.of(question)?.value
  if (typeof kept === 'string') return kept
  const text = stringify(lexicon, yamlLayout)
  sharedParses.keep(question, text)
  return text
}

/** Of what a lexicon says, however its file is laid out. */
export function contentHash(lexicon: Plan['lexicon']['lexicon']): string {
  return sha256(JSON.stringify(lexicon))
}

function manifestOf(run: { readonly run: string; readonly createdAt: string }, files: ReportFolder): Manifest {
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const described = entries.map(([name, content]) => [name, { sha256: sha256(content), bytes: Buffer.byteLength(content) }] as const)
  return { schema: 'frameshift/bundle@1', ...run, files: Object.fromEntries(described) }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
