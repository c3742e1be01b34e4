import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export interface Labelled {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly language: string | undefined
  readonly publishedAt: string | undefined
  readonly event: string
  /** Events of one topic are look-alikes: two earthquakes, two trials. Where a set names no topics, each event is one. */
  readonly topic: string
}

const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string().default(''),
  lang: z.string().optional(),
  date: z.string().optional(),
})

/** `NAME.docs.jsonl`, `NAME.gold.tsv` and, where it is there, `NAME.topic.tsv`. Articles without an event are left out. */
export function readLabelled(folder: string, name: string, hasTopics: boolean): readonly Labelled[] {
  const events = readPairs(join(folder, `${name}.gold.tsv`))
  const topics = hasTopics ? readPairs(join(folder, `${name}.topic.tsv`)) : events
  return linesOf(join(folder, `${name}.docs.jsonl`)).flatMap((line) => {
    const { id, title, text, lang, date } = rowSchema.parse(JSON.parse(line))
    const [event, topic] = [events.get(id), topics.get(id)]
    return event === undefined || topic === undefined ? [] : [{ id, title, text, language: lang, publishedAt: date, event, topic }]
  })
}

function readPairs(file: string): ReadonlyMap<string, string> {
  const rows = linesOf(file).filter((line) => !line.startsWith('#'))
  return new Map(
    rows.map((line): [string, string] => {
      const [id = '', value = ''] = line.split('\t')
      return [id, value]
    }),
  )
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}
