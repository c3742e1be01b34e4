import { Command } from 'commander'
import { lexiconOf } from '../comparison-run.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import { readPlanFile } from '../io/config/plan-file.ts'
import type { CliContext } from './context.ts'

/** `plan`: settings written down before anything is looked at. */
export function planCommand(context: CliContext): Command {
  const command = new Command('plan').description('Register the settings of a comparison before its articles are looked at.')
  command
    .command('register')
    .description('Keep the hash of a plan file and the time. "compare --plan" prints both, and whether articles had been stored by then.')
    .argument('<file>', 'a plan in YAML (config/schemas/plan.schema.json)')
    .option('--json', 'print what was registered as JSON')
    .action(async (file: string, options: { readonly json?: boolean }) => {
      const app = await context.app()
      const { plan, hash } = await readPlanFile(app.resolvePath(file))
      await app.store.firstSeen.note('plan', [hash], app.now().toISOString())
      const registeredAt = (await app.store.firstSeen.of('plan', [hash])).get(hash) ?? null
      const lexicon = await lexiconOf(plan.lexicons ?? [], (name) => readLexicon(name, app.configFolders))
      if (plan.lexiconHash === undefined)
        context.output.note(`The plan does not hold the lexicon fast. To make an edit of it a deviation, add: lexiconHash: ${lexicon.hash}`)
      else if (plan.lexiconHash !== lexicon.hash)
        context.output.note(`The lexicon here is another one than the plan says: ${lexicon.hash}, planned was ${plan.lexiconHash}`)
      if (options.json === true)
        return context.output.data(`${JSON.stringify({ hash, registeredAt, lexiconHash: lexicon.hash }, undefined, 2)}\n`)
      return context.output.data(`Registered ${registeredAt}: ${file} (SHA-256 ${hash})\n`)
    })
  return command
}
