import { Command, Option } from 'commander'
import type { App } from '../app.ts'
import { fewestShared, type AnnotatorAgreement } from '../core/tuning/agreement.ts'
import { PipelineError } from '../errors.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import { personHere } from '../io/person.ts'
import type { Estimate } from '../model.ts'
import { countHits } from '../workbench/corpus/count-hits.ts'
import { drawSentences, type SentenceDraw } from '../workbench/judging/draw-sentences.ts'
import { recallOf } from '../workbench/judging/estimate-recall.ts'
import { judgeSentence } from '../workbench/judging/judge.ts'
import { measureTerms, type LexiconMeasure } from '../workbench/judging/measure-terms.ts'
import { splitTerm } from '../workbench/judging/split-term.ts'
import { suggestions } from '../workbench/judging/suggest-terms.ts'
import type { CliContext } from './context.ts'
import { takeIn } from './take-in.ts'
import { askKey } from './key.ts'
import { wholeNumber } from './whole-number.ts'

interface Selected {
  readonly term?: string
  readonly frame?: string
  readonly language?: string
  readonly json?: boolean
}

/** `lexicon precision`: what has been judged so far, by term and frame, and how well the judges agree. */
export function precisionCommand(context: CliContext): Command {
  return new Command('precision')
    .description('Show how often terms and frames mean what they claim, by what was judged, and how well people agree.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .option('--term <id>', 'only this term')
    .option('--frame <id>', 'only this frame')
    .option('--language <code>', 'only this language')
    .option('--json', 'print it as JSON')
    .action(async (name: string, { term, frame, language, json }: Selected) => {
      const { app, lexicon } = await opened(name, context)
      const found = await countHits(lexicon, { term, frame, language }, app, { signal: context.signal })
      const measure = await measureTerms(lexicon, found, app)
      if (json !== true) return printMeasure(name, measure, context)
      const { terms, frames, agreement } = measure
      await context.output.data(`${JSON.stringify({ terms, frames, agreement }, null, 2)}\n`)
    })
}

async function printMeasure(name: string, { terms, frames, agreement }: LexiconMeasure, { output }: CliContext): Promise<void> {
  for (const { frame, hits, judged, stratified, fit } of frames) {
    const share = stratified ? percent(stratified.value) : 'not judged'
    const limits = stratified?.limits
      ? ` (${percent(stratified.limits.wilson.low)} to ${percent(stratified.limits.wilson.high)})`
      : judged === hits
        ? ' (every hit was judged: no interval)'
        : ''
    const reading = fit === undefined ? '' : fit ? ', fit to compare' : ', not fit to compare'
    await output.data(
      `${frame.padEnd(28)} ${String(hits).padStart(6)} hits  ${String(judged).padStart(4)} judged  ${share}${limits}${reading}\n`,
    )
  }
  if (agreement.annotators.length === 0) return output.note(`Nobody has judged yet: lexicon judge ${name} asks`)
  if (frames.length > 0) await output.data('\n')
  for (const { term, hits, judged, right, precision, settled } of terms) {
    if (hits === 0) continue
    const reading = settled === undefined ? '' : `, settled: ${settled}`
    await output.data(`${term.padEnd(28)} ${String(hits).padStart(6)} hits  ${right}/${judged} right  ${shown(precision)}${reading}\n`)
  }
  const { annotators, shared, raw, alpha, reading } = agreement
  if (annotators.length < 2) return output.note('One person has judged: agreement needs two')
  const said = alpha === undefined ? 'alpha undefined: one answer throughout' : `alpha ${alpha.toFixed(2)} (${agreementWords[reading]})`
  output.note(`${annotators.join(', ')}: ${shared} hits in common, ${shown(raw)} the same, ${said}`)
}

const agreementWords: Readonly<Record<AnnotatorAgreement['reading'], string>> = {
  'too-few': `fewer than ${fewestShared} hits in common: too few to read`,
  good: 'good',
  tentative: 'tentative',
  poor: 'poor',
  undefined: 'undefined',
}

/** `lexicon split`: a term's hits by their neighbours. */
export function splitCommand(context: CliContext): Command {
  return new Command('split')
    .description('Group the hits of a term by the words beside them: where a word has two senses, one group is to be left out.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .argument('<term>', 'id of one of its terms')
    .option('--json', 'print it as JSON')
    .action(async (name: string, term: string, options: { json?: boolean }) => {
      const { app, lexicon } = await opened(name, context)
      const split = await splitTerm(lexicon, term, app, { signal: context.signal })
      if (options.json === true) return context.output.data(`${JSON.stringify(split, null, 2)}\n`)
      for (const { phrase, hits, judged, right, effect } of split.groups) {
        const { before, after, p } = effect
        const change =
          judged === 0
            ? 'none judged'
            : `${right}/${judged} right; without them ${before.right}/${before.judged} becomes ${after.right}/${after.judged} (McNemar p ${p.toPrecision(2)})`
        await context.output.data(`${phrase.padEnd(32)} ${String(hits).padStart(5)} hits  ${change}\n`)
      }
      const advice =
        split.groups.length === 0 ? 'too few share the words beside them to make groups' : 'leave a group out with unless: ["<phrase>"]'
      context.output.note(`${split.hits} hits of ${term}; ${advice}`)
    })
}

/** `lexicon suggest`: words that may belong to a frame. */
export function suggestCommand(context: CliContext): Command {
  return new Command('suggest')
    .description('Suggest words and phrases for a frame, each with sentences that hold it; nothing is added.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .requiredOption('--frame <id>', 'the frame in question')
    .requiredOption('--language <code>', 'of the articles and terms: en, ru, …')
    .option('--seed <n>', 'of the draw of articles', wholeNumber, 1)
    .option('--json', 'print it as JSON')
    .action(async (name: string, { frame, language, seed, json }: { frame: string; language: string; seed: number; json?: boolean }) => {
      const { app, lexicon } = await opened(name, context)
      refuseUnknownFrame(lexicon.frames, frame, name)
      const found = await suggestions(lexicon, { frame, language, seed, signal: context.signal }, app)
      if (json === true) return context.output.data(`${JSON.stringify(found, null, 2)}\n`)
      for (const { kind, phrase, inFrame, elsewhere, sentences } of found.suggestions) {
        await context.output.data(`${kind}  ${phrase}  ${inFrame} sentences of the frame, ${elsewhere} others\n`)
        for (const sentence of sentences) await context.output.data(`    ${sentence.replace(/\s+/g, ' ').slice(0, 160)}\n`)
      }
      context.output.note(`from ${found.sentences} sentences of ${frame} against ${found.others} others`)
    })
}

/** `lexicon recall`: how much of a frame the lexicon misses, from sentences without a hit. */
export function recallCommand(context: CliContext): Command {
  return new Command('recall')
    .description('Estimate how much of a frame is found, from judged hits and judged sentences without a hit.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .requiredOption('--frame <id>', 'the frame in question')
    .requiredOption('--language <code>', 'of the articles and terms: en, ru, …')
    .option('--judge', 'judge sentences without a hit first: y tells the frame, n does not, s skip, x stop')
    .addOption(new Option('--annotator <name>', 'who judges').default(personHere(), 'your user name'))
    .option('--most <n>', 'draw at most so many', wholeNumber, 50)
    .option('--seed <n>', 'of the draw', wholeNumber, 1)
    .option('--json', 'print it as JSON')
    .action(async (name: string, flags: RecallFlags) => {
      const { app, lexicon } = await opened(name, context)
      refuseUnknownFrame(lexicon.frames, flags.frame, name)
      const { frame, language, seed } = flags
      const { signal } = context
      const found = await countHits(lexicon, { term: undefined, frame, language }, app, { signal })
      const draw = await drawSentences(lexicon, { frame, language }, app, { seed, signal })
      if (flags.judge === true) await judgeSentences(name, flags, draw, { app, context })
      const recall = await recallOf(lexicon, { frame, language }, { found, draw }, app)
      if (flags.json === true) return context.output.data(`${JSON.stringify(recall ?? null, null, 2)}\n`)
      const hint = `judge hits ("lexicon judge ${name} --frame ${flags.frame}") and sentences (--judge) first`
      await context.output.data(
        recall ? `${flags.frame}, ${flags.language}: ${shown(recall)} of what tells it is found\n` : `Not known yet: ${hint}\n`,
      )
    })
}

interface RecallFlags {
  readonly frame: string
  readonly language: string
  readonly judge?: boolean
  readonly annotator: string
  readonly most: number
  readonly seed: number
  readonly json?: boolean
}

async function judgeSentences(
  name: string,
  { annotator, frame, most }: RecallFlags,
  { drawn }: SentenceDraw,
  { app, context }: { readonly app: App; readonly context: CliContext },
): Promise<void> {
  if (!context.stdin.isTTY) throw new PipelineError('no-terminal', 'Cannot ask for keys: expected a terminal', { retry: 'never' })
  const lexicon = await readLexicon(name, app.configFolders)
  const said = (await app.store.judgements.list(lexicon.lexicon.id)).filter((one) => one.annotator === annotator)
  const judged = new Set(said.map(({ item }) => item))
  const items = drawn.filter(({ item }) => !judged.has(item)).slice(0, most)
  const words = new Map([
    ['y', 'frame'],
    ['n', 'no-frame'],
    ['s', 'skip'],
  ] as const)
  for (const [index, queued] of items.entries()) {
    context.output.note(`\n${index + 1}/${items.length}  ${frame}?  y n s x\n${queued.sentence}`)
    const key = await askKey(context.stdin, ['y', 'n', 's', 'x'], context.signal)
    if (key === 'x') return
    const decision = key === 'y' ? words.get('y') : key === 'n' ? words.get('n') : words.get('s')
    await judgeSentence(queued, decision ?? 'skip', { annotator, lexicon }, app)
  }
}

async function opened(name: string, context: CliContext) {
  const app = await context.app()
  const { lexicon } = await readLexicon(name, app.configFolders)
  await takeIn(app, context)
  return { app, lexicon }
}

function refuseUnknownFrame(frames: readonly { readonly id: string }[], frame: string, name: string): void {
  if (frames.some(({ id }) => id === frame)) return
  const known = frames.map(({ id }) => id).join(', ')
  throw new PipelineError('frame-missing', `The lexicon ${name} has no frame ${frame}; it has ${known}`, { retry: 'never' })
}

function shown(estimate: Estimate | undefined): string {
  return estimate ? `${percent(estimate.value)} (${percent(estimate.low)} to ${percent(estimate.high)})` : 'not judged'
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`
}
