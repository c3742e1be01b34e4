import { PipelineError } from '../../errors.ts'
import type { CoverageStatus, Outlet, OutletId } from '../../model.ts'
import type { SeriesGroups, SeriesOutlet, SeriesStory } from './series.ts'

export interface OutletChoice {
  /** Only these take part; `undefined`: all. */
  readonly ids: ReadonlySet<OutletId> | undefined
  /** As configured now: what they are called, and which groups they are in. */
  readonly known: ReadonlyMap<OutletId, Outlet>
}

/** Outlets of the stories, by id, with what became of each story at them. Throws `outlet-unknown` where none of the chosen is in any story. */
export function coverageByOutlet(stories: readonly SeriesStory[], { ids, known }: OutletChoice): readonly SeriesOutlet[] {
  const found = new Map<OutletId, Outlet>()
  for (const { outlets } of stories) for (const { outlet } of outlets) found.set(outlet.id, known.get(outlet.id) ?? outlet)
  const taken = [...found.values()].filter(({ id }) => ids === undefined || ids.has(id)).toSorted((x, y) => (x.id < y.id ? -1 : 1))
  if (ids && taken.length === 0) {
    const message = `Cannot compare the outlets ${[...ids].join(', ')}: none of them is in a story of the series; expected some of ${[...found.keys()].toSorted().join(', ')}`
    throw new PipelineError('outlet-unknown', message, { retry: 'never' })
  }
  return taken.map((outlet) => {
    const where = (status: CoverageStatus | undefined) =>
      stories.filter((story) => story.outlets.find((entry) => entry.outlet.id === outlet.id)?.status === status).map(({ id }) => id)
    return { outlet, covered: where('covered'), silent: where('silent'), unseen: where('unseen'), notAsked: where(undefined) }
  })
}

/** Outlets by the value of one of their free keys; `undefined` without a key. Throws `group-unknown` where no outlet has it. */
export function groupOutlets(outlets: readonly Outlet[], key: string | undefined): SeriesGroups | undefined {
  if (key === undefined) return undefined
  const valueOf = ({ groups }: Outlet) => new Map(Object.entries(groups)).get(key) || undefined
  const values = [...new Set(outlets.flatMap((outlet) => valueOf(outlet) ?? []))].toSorted()
  if (values.length === 0) {
    const keys = [...new Set(outlets.flatMap(({ groups }) => Object.keys(groups)))].toSorted()
    const expected = keys.length === 0 ? 'a key under groups' : `one of ${keys.join(', ')}`
    const message = `Cannot compare groups by ${key}: no outlet of the series has that key; expected ${expected} in outlets.yaml`
    throw new PipelineError('group-unknown', message, { retry: 'never' })
  }
  const inGroup = (value: string | undefined) => outlets.filter((outlet) => valueOf(outlet) === value).map(({ id }) => id)
  return { key, groups: values.map((value) => ({ value, outlets: inGroup(value) })), without: inGroup(undefined) }
}
