import { Command, Option } from 'commander'
import type { App } from '../app.ts'
import { decisions, type Decision } from '../core/tuning/judgement.ts'
import { PipelineError } from '../errors.ts'
import { readLexicon, type LexiconFile } from '../io/config/lexicon-file.ts'
import { personHere } from '../io/person.ts'
import { judgeHit, type Judge } from '../workbench/judging/judge.ts'
import { describeHits, type QueuedHit } from '../workbench/judging/describe-hits.ts'
import { openHits } from '../workbench/judging/open-hits.ts'
import { sameSentenceBefore } from '../workbench/judging/same-sentence.ts'
import { countHits } from '../workbench/corpus/count-hits.ts'
import type { CliContext } from './context.ts'
import { takeIn } from './take-in.ts'
import { askKey } from './key.ts'
import { takeDecisions } from './lexicon-decisions.ts'
import { wholeNumber } from './whole-number.ts'

interface QueueFlags {
  readonly term?: string
  readonly frame?: string
  readonly language?: string
  readonly annotator: string
  readonly most: number
  readonly seed: number
  readonly json?: boolean
}

/** `lexicon sample`: the hits to judge next, as a table for people who judge elsewhere. */
export function sampleCommand(context: CliContext): Command {
  return queueOptions(new Command('sample'))
    .description('Draw hits to be judged from the stored reports, by term and outlet in turn, headlines first.')
    .option('--json', 'one JSON object a line; add "decision" to each and give it to "lexicon judge --decisions"')
    .action(async (name: string, flags: QueueFlags) => {
      const { queue } = await queueOf(name, flags, context)
      for (const hit of queue.items) {
        await context.output.data(flags.json === true ? `${JSON.stringify(hit)}\n` : `${hit.term.padEnd(24)}  ${marked(hit)}\n`)
      }
      context.output.note(`${queue.items.length} of ${queue.left} hits that ${flags.annotator} has not judged`)
    })
}

/** `lexicon judge`: one key a hit, and on to the next; or decisions from a file. */
export function judgeCommand(context: CliContext): Command {
  return queueOptions(new Command('judge'))
    .description('Judge hits one by one: does the term mean its frame there? The outlet is shown afterwards.')
    .option('--decisions <file>', 'take decisions from a file of JSON Lines: {"item", "decision"}; "-" is standard input')
    .addHelpText('after', `\nDecisions: ${decisions.join(', ')}`)
    .action(async (name: string, flags: QueueFlags & { readonly decisions?: string }) => {
      if (flags.decisions !== undefined) return takeDecisions(flags.decisions, { name, annotator: flags.annotator }, context)
      if (!context.stdin.isTTY) {
        throw new PipelineError('no-terminal', 'Cannot ask for keys: expected a terminal, or --decisions with a file', { retry: 'never' })
      }
      const { app, lexicon, queue } = await queueOf(name, flags, context)
      await judgeByKey(queue, { judge: { annotator: flags.annotator, lexicon }, app, context })
    })
}

function queueOptions(command: Command): Command {
  return command
    .argument('<lexicon>', 'name or file of a lexicon')
    .option('--term <id>', 'only this term')
    .option('--frame <id>', 'only this frame')
    .option('--language <code>', 'only this language')
    .addOption(new Option('--annotator <name>', 'who judges').default(personHere(), 'your user name'))
    .option('--most <n>', 'draw at most so many', wholeNumber, 50)
    .option('--seed <n>', 'another seed, another draw; the same for all who judge together', wholeNumber, 1)
}

async function queueOf(
  name: string,
  { term, frame, language, annotator, most, seed }: QueueFlags,
  context: CliContext,
): Promise<{ readonly app: App; readonly lexicon: LexiconFile; readonly queue: JudgingQueue }> {
  const app = await context.app()
  const lexicon = await readLexicon(name, app.configFolders)
  await takeIn(app, context)
  const selection = { term, frame, language }
  const found = await countHits(lexicon.lexicon, selection, app, { signal: context.signal })
  if (found.read < found.holding) context.output.note(`${found.holding} articles may hold these terms; the newest ${found.read} were read`)
  const open = await openHits(found, { lexicon: lexicon.lexicon.id, annotator, seed }, app)
  const items = await describeHits(open.slice(0, most), lexicon.lexicon, app)
  return { app, lexicon, queue: { items, left: open.length } }
}

interface JudgingQueue {
  readonly items: readonly QueuedHit[]
  /** Hits that nobody of this name has judged, drawn or not. */
  readonly left: number
}

interface Judging {
  readonly judge: Judge
  readonly app: App
  readonly context: CliContext
}

const keys: ReadonlyMap<string, Decision> = new Map([
  ['a', 'accept'],
  ['r', 'reject'],
  ['w', 'wrong-sense'],
  ['q', 'quoted-only'],
  ['s', 'skip'],
])

async function judgeByKey(queue: JudgingQueue, { judge, app, context }: Judging): Promise<void> {
  const { output, stdin, signal } = context
  output.note('a accept   r reject   w wrong sense   q quoted only   s skip   u undo   x stop')
  const { id } = judge.lexicon.lexicon
  const own = (await app.store.judgements.list(id)).flatMap((one) => (one.kind === 'hit' && one.annotator === judge.annotator ? [one] : []))
  let at = 0
  while (at < queue.items.length) {
    const hit = queue.items[at]
    if (!hit) break
    output.note(`\n${at + 1}/${queue.items.length}  ${hit.term} (${hit.frame}), ${hit.zone}\n${marked(hit)}`)
    const before = sameSentenceBefore(own, hit)
    if (before) output.note(`the same sentence again, in another article: you said ${before.decision} of it in ${before.outlet}`)
    const key = await askKey(stdin, [...keys.keys(), 'u', 'x'], signal)
    if (key === 'x') break
    if (key === 'u') {
      const undone = await app.store.judgements.undo('hit', id, judge.annotator)
      const taken = own.findIndex((one) => one.item === undone?.item)
      if (taken >= 0) own.splice(taken, 1)
      output.note(undone ? `taken back: ${undone.decision}` : 'nothing to take back')
      at = Math.max(0, at - 1)
      continue
    }
    const judgement = await judgeHit(hit, keys.get(key) ?? 'skip', judge, app)
    own.push(judgement)
    output.note(`${judgement.decision}  (${hit.outlet}, ${hit.voice})`)
    at++
  }
  output.note(`${at} judged; "lexicon precision ${id}" shows what that says`)
}

function marked({ sentence, hitStart, hitEnd }: QueuedHit): string {
  const text = `${sentence.slice(0, hitStart)}[${sentence.slice(hitStart, hitEnd)}]${sentence.slice(hitEnd)}`
  return text.replace(/\s+/g, ' ')
}
