import { Command, Option } from 'commander'
import { shortHash } from '../core/short-hash.ts'
import { PipelineError } from '../errors.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import { personHere } from '../io/person.ts'
import { lexiconChange } from '../core/tuning/lexicon-change.ts'
import { forkLexicon, lexiconHistory, saveLexicon } from '../workbench/versions/save-lexicon.ts'
import type { CliContext } from './context.ts'

/** `lexicon save`: the next version of a lexicon, from an edited file. */
export function saveCommand(context: CliContext): Command {
  return new Command('save')
    .description(
      'Save an edited file as the next version of its lexicon: into config/lexicons, and into the history, where it is never changed.',
    )
    .argument('<draft>', 'the edited file')
    .requiredOption('--message <text>', 'what changed, and why')
    .addOption(new Option('--author <name>', 'who saves').default(personHere(), 'your user name'))
    .option('--based-on <hash>', 'save only if the lexicon is still the version of this hash')
    .option('--json', 'print it as JSON')
    .action(async (draft: string, options: { message: string; author: string; basedOn?: string; json?: boolean }) => {
      const app = await context.app()
      const { lexicon } = await readLexicon(draft, app.configFolders)
      const basedOn = options.basedOn === undefined ? undefined : await versionNamed(lexicon.id, options.basedOn)
      const result = await saveLexicon({ draft: lexicon, basedOn, message: options.message, author: options.author }, app)
      if (result.kind === 'refused' || result.kind === 'conflict') context.finish(1)
      if (options.json === true) return context.output.data(`${JSON.stringify(result, null, 2)}\n`)
      switch (result.kind) {
        case 'saved':
          return context.output.note(
            `${lexicon.id}, version ${result.file.lexicon.version} ${shortHash(result.file.hash)} (${result.change.join(', ') || 'new'}): ${result.file.path}`,
          )
        case 'unchanged':
          return context.output.note(`${lexicon.id} says this already, in version ${result.file.lexicon.version}`)
        case 'conflict':
          return context.output.note(
            `Not saved: ${lexicon.id} is at version ${result.current.lexicon.version} by now, and differs from this file: ${result.change.join(', ')}`,
          )
        case 'refused':
          for (const { path, message } of result.errors) await context.output.data(`${path}  ${message}\n`)
          for (const { term, kind, example, problem } of result.failures)
            await context.output.data(`${term}  ${kind}  ${problem}: ${example}\n`)
          return context.output.note('Not saved: mend these first')
      }
    })

  async function versionNamed(id: string, hash: string) {
    const known = (await lexiconHistory(id, await context.app())).filter((version) => version.hash.startsWith(hash))
    const [only] = known
    if (only && known.length === 1) return only.hash
    throw new PipelineError('version-missing', `No version of ${id} is called ${hash}: "lexicon history ${id}" lists them`, {
      retry: 'never',
    })
  }
}

/** `lexicon history`: the versions of a lexicon, and what each changed. */
export function historyCommand(context: CliContext): Command {
  return new Command('history')
    .description('List the versions of a lexicon that were saved or used, and what each changed.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .option('--json', 'print it as JSON')
    .action(async (name: string, options: { json?: boolean }) => {
      const versions = await lexiconHistory(name, await context.app())
      const rows = versions.map(({ lexicon, hash, message, author, savedAt }, index) => {
        const before = versions[index - 1]
        return {
          version: lexicon.version,
          hash,
          savedAt,
          author,
          message,
          change: before ? lexiconChange(before.lexicon, lexicon).summary : [],
        }
      })
      if (options.json === true) return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
      for (const { version, hash, savedAt, author, message, change } of rows) {
        await context.output.data(
          `${version}  ${shortHash(hash)}  ${savedAt.slice(0, 16)}  ${author}: ${message}${change.length > 0 ? `  (${change.join(', ')})` : ''}\n`,
        )
      }
    })
}

/** `lexicon fork`: a lexicon under a new name. */
export function forkCommand(context: CliContext): Command {
  return new Command('fork')
    .description('Copy a lexicon under a new name into config/lexicons, to be edited apart.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .argument('<name>', 'of the copy')
    .addOption(new Option('--author <name>', 'who forks').default(personHere(), 'your user name'))
    .action(async (name: string, id: string, options: { author: string }) => {
      context.output.note(`Copying ${name} with its layout and comments: a few seconds`)
      const { path } = await forkLexicon(name, id, options, await context.app())
      context.output.note(`${id}: ${path}`)
    })
}
