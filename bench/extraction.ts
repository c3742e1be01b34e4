import { us, type Bench, type Figures } from './running/bench.ts'
import { cpuSeconds, peakMegabytes } from './running/cpu.ts'
import { loadExtractor } from './peers/extractors.ts'
import { comparedPages, missingPages, readPageFile } from './pages.ts'

/** Speed of reading articles out of pages: first in a fresh process (modules are loaded, nothing is warmed up), then once more in the same one. */
export const extraction: Bench = {
  name: 'extraction',
  contenders: [
    us,
    'Readability + jsdom',
    'Readability + linkedom',
    'defuddle + linkedom',
    '@postlight/parser',
    '@extractus/article-extractor',
    '@wrtnlabs/web-content-extractor',
    'htmlparser2 (parse only)',
  ],
  metrics: [
    { key: 'pagesPerCpuSecond', name: 'extraction: speed, first pass', unit: 'pages per CPU s', better: 'more' },
    { key: 'warmPagesPerCpuSecond', name: 'extraction: speed, second pass', unit: 'pages per CPU s', better: 'more' },
    { key: 'peakMb', name: 'extraction: peak memory, two passes', unit: 'MB', better: 'less' },
    { key: 'slowestPageMs', name: 'extraction: slowest page', unit: 'CPU ms', better: 'less' },
    { key: 'withText', name: 'extraction: pages with a text', unit: '% of pages', better: 'more' },
  ],
  sameIn: 'pages',
  rounds: 5,
  floor: { contender: 'htmlparser2 (parse only)', metric: 'pagesPerCpuSecond' },
  needsPeers: true,
  missing: missingPages,
  measure: async (contender) => {
    const names = await comparedPages()
    const first = await measurePages(contender, names)
    const second = await measurePages(contender, names)
    return { ...first, warmPagesPerCpuSecond: second.pagesPerCpuSecond, peakMb: peakMegabytes() }
  },
}

/** Runs one extractor over the pages in this process. A page on which it throws counts as one without text. */
export async function measurePages(contender: string, names: readonly string[]): Promise<Figures> {
  const extract = await loadExtractor(contender)
  let total = 0
  let slowest = 0
  let withText = 0
  for (const name of names) {
    const html = await readPageFile(name)
    const url = `https://news.example/2026/${name.replace(/\.html(\.gz)?$/, '')}`
    const start = cpuSeconds()
    const length = await lengthOr0(() => extract(html, url))
    const seconds = cpuSeconds() - start
    total += seconds
    slowest = Math.max(slowest, seconds)
    if (length >= shortestText) withText++
  }
  const isParserOnly = contender.includes('parse only')
  return {
    pages: names.length,
    pagesPerCpuSecond: names.length / total,
    slowestPageMs: 1000 * slowest,
    withText: isParserOnly ? undefined : (100 * withText) / names.length,
  }
}

const shortestText = 100

async function lengthOr0(extract: () => Promise<number> | number): Promise<number> {
  try {
    return await extract()
  } catch {
    return 0
  }
}
