import { us, type Bench } from './running/bench.ts'
import { timed } from './running/cpu.ts'
import { seededRandom } from '../src/core/stats/seeded-random.ts'
import { writeReport } from './made-up/voice-text.ts'

const languages = ['en', 'ru', 'zh']

/** Speed of telling whose voice a text is in. No package on npm does this work, so there is no peer. */
export const voices: Bench = {
  name: 'voices',
  contenders: [us],
  metrics: languages.map((code) => ({ key: code, name: `voices: speed, ${code}`, unit: 'MB of UTF-8 per CPU s', better: 'more' as const })),
  sameIn: undefined,
  rounds: 3,
  needsPeers: false,
  missing: async () => undefined,
  measure: async () => {
    const { findVoices } = await import('../src/core/voice/voices.ts')
    const { readLanguages } = await import('../src/io/config/languages.ts')
    const known = await readLanguages(['config'])
    return Object.fromEntries(
      languages.map((code) => {
        const language = known.get(code)
        if (!language) throw new Error(`config/languages has no ${code}`)
        const random = seededRandom(1, `voices ${code}`)
        const texts = Array.from({ length: 300 }, () => writeReport(40, { language: code, random }))
        const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
        let spans = 0
        const read = (text: string) => (spans += findVoices(text, { language, bodyStart: 0 }).spans.length)
        texts.slice(0, 30).forEach(read)
        if (spans === 0) throw new Error(`No voice was found in ${code}: the speed would be that of doing nothing`)
        return [code, megabytes / timed(() => texts.forEach(read))]
      }),
    )
  },
}
