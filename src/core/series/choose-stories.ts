import { PipelineError } from '../../errors.ts'
import { counted } from '../report/wording.ts'

/** A time window by days, both ends included. */
export interface Window {
  readonly since: string | undefined
  readonly until: string | undefined
}

/** The stories of the window. Throws `series-empty` where there is none, and `series-one-story` where there is one: that is a story report. */
export function chooseStories<Story extends { readonly day: string; readonly title: string }>(
  byDay: readonly Story[],
  { since, until, unreadable }: Window & { readonly unreadable: number },
): readonly Story[] {
  if (since !== undefined && until !== undefined && since > until) {
    const message = `Cannot make a series since ${since} until ${until}: expected a first day that is not after the last (--since, --until)`
    throw new PipelineError('series-empty', message, { retry: 'never' })
  }
  const inside = byDay.filter(({ day }) => (since === undefined || day >= since) && (until === undefined || day <= until))
  if (inside.length > 1) return inside
  const window = [since === undefined ? '' : ` since ${since}`, until === undefined ? '' : ` until ${until}`].join('')
  const [only] = inside
  if (only) {
    const message = `Cannot make a series of one story${window} (“${only.title}”, ${only.day}): that is a story report, as compare writes it; expected two stories or more`
    throw new PipelineError('series-one-story', message, { retry: 'never' })
  }
  const [first, last] = [byDay.at(0)?.day, byDay.at(-1)?.day]
  const none =
    unreadable > 0
      ? `the ${unreadable} in the store were written by another version; expected some of this one: compare again`
      : 'the store holds no finished comparison; expected some, made by compare or schedule'
  const held =
    first === undefined
      ? none
      : `expected a window that meets ${first} to ${last}, the days of the ${counted(byDay.length, 'story', 'stories')} in the store`
  throw new PipelineError('series-empty', `Cannot make a series: there is no story${window}; ${held}`, { retry: 'never' })
}
