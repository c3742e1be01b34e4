import { us, type Bench, type Figures } from './running/bench.ts'
import { cpuSeconds, peakMegabytes } from './running/cpu.ts'
import { temporaryFolder } from './running/temporary-folder.ts'

/**
 * What an edit of one term changes in all stored reports: narrowing `stab-in-the-back`, hits and the verdicts of the twenty newest reports
 * concerned. No package on npm does this work: the figure to watch is how the time grows.
 */
export function whatIf(sizes: readonly number[]): Bench {
  return {
    name: 'what-if',
    contenders: [us],
    metrics: [
      ...sizes.map((size) => ({
        key: `hits${size}`,
        name: `what-if, hits: ${size.toLocaleString('en')} stored articles`,
        unit: 'CPU s',
        better: 'less' as const,
      })),
      ...sizes.map((size) => ({
        key: `verdicts${size}`,
        name: `what-if, hits and 20 verdicts: ${size.toLocaleString('en')} stored articles`,
        unit: 'CPU s',
        better: 'less' as const,
      })),
      { key: 'corpus', name: 'what-if, taking articles in', unit: 'articles per CPU s', better: 'more' },
      { key: 'peakMb', name: 'what-if: peak memory', unit: 'MB', better: 'less' },
    ],
    sameIn: undefined,
    rounds: 1,
    needsPeers: false,
    missing: async () => undefined,
    measure: async () => {
      await using temporary = await temporaryFolder('what-if')
      const folder = temporary.path
      return await measureIn(folder, sizes)
    },
  }
}

async function measureIn(folder: string, sizes: readonly number[]): Promise<Figures> {
  const { openReports } = await import('./made-up/stored-reports.ts')
  const { updateCorpus } = await import('../src/workbench/corpus/update-corpus.ts')
  const { whatIf } = await import('../src/workbench/versions/what-if.ts')
  const { signal } = new AbortController()
  await using reports = await openReports(folder, sizes.at(-1) ?? 0)
  const { app, lexicon } = reports
  const terms = lexicon.lexicon.terms.map((term) =>
    term.id === 'stab-in-the-back' ? { ...term, unless: [...term.unless, 'a stab'] } : term,
  )
  const after = { ...lexicon.lexicon, terms }
  const figures = new Map<string, number>()
  for (const size of sizes) {
    await reports.grow(size)
    const taken = cpuSeconds()
    await updateCorpus(app, { signal, onProgress: () => {} })
    figures.set('corpus', (size - (size === sizes[0] ? 0 : size / 10)) / (cpuSeconds() - taken))
    for (const [key, verdictsOf] of [
      ['hits', 0],
      ['verdicts', 20],
    ] as const) {
      const start = cpuSeconds()
      await whatIf(lexicon, after, app, { mostArticles: 20_000, verdictsOf, signal })
      figures.set(`${key}${size}`, cpuSeconds() - start)
    }
  }
  return { ...Object.fromEntries(figures), peakMb: peakMegabytes() }
}
