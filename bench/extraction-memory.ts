import { us, type Bench } from './running/bench.ts'
import { peakMegabytes } from './running/cpu.ts'
import { measurePages } from './extraction.ts'
import { manyPages, missingPages } from './pages.ts'

const pageCount = 181

/** Highest memory use of one process that reads many pages, one after the other, with the default heap limit. */
export const extractionMemory: Bench = {
  name: 'extraction-memory',
  contenders: [us, 'Readability + jsdom', 'Readability + linkedom', '@wrtnlabs/web-content-extractor', 'htmlparser2 (parse only)'],
  metrics: [
    { key: 'peakMb', name: 'extraction: peak memory, 181 pages', unit: 'MB', better: 'less' },
    { key: 'slowestPageMs', name: 'extraction: slowest of 181 pages', unit: 'CPU ms', better: 'less' },
  ],
  sameIn: 'pages',
  rounds: 5,
  needsPeers: true,
  missing: missingPages,
  measure: async (contender) => {
    const figures = await measurePages(contender, await manyPages(pageCount))
    return { ...figures, peakMb: peakMegabytes() }
  },
}
