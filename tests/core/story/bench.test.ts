import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findCopies } from '../../../src/core/story/copies/find-copies.ts'
import { groupArticles, type Groupable } from '../../../src/core/story/group-articles.ts'

const folder = `${process.env.FRAMESHIFT_BENCH_DATA ?? '../shared/data'}/events`
const isThere = existsSync(folder)
const remark = isThere ? '' : ` (skipped: no folder ${folder})`

describe.skipIf(!isThere)(`on the development data${remark}`, () => {
  test.each([
    ['ecbplus-dev', true, 0.92],
    ['crosslingual-dev', true, 0.95],
    ['headlines-dev', false, 0.7],
  ])('events of %s', { timeout: 120_000 }, (name, isDated, least) => {
    const events = new Map(rows(`${name}.gold.tsv`).map(([id = '', event = '']) => [id, event]))
    const groups = groupArticles(articles(name).map((article) => (isDated ? article : { ...article, publishedAt: undefined })))
    expect(bCubed([...groups].map(([id, { story }]) => ({ event: events.get(id) ?? id, story })))).toBeGreaterThan(least)
  })

  test('small pools, of ten articles on two subjects', { timeout: 60_000 }, () => {
    const events = new Map(rows('ecbplus-dev.gold.tsv').map(([id = '', event = '']) => [id, event]))
    const topicOf = new Map(rows('ecbplus-dev.topic.tsv').map(([id = '', topic = '']) => [id, topic]))
    const topics = [...Map.groupBy(articles('ecbplus-dev'), ({ id }) => topicOf.get(id)).values()]
    const scores = topics.map((topic, index) => {
      const other = topics[(index + 1) % topics.length] ?? []
      const groups = groupArticles([...topic.slice(0, 6), ...other.slice(0, 4)])
      return bCubed([...groups].map(([id, { story }]) => ({ event: events.get(id) ?? id, story })))
    })
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThan(0.84)
  })

  test('copies among reports of the same events', { timeout: 60_000 }, () => {
    const copies = findCopies([...articles('ecbplus-dev'), ...articles('neardup-dev')])
    const counts = { found: 0, wrong: 0, missed: 0 }
    for (const [a = '', b = '', isCopy] of rows('neardup-dev.pairs.tsv')) {
      const isSaid = (copies.get(a)?.of ?? a) === (copies.get(b)?.of ?? b)
      if (isSaid) counts[isCopy === '1' ? 'found' : 'wrong']++
      else if (isCopy === '1') counts.missed++
    }
    expect(counts.found / (counts.found + counts.missed)).toBeGreaterThan(0.98)
    expect(counts.found / (counts.found + counts.wrong)).toBeGreaterThan(0.99)
  })
})

function articles(name: string): readonly Groupable[] {
  const schema = z.object({
    id: z.string(),
    title: z.string(),
    text: z.string().optional(),
    lang: z.string(),
    outlet: z.string().optional(),
    date: z.string().optional(),
  })
  const lines = readFileSync(`${folder}/${name}.docs.jsonl`, 'utf8').split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const { id, title: headline, text, lang, outlet, date } = schema.parse(JSON.parse(line))
      return { id, title: headline, text: text ?? '', language: lang, publishedAt: date, outlet }
    })
}

function rows(name: string): readonly (readonly string[])[] {
  const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'))
}

/** B-cubed F1 (A. Bagga and B. Baldwin, ACL 1998). */
function bCubed(answers: readonly { readonly event: string; readonly story: string }[]): number {
  const sizeOf = (group: (answer: (typeof answers)[number]) => string) => {
    const sizes = new Map<string, number>()
    for (const answer of answers) sizes.set(group(answer), (sizes.get(group(answer)) ?? 0) + 1)
    return (answer: (typeof answers)[number]) => sizes.get(group(answer)) ?? 0
  }
  const [event, story, both] = [
    sizeOf((answer) => answer.event),
    sizeOf((answer) => answer.story),
    sizeOf((answer) => `${answer.event} ${answer.story}`),
  ]
  const mean = (value: (answer: (typeof answers)[number]) => number) =>
    answers.reduce((sum, answer) => sum + value(answer), 0) / answers.length
  const [precision, recall] = [mean((answer) => both(answer) / story(answer)), mean((answer) => both(answer) / event(answer))]
  return (2 * precision * recall) / (precision + recall)
}
