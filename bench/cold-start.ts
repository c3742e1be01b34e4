import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { us, type Bench } from './running/bench.ts'
import { commandLine, spentBy } from './running/child.ts'
import { temporaryFolder } from './running/temporary-folder.ts'

/** What a command costs before it does anything, against Node itself. */
export const coldStart: Bench = {
  name: 'cold-start',
  contenders: [us, 'node -e 0'],
  metrics: [
    { key: 'help', name: 'cold start: --help', unit: 'CPU ms', better: 'less' },
    { key: 'compare', name: 'cold start: compare of one file', unit: 'CPU ms', better: 'less' },
  ],
  sameIn: undefined,
  rounds: 5,
  needsPeers: false,
  missing: async () => undefined,
  measure: async (contender) => {
    if (contender !== us) {
      const { cpuMs } = await spentBy(['-e', '0'], tmpdir())
      return { help: cpuMs, compare: cpuMs }
    }
    await using temporary = await temporaryFolder('cold-start')
    const folder = temporary.path
    const body = 'The minister called the pact a betrayal. '.repeat(60)
    await writeFile(join(folder, 'article.txt'), `Title: A pact is signed\nOutlet: The Courier\n\n${body}`)
    const compare = await spentBy([...commandLine, 'compare', 'article.txt', '--alone', '--offline', '--out', 'report'], folder)
    return { help: (await spentBy([...commandLine, '--help'], folder)).cpuMs, compare: compare.cpuMs }
  },
}
