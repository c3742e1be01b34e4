import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import type { App } from '../../../app.ts'
import { usualLexicon } from '../../../comparison-run.ts'
import { toSeriesFilesInSteps } from '../../../core/report/series/series-files.ts'
import { makeSeries, runsOf } from '../../../series-run.ts'
import { inSteps } from '../../../stages/in-steps.ts'
import type { Work } from '../../../workbench/corpus/search-corpus.ts'
import { longAnswers, type Looked } from '../lexicons/long-answers.ts'
import type { Shelf } from '../shelf.ts'

const day = z.iso.date().describe('ISO 8601 day.')
const name = z.string().min(1).max(100)

/** Which stories are compared, and by what: the wishes of the command `series` that name no file. */
export const seriesAskedSchema = z.strictObject({
  since: day.optional().describe('Stories published on this day or later.'),
  until: day.optional().describe('Stories published on this day or earlier.'),
  lexicon: name.default(usualLexicon),
  groups: name.optional().describe('Compare groups of outlets too, by a key of groups in outlets.yaml.'),
  schedule: name.optional().describe('Only stories of the runs of this schedule.'),
})
export type SeriesAsked = z.infer<typeof seriesAskedSchema>

/** One file of a series report, and the names of all. */
export interface SeriesFile {
  readonly names: readonly string[]
  /** `undefined` where it has no such file. */
  readonly content: string | undefined
}

export interface SeriesDesk {
  /** Throws what `makeSeries` throws, and `lexicon-missing`. */
  file(asked: SeriesAsked, file: string, patienceMs?: number): Promise<Looked<SeriesFile>>
}

/** Each holds every sentence that it counts. */
const keptSeries = 2

export function createSeriesDesk(app: App, shelf: Pick<Shelf, 'lexicon' | 'outlets'>): SeriesDesk & AsyncDisposable {
  const series = longAnswers<ReadonlyMap<string, string>>(keptSeries)
  const underWay = new Set<string>()
  return {
    file: async (asked, file, patienceMs) => {
      const key = await keyOf(asked)
      // To begin one more would stop one of these, and people who wait for different series would stop each other's for ever.
      if (!underWay.has(key) && underWay.size >= keptSeries) return { kind: 'working', done: 0, of: 0 }
      const make = (work: Work) => {
        underWay.add(key)
        return made(asked, work).finally(() => underWay.delete(key))
      }
      const looked = await series.look(key, make, patienceMs)
      if (looked.kind === 'working') return looked
      return { kind: 'ready', value: { names: [...looked.value.keys()], content: looked.value.get(file) } }
    },
    [Symbol.asyncDispose]: () => series[Symbol.asyncDispose](),
  }

  /** Changes with the stories, those of the schedule, the lexicon, the outlets and their groups, and what people said of its hits. */
  async function keyOf(asked: SeriesAsked): Promise<string> {
    // Only a lexicon that there is: outside text never becomes a path.
    const { lexicon, hash } = await shelf.lexicon(asked.lexicon)
    const finished = (await app.store.runs.finished()).map(({ id }) => id)
    // Its history names a run only after the run has finished.
    const ofSchedule = [...((await runsOf(asked.schedule, app)) ?? [])]
    const madeOf = [asked, hash, finished, ofSchedule, await shelf.outlets(), await app.store.judgements.stamp(lexicon.id)]
    return createHash('sha256').update(JSON.stringify(madeOf)).digest('hex')
  }

  async function made(
    { since, until, lexicon, groups, schedule }: SeriesAsked,
    { signal, onProgress }: Work,
  ): Promise<ReadonlyMap<string, string>> {
    const request = { since, until, lexicons: [lexicon], groups, schedule, outlets: undefined, pairs: false, translations: undefined }
    const data = await makeSeries(request, app, { signal, onScored: (done, of) => onProgress?.({ done, of }) })
    return inSteps(toSeriesFilesInSteps(data), { giveWay: breathe }, signal)
  }
}
