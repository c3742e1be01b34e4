import { Command } from 'commander'
import type { App } from '../app.ts'
import { toId } from '../core/ids.ts'
import { compileLexicon, type CompiledLexicon } from '../core/hits/automaton/compile.ts'
import { diffLexicons } from '../core/lexicon/diff-lexicons.ts'
import { scoreArticle } from '../core/score/score-article.ts'
import { PipelineError } from '../errors.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import type { Article, Hit, RunId } from '../model.ts'
import type { CliContext } from './context.ts'

interface TextOptions {
  readonly run?: string
  readonly frame?: string
  readonly term?: string
  readonly json?: boolean
}

const runOption = ['--run <id>', 'the articles of this run (default: the newest that has a story; "report list" names runs)'] as const

/** `lexicon kwic`: every hit of a lexicon in the articles of a run, in its context. What-if for lexicons: nothing is stored. */
export function kwicCommand(context: CliContext): Command {
  return new Command('kwic')
    .description('Show every hit in the articles of a run, in its context.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .option(...runOption)
    .option('--frame <id>', 'only this frame')
    .option('--term <id>', 'only this term')
    .option('--json', 'print it as JSON')
    .action(async (name: string, options: TextOptions) => {
      const app = await context.app()
      const { lexicon } = await readLexicon(name, app.configFolders)
      const isAsked = (hit: Hit) => (options.frame ?? hit.frame) === hit.frame && (options.term ?? hit.term) === hit.term
      const compiled = compileLexicon(lexicon)
      for (const article of await articlesOf(options.run, app)) {
        for (const hit of hitsIn(article, compiled, app).filter(isAsked)) {
          await context.output.data(
            options.json === true ? `${JSON.stringify({ outlet: article.outlet, url: article.url, ...hit })}\n` : kwicLine(article, hit),
          )
        }
      }
    })
}

/** `lexicon diff`: what changed between two lexicons, and which hits that gains and costs in the articles of a run. */
export function diffCommand(context: CliContext): Command {
  return new Command('diff')
    .description('Compare two lexicons: their terms, and their hits in the articles of a run.')
    .argument('<before>', 'name or file of a lexicon')
    .argument('<after>', 'name or file of another')
    .option(...runOption)
    .option('--json', 'print it as JSON')
    .action(async (before: string, after: string, options: TextOptions) => {
      const app = await context.app()
      const [old, fresh] = [await readLexicon(before, app.configFolders), await readLexicon(after, app.configFolders)]
      const { added, removed, changed, framesAdded, framesRemoved } = diffLexicons(old.lexicon, fresh.lexicon)
      const compiled = { old: compileLexicon(old.lexicon), fresh: compileLexicon(fresh.lexicon) }
      const articles = await articlesOf(options.run, app)
      const moves = articles.map((article) => movesIn(article, compiled, app))
      const [gained, lost] = [moves.flatMap((move) => move.gained), moves.flatMap((move) => move.lost)]
      if (options.json === true) {
        const terms = { added: added.map(({ id }) => id), removed: removed.map(({ id }) => id), changed, framesAdded, framesRemoved }
        return context.output.data(`${JSON.stringify({ terms, gained, lost }, null, 2)}\n`)
      }
      for (const { id, frame, patterns } of added) await context.output.data(`+ term ${id} (${frame}): ${patterns.join(' | ')}\n`)
      for (const { id, frame, patterns } of removed) await context.output.data(`- term ${id} (${frame}): ${patterns.join(' | ')}\n`)
      for (const { id, fields } of changed) await context.output.data(`~ term ${id}: ${fields.join(', ')}\n`)
      for (const { article, hit } of gained) await context.output.data(`+ hit ${kwicLine(article, hit)}`)
      for (const { article, hit } of lost) await context.output.data(`- hit ${kwicLine(article, hit)}`)
      context.output.note(
        `${added.length + removed.length + changed.length} terms differ; ${gained.length} hits gained and ${lost.length} lost in ${articles.length} articles`,
      )
    })
}

async function articlesOf(run: string | undefined, { store }: App): Promise<readonly Article[]> {
  const runs: readonly RunId[] = run === undefined ? (await store.runs.list(100)).map(({ id }) => id) : [toId<'Run'>(run)]
  for (const id of runs) {
    const story = await store.stories.get(id)
    if (!story) continue
    const articles = await Promise.all(story.members.map(({ articleId }) => store.articles.get(articleId)))
    return articles.filter((article) => article !== undefined)
  }
  const message =
    run === undefined
      ? 'No run in the store has a story yet: run compare first'
      : `No run called ${run} has a story: "report list" names the runs`
  throw new PipelineError('run-missing', message, { retry: 'never' })
}

function hitsIn(article: Article, lexicon: CompiledLexicon, { languages }: App): readonly Hit[] {
  return scoreArticle(article, { lexicon, languages, scorers: [] }).hits
}

interface Placed {
  readonly article: Article
  readonly hit: Hit
}

/** Hits are the same when they name the same words as the same frame. */
function movesIn(
  article: Article,
  { old, fresh }: { readonly old: CompiledLexicon; readonly fresh: CompiledLexicon },
  app: App,
): { readonly gained: readonly Placed[]; readonly lost: readonly Placed[] } {
  const keyOf = ({ start, end, frame }: Hit) => `${start} ${end} ${frame}`
  const [before, after] = [hitsIn(article, old, app), hitsIn(article, fresh, app)]
  const [was, is] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  return {
    gained: after.filter((hit) => !was.has(keyOf(hit))).map((hit) => ({ article, hit })),
    lost: before.filter((hit) => !is.has(keyOf(hit))).map((hit) => ({ article, hit })),
  }
}

const contextWidth = 40

function kwicLine({ outlet, text }: Article, { start, end, frame, voice }: Hit): string {
  const oneLine = (part: string) => part.replace(/\s+/g, ' ')
  const left = oneLine(text.slice(Math.max(0, start - contextWidth), start)).padStart(contextWidth)
  const right = oneLine(text.slice(end, end + contextWidth)).padEnd(contextWidth)
  return `${left} [${oneLine(text.slice(start, end))}] ${right}  ${outlet}, ${voice.kind}, ${frame}\n`
}
