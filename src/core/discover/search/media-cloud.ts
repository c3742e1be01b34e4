import { z } from 'zod'
import { primarySubtag } from '../../text/primary-subtag.ts'
import { toIsoTime } from '../feeds/feed-time.ts'
import { homeOf, resolveAddress, textOfMarkup, titleOf } from '../feeds/feed-values.ts'
import { queryText } from './fill-template.ts'
import { mediaCloudEndpoint } from './search-spec.ts'
import { daysAsked, isoDay, type FoundItem, type SearchReading, type SearchService } from './service.ts'
import { textOrNothing } from './text-or-nothing.ts'

export interface MediaCloudOptions {
  readonly url?: string | undefined
  /** Numbers of Media Cloud's collections of sources; none: all of them. */
  readonly collections: readonly number[]
}

/** Media Cloud's search of online news. It needs a key, and allows two questions a minute. */
export function mediaCloud({ url = mediaCloudEndpoint, collections }: MediaCloudOptions): SearchService {
  return {
    ask: (question) => {
      const words = queryText(question)
      if (words === undefined) return undefined
      const { from, to } = daysAsked(question)
      const asked = new URLSearchParams({
        q: `${words} AND language:${question.language}`,
        start: isoDay(from),
        end: isoDay(to),
        platform: 'onlinenews-mediacloud',
        page_size: String(Math.max(1, Math.min(question.limit, 1000))),
        ...(collections.length === 0 ? {} : { cs: collections.join(',') }),
      })
      return { url: `${url.replace(/\/?$/, '/')}search/story-list?${asked.toString()}`, leastIntervalMs: 30_000 }
    },
    read: readStories,
  }
}

const answerSchema = z.object({ stories: z.array(z.unknown()) })
const storySchema = z.object({
  url: z.string(),
  title: textOrNothing,
  language: textOrNothing,
  media_name: textOrNothing,
  media_url: textOrNothing,
  publish_date: textOrNothing,
})

function readStories(text: string): SearchReading {
  const answer = answerSchema.safeParse(parseJson(text))
  if (!answer.success) {
    const shown = textOfMarkup(text.slice(0, 2000)).slice(0, 200)
    const reason =
      shown === '' ? 'Media Cloud answered with nothing' : `Media Cloud answered with something else than a list of stories: ${shown}`
    return { kind: 'refused', code: 'search-answer', reason }
  }
  const items = answer.data.stories.flatMap((entry) => toItem(entry) ?? [])
  return { kind: 'found', items, damaged: answer.data.stories.length - items.length }
}

function toItem(entry: unknown): FoundItem | undefined {
  const { data: story } = storySchema.safeParse(entry)
  const url = story && resolveAddress(story.url, mediaCloudEndpoint)
  if (!story || url === undefined || !/^https?:/i.test(story.url.trim())) return undefined
  return {
    url,
    title: titleOf(story.title),
    summary: '',
    publishedAt: toIsoTime(story.publish_date ?? ''),
    id: undefined,
    author: undefined,
    language: primarySubtag(story.language),
    outletName: story.media_name,
    outletHome: homeOf(story.media_url, mediaCloudEndpoint),
    isLead: false,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
