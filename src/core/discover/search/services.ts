import { gdelt } from './gdelt.ts'
import { jsonService } from './json-service.ts'
import { mediaCloud } from './media-cloud.ts'
import { newsRss } from './news-rss.ts'
import type { ServiceSpec } from './search-spec.ts'
import type { SearchService } from './service.ts'

/** How a service of the kind is asked, and how its answers are read. */
export function serviceOf(spec: ServiceSpec): SearchService {
  switch (spec.kind) {
    case 'gdelt':
      return gdelt(spec)
    case 'news-rss':
      return newsRss(spec)
    case 'media-cloud':
      return mediaCloud(spec)
    case 'json':
      return jsonService(spec)
  }
}
