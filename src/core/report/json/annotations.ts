import type { Hit } from '../../../model.ts'
import { shortHash } from '../../short-hash.ts'
import type { ReportArticle, ReportData } from '../report-data.ts'
import { printable } from '../safe-link.ts'
import { chainOf } from '../views/passages.ts'

/** Words round a hit by which it is found again in the page: as many as tools ask for, and no more of a text that is not ours. */
const contextLength = 32

/**
 * `annotations.jsonld`: every hit as a W3C Web Annotation, for tools that show them on the page itself. A hit is found by the words as
 * printed and those round them; its position counts Unicode characters, as the standard asks, in headline, blank line, body.
 */
export function toAnnotations(data: ReportData): string {
  const { run, hits, storyTitle } = data
  const articles = new Map(data.articles.map((entry) => [entry.article.id, entry]))
  const places = new Map(data.articles.map(({ article }) => [article.id, new CharacterPlaces(article.text)]))
  const names = new Map(data.outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  const items = hits.flatMap((hit) => {
    const entry = articles.get(hit.articleId)
    const characters = places.get(hit.articleId)
    if (!entry || !characters) return []
    return [annotation(hit, { entry, characters, outletName: names.get(entry.article.outlet) ?? entry.article.outlet, data })]
  })
  const collection = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:frameshift:${part(run.id)}:annotations`,
    type: 'AnnotationCollection',
    label: printable(storyTitle),
    creator: { type: 'Software', name: `Frameshift ${run.versions.frameshift}` },
    created: run.createdAt,
    total: items.length,
    first: { id: `urn:frameshift:${part(run.id)}:annotations:1`, type: 'AnnotationPage', startIndex: 0, items },
  }
  return `${JSON.stringify(collection, undefined, 2)}\n`
}

interface Place {
  readonly entry: ReportArticle
  readonly characters: CharacterPlaces
  readonly outletName: string
  readonly data: ReportData
}

function annotation(hit: Hit, { entry, characters, outletName, data }: Place): unknown {
  const { article } = entry
  const { id: lexicon, version, hash } = data.lexicon
  const speakers = [outletName, ...chainOf(hit.voice).map(({ speaker }) => speaker ?? 'someone not named')].map(printable).join(' › ')
  const tags = [`voice: ${hit.voice.kind}`, `mode: ${hit.mode}`, `zone: ${hit.zone}`, `concept: ${hit.concept}`]
  return {
    id: `urn:frameshift:${part(article.id)}:${hit.start}-${hit.end}:${part(hit.frame)}`,
    type: 'Annotation',
    motivation: 'classifying',
    body: [
      { type: 'TextualBody', purpose: 'classifying', value: hit.frame, format: 'text/plain' },
      { type: 'TextualBody', purpose: 'describing', value: `${speakers}: ${hit.voice.kind}`, format: 'text/plain' },
      ...[...tags, `term: ${lexicon} v${version} (${shortHash(hash)}) ${hit.term}`, ...(hit.scareQuoted ? ['scare quotes'] : [])].map(
        (value) => ({
          type: 'TextualBody',
          purpose: 'tagging',
          value,
          format: 'text/plain',
        }),
      ),
    ],
    target: {
      type: 'SpecificResource',
      source: sourceOf(article.url, article.id),
      selector: [
        quoteSelector(hit, article),
        { type: 'TextPositionSelector', start: characters.at(hit.start), end: characters.at(hit.end) },
      ],
    },
  }
}

/** The page; a file that was named has no address, and its article's id stands for it. */
function sourceOf(url: string, id: string): string {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : `urn:frameshift:${part(id)}`
}

function quoteSelector(hit: Hit, { text, bodyStart }: ReportArticle['article']): unknown {
  // Headline and body stand apart on the page: what is before the body is no context of it.
  const [from, to] = hit.start < bodyStart ? [0, bodyStart] : [bodyStart, text.length]
  return {
    type: 'TextQuoteSelector',
    exact: text.slice(hit.start, hit.end).toWellFormed(),
    prefix: text.slice(Math.max(from, hit.start - contextLength), hit.start).toWellFormed(),
    suffix: text.slice(hit.end, Math.min(to, hit.end + contextLength)).toWellFormed(),
  }
}

/** Unicode characters in front of places of a text. Hits come in order, so each place is counted on from the one before. */
class CharacterPlaces {
  readonly #text: string
  #at = 0
  #count = 0

  constructor(text: string) {
    this.#text = text
  }

  at(offset: number): number {
    if (offset < this.#at) [this.#at, this.#count] = [0, 0]
    for (const _ of this.#text.slice(this.#at, offset)) this.#count++
    this.#at = offset
    return this.#count
  }
}

/** A part of a URN: nothing in it that has a meaning there. */
function part(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
