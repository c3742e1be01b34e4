import type { ArticleId, Hit, Voice, VoiceLink } from '../../../model.ts'
import type { ReportArticle, ReportBody } from '../report-data.ts'

/** A stretch of a shown sentence; `hit` where it is the term itself. */
export interface Segment {
  readonly text: string
  readonly hit: Hit | undefined
}

/** One sentence of one article with all hits of one frame in it that share a voice and a mode: what a reader sees as one piece of evidence. */
export interface Passage {
  readonly frame: string
  readonly article: ReportArticle
  readonly hits: readonly Hit[]
  /** The sentence, cut round its hits where it is long. */
  readonly segments: readonly Segment[]
  /** Copies of the article that print the same sentence. */
  readonly alsoIn: readonly ReportArticle[]
}

/** Longest sentence shown whole, in UTF-16 units; excerpts stay short for readers and for copyright. */
const longestShown = 420

/** The evidence in the order of articles, then of the text. A copy's sentence stands with its original and not again. */
export function passagesOf(data: Pick<ReportBody, 'articles' | 'hits'>): readonly Passage[] {
  const articles = new Map(data.articles.map((entry) => [entry.article.id, entry]))
  const printed = sentencesByArticle(data.hits)
  const groups = new Map<string, Hit[]>()
  for (const hit of data.hits) {
    const key = JSON.stringify([hit.articleId, hit.frame, sentenceStart(hit, articles.get(hit.articleId)), hit.mode, voiceKey(hit.voice)])
    const group = groups.get(key)
    if (group) group.push(hit)
    else groups.set(key, [hit])
  }
  return [...groups.values()].flatMap((unsorted): readonly Passage[] => {
    const hits = unsorted.toSorted((a, b) => a.start - b.start)
    const first = hits[0]!
    const article = articles.get(first.articleId)
    if (!article || isPrintedIn(article.member.copyOf, first, printed)) return []
    const alsoIn = data.articles.filter(
      ({ member }) => member.copyOf === article.article.id && isPrintedIn(member.articleId, first, printed),
    )
    return [{ frame: first.frame, article, hits, segments: segmentsOf(hits, article), alsoIn }]
  })
}

/** The chain of a voice; empty for the outlet itself and where it is unclear. */
export function chainOf(voice: Voice): readonly VoiceLink[] {
  return voice.kind === 'quoted' || voice.kind === 'reported' ? voice.chain : []
}

function voiceKey(voice: Voice): string {
  return JSON.stringify([voice.kind, chainOf(voice).map(({ speaker, cue }) => [speaker, cue])])
}

function sentencesByArticle(hits: readonly Hit[]): ReadonlyMap<ArticleId, ReadonlySet<string>> {
  const printed = new Map<ArticleId, Set<string>>()
  for (const hit of hits) {
    const known = printed.get(hit.articleId)
    if (known) known.add(fingerprint(hit))
    else printed.set(hit.articleId, new Set([fingerprint(hit)]))
  }
  return printed
}

function isPrintedIn(article: ArticleId | undefined, hit: Hit, printed: ReadonlyMap<ArticleId, ReadonlySet<string>>): boolean {
  return article !== undefined && (printed.get(article)?.has(fingerprint(hit)) ?? false)
}

function fingerprint({ frame, sentence }: Hit): string {
  return `${frame}\n${sentence}`
}

/** Where the hit's sentence begins in the text of its article; the hit itself where the sentence is not found round it. */
function sentenceStart({ sentence, start, end }: Hit, entry: ReportArticle | undefined): number {
  const found = entry?.article.text.lastIndexOf(sentence, start) ?? -1
  return found >= 0 && found + sentence.length >= end ? found : start
}

function segmentsOf(hits: readonly Hit[], entry: ReportArticle): readonly Segment[] {
  const first = hits[0]!
  const from = sentenceStart(first, entry)
  const whole = from === first.start && !first.sentence.startsWith(first.text) ? first.text : first.sentence
  const segments: Segment[] = []
  let position = 0
  for (const hit of hits) {
    const start = hit.start - from
    const end = Math.min(hit.end - from, whole.length)
    if (start < position || end <= start) continue
    segments.push({ text: whole.slice(position, start), hit: undefined }, { text: whole.slice(start, end), hit })
    position = end
  }
  segments.push({ text: whole.slice(position), hit: undefined })
  return shortened(segments, whole.length).filter(({ text }) => text !== '')
}

/** Cuts the stretches between hits, at a space where there is one, so that the whole is no longer than is shown. */
function shortened(segments: readonly Segment[], length: number): readonly Segment[] {
  if (length <= longestShown) return segments
  const marked = segments.reduce((sum, { hit, text }) => (hit ? sum + text.length : sum), 0)
  const plain = segments.filter(({ hit }) => !hit).length
  const room = Math.max(60, Math.floor((longestShown - marked) / Math.max(1, plain)))
  return segments.map((segment, index) => {
    if (segment.hit || segment.text.length <= room) return segment
    const { text } = segment
    if (index === 0) return { text: `… ${tailOf(text, room)}`, hit: undefined }
    if (index === segments.length - 1) return { text: `${headOf(text, room)} …`, hit: undefined }
    return { text: `${headOf(text, room / 2)} … ${tailOf(text, room / 2)}`, hit: undefined }
  })
}

function headOf(text: string, room: number): string {
  const cut = text.slice(0, room)
  const space = cut.lastIndexOf(' ')
  return (space > room / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/u, '')
}

function tailOf(text: string, room: number): string {
  const cut = text.slice(-Math.floor(room))
  const space = cut.indexOf(' ')
  return (space >= 0 && space < room / 2 ? cut.slice(space + 1) : cut).toWellFormed().replace(/^\uFFFD/u, '')
}
