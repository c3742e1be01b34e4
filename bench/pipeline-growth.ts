import { us, type Bench } from './running/bench.ts'
import { spentBy } from './running/child.ts'
import { openLoopbackPress } from './made-up/loopback-press.ts'

/** How memory and time of one whole comparison grow with its articles. */
export function growingPipeline(name: string, sizes: readonly number[]): Bench {
  const shown = (size: number) => size.toLocaleString('en')
  return {
    name,
    contenders: [us],
    metrics: sizes.flatMap((size) => [
      { key: `mb${size}`, name: `whole pipeline, ${shown(size)} articles: peak memory`, unit: 'MB', better: 'less' as const },
      { key: `speed${size}`, name: `whole pipeline, ${shown(size)} articles: speed`, unit: 'articles per CPU s', better: 'more' as const },
    ]),
    sameIn: undefined,
    rounds: 1,
    needsPeers: false,
    missing: async () => undefined,
    measure: async () => {
      const figures = new Map<string, number>()
      for (const size of sizes) {
        await using press = await openLoopbackPress(size)
        const { cpuMs, peakMb } = await spentBy(press.compare, press.folder)
        figures.set(`mb${size}`, peakMb).set(`speed${size}`, size / (cpuMs / 1000))
      }
      return Object.fromEntries(figures)
    },
  }
}
