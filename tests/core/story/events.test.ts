import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventAround, eventsIn } from '../../../src/core/story/events.ts'
import { storyFeatures } from '../../../src/core/story/traits/features.ts'
import { groupArticles, type Groupable } from '../../../src/core/story/group-articles.ts'
import { toPool } from '../../../src/core/story/nearness/similarity.ts'

const flood = [
  report(
    'flood-1',
    'Dam breaks above Velmora',
    'The Orlin dam above Velmora broke on Sunday night after a week of rain. At least 214 people are missing, the mayor, Ines Tavaro, said. Rescue boats reached the lower town at dawn.',
  ),
  report(
    'flood-2',
    'Hundreds missing in Velmora',
    'Rescue boats searched the lower town of Velmora on Monday. 214 people were missing after the Orlin dam gave way on Sunday night, and Mayor Ines Tavaro asked the army for help.',
  ),
  report(
    'flood-3',
    'Army sent to Velmora as dam fails',
    'Soldiers are on their way to Velmora, where the Orlin dam failed after days of rain. Ines Tavaro, the mayor, spoke of 214 missing people in the lower town.',
  ),
]
const strike = [
  report(
    'strike-1',
    'Port of Kesto shut by strike',
    'Dockers in Kesto stopped work on Monday over the pay offer of the Halden company. 3,400 workers walked out and 17 container ships wait off the harbour, the union leader Pavo Rinne said.',
  ),
  report(
    'strike-2',
    'Ships queue off Kesto as dockers walk out',
    'Seventeen container ships waited off Kesto harbour after 3,400 dockers walked out. Pavo Rinne of the dockers union called the pay offer of Halden an insult.',
  ),
]
const lone = report(
  'lone',
  'Museum finds lost map',
  'Curators of the Brannick museum have found a map of 1612 behind a panel. It will be shown in the spring, said the curator, Lise Morrow.',
)
const pool = [...flood, ...strike, lone]

test('a pool of a few articles is sorted into its events', () => {
  expect(storiesOf(pool)).toEqual([['flood-1', 'flood-2', 'flood-3'], ['lone'], ['strike-1', 'strike-2']])
})

test.each([
  ['two reports of one event', strike, 1],
  ['two reports of two events', [flood[0] ?? lone, lone], 2],
  ['a pool in which all tell the same', flood, 1],
  ['one article', [lone], 1],
  ['nothing', [], 0],
])('%s', (_, articles, events) => {
  expect(storiesOf(articles)).toHaveLength(events)
})

test('the order of articles changes nothing', () => {
  const expected = sorted(groupArticles(pool))
  fc.assert(
    fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (shuffled) => {
      expect(sorted(groupArticles(shuffled))).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('the event around one article is the one that sorting the whole pool gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const made = toPool(madeUp(60, seed).map(storyFeatures))
      const events = eventsIn(made)
      for (const item of [0, 7, 31]) {
        const expected = events.flatMap((event, other) => (event === events[item] ? [other] : []))
        expect([...eventAround(made, item)]).toEqual(expected)
      }
    }),
    { numRuns: 20 },
  )
})

test('headlines alone are sorted with the help of other headlines of their story', () => {
  const headlines = [
    'Orlin dam breaks above Velmora',
    'Velmora: hundreds missing after dam breaks',
    'Army boats search Velmora for missing',
    'Dockers shut port of Kesto',
    'Kesto dockers strike over Halden pay offer',
  ].map((title, index) => report(`h${index}`, title, ''))
  expect(storiesOf(headlines)).toEqual([
    ['h0', 'h1', 'h2'],
    ['h3', 'h4'],
  ])
})

test('days between two reports set them apart', () => {
  const again = flood.map((article) => ({ ...article, id: `${article.id}-again`, publishedAt: '2027-10-15' }))
  const dated = flood.map((article) => ({ ...article, publishedAt: '2026-10-15' }))
  expect(storiesOf([...dated, ...again])).toHaveLength(2)
})

test('reports without dates that name other years tell other events of the same kind', () => {
  const quake = (id: string, year: number, dead: string) =>
    report(
      id,
      'Earthquake shakes the island of Qaruna',
      `A strong earthquake shook the island of Qaruna in March ${year}. ${dead} people died, rescue workers from Velmora said, and villagers slept in tents.`,
    )
  const years = [quake('old-1', 2009, '140'), quake('old-2', 2009, '143'), quake('new-1', 2024, '312'), quake('new-2', 2024, '315')]
  const other = [...flood, ...strike, lone]
  expect(storiesOf([...years, ...other])).toEqual(
    expect.arrayContaining([
      ['new-1', 'new-2'],
      ['old-1', 'old-2'],
    ]),
  )
})

test('one anchor in a large pool takes a small part of the work of sorting it', () => {
  const made = toPool(madeUp(800, 5).map(storyFeatures))
  eventAround(made, 0)
  const around = made.looked
  eventsIn(made)
  expect(around).toBeLessThan((made.looked - around) / 10)
})

function storiesOf(articles: readonly Groupable[]): readonly (readonly string[])[] {
  const stories = new Map<string, string[]>()
  for (const [id, { story }] of groupArticles(articles)) stories.set(story, [...(stories.get(story) ?? []), id].toSorted())
  return [...stories.values()].toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
}

function sorted(groups: ReturnType<typeof groupArticles>) {
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Articles of made-up words: ten an event, a third of the words the event's own, the rest frequent as Zipf says. */
function madeUp(size: number, seed: number): readonly Groupable[] {
  let state = seed >>> 0
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const vocabulary = 50 * size
  return Array.from({ length: size }, (_, index) => {
    const event = Math.floor(index / 10)
    const words = Array.from({ length: 60 }, () =>
      random() < 0.35 ? `event${event}word${Math.floor(30 * random())}` : `w${Math.floor(vocabulary ** random())}`,
    )
    return report(`a${index}`, words.slice(0, 6).join(' '), words.join(' '))
  })
}

function report(id: string, title: string, text: string): Groupable {
  return { id, title, text, language: 'en', publishedAt: undefined, outlet: id }
}
