import { placesOf, textOf, type PageTree } from '../page/page-tree.ts'
import { squash, wordsOf } from '../words.ts'
import { metaOf, type Head } from './head.ts'
import { stringOf, type LinkedNode } from './json-ld.ts'

const maxTitleChars = 1_000

export interface TitleSources {
  readonly tree: PageTree
  readonly head: Head
  readonly node: LinkedNode | undefined
  readonly siteNames: readonly string[]
}

/** The headline as a reader of the page sees it, without the site's name. `undefined` where the page names none. */
export function readTitle(sources: TitleSources): string | undefined {
  const { tree, head, node, siteNames } = sources
  const declared = [
    stringOf(node ?? new Map(), 'headline'),
    metaOf(head, 'og:title'),
    metaOf(head, 'twitter:title', 'dc.title', 'title'),
    head.title,
  ]
    .filter((text) => text !== undefined)
    .map((text) => withoutSite(tidy(text), siteNames))
    .filter((text) => text !== '')
  const heading = bestHeading(tree, declared)
  if (heading !== undefined) return withoutKicker(heading, declared).slice(0, maxTitleChars)
  return declared[0] === undefined ? undefined : (printedPart(tree, declared[0]) ?? declared[0])
}

/** All titles the page declares, to tell its headline from other headings. */
export function declaredTitles(head: Head): readonly string[] {
  return [metaOf(head, 'og:title'), metaOf(head, 'twitter:title'), head.title].filter((text) => text !== undefined)
}

/** A heading that runs a kicker and the headline together: where a declared title is its end, or the same with the mark between, the declared one is right. */
function withoutKicker(heading: string, declared: readonly string[]): string {
  const squashed = squash(heading)
  for (const title of declared) {
    const wanted = squash(title)
    if (wanted === squashed && title.length > heading.length) return title
    if (
      wanted.length < squashed.length &&
      wanted.length > 0.4 * squashed.length &&
      squashed.endsWith(wanted) &&
      !/[:：|]/.test(heading.slice(0, heading.length - title.length + 3))
    )
      return title
  }
  return heading
}

const divider = /\s+(?:[|–—\-·•»/]|::)\s+|\s*\|\s*|_|(?<=\p{Script=Han})-(?=\p{Script=Han})/u
const fewestLetters = 8
const mostTexts = 4_000

/** The beginning of a title, up to where the site's name or a section may begin, if a text of the page says just that. */
function printedPart(tree: PageTree, title: string): string | undefined {
  const beginnings = new Set<string>()
  for (let part = title, cut = lastDivider(part); cut > 0 && beginnings.size < 4; cut = lastDivider(part)) {
    part = part.slice(0, cut)
    if (squash(part).length >= fewestLetters) beginnings.add(squash(part))
  }
  if (beginnings.size === 0) return undefined
  for (let index = 1; index < tree.size && index < mostTexts; index++) {
    const text = tree.texts[index]!
    if (text.length < fewestLetters || text.length > title.length) continue
    const parent = tree.tags[tree.parents[index]!]
    if (parent !== 'title' && parent !== 'script' && beginnings.has(squash(text))) return tidy(text)
  }
  return undefined
}

function lastDivider(title: string): number {
  return [...title.matchAll(new RegExp(divider, 'gu'))].at(-1)?.index ?? -1
}

const headingTags = ['h1', 'h2', 'h3']
const maxHeadings = 60

/** The heading that says the same as a declared title. A declared title may be cut short or written for search engines; what is printed wins. */
function bestHeading(tree: PageTree, declared: readonly string[]): string | undefined {
  const wanted = declared.map((text) => new Set(wordsOf(text))).filter((words) => words.size > 0)
  let best: string | undefined
  let bestPoints = 0.55
  let firstMain: string | undefined
  const headings = headingTags.flatMap((tag) => placesOf(tree, tag)).toSorted((a, b) => a - b)
  for (const index of headings.slice(0, maxHeadings)) {
    const isMain = tree.tags[index] === 'h1'
    const text = tidy(textOf(tree, index, maxTitleChars))
    if (text === '') continue
    if (isMain) firstMain ??= text
    const words = new Set(wordsOf(text))
    let agreement = 0
    for (const title of wanted) agreement = Math.max(agreement, overlap(words, title))
    const points = agreement * (isMain ? 1 : 0.8)
    if (points <= bestPoints) continue
    best = text
    bestPoints = points
  }
  return best ?? (wanted.length === 0 ? firstMain : undefined)
}

/** Dice's coefficient of two sets of words. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common += 1
  return (2 * common) / Math.max(1, a.size + b.size)
}

/** No title is longer: one of megabytes would be gone through for each of its dividers. */
function tidy(text: string): string {
  return text.slice(0, maxTitleChars).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Takes the site's name off the end, or the beginning, of a document title. */
function withoutSite(title: string, siteNames: readonly string[]): string {
  const parts = title.split(/\s+[|–—\-·•»:]\s+|(?<=\p{L}):\s+|\s*\|\s*|\s+::\s+|(?<=\p{Script=Han})[_-](?=\p{Script=Han})/u)
  if (parts.length < 2) return title
  const names = siteNames.map(squash).filter((name) => name.length > 1)
  const isSite = (part: string): boolean => {
    const squashed = squash(part)
    return (
      squashed !== '' &&
      names.some(
        (name) =>
          name === squashed ||
          (squashed.length > 3 && name.includes(squashed)) ||
          (name.length > 4 && squashed.includes(name) && squashed.length < 2.5 * name.length),
      )
    )
  }
  let end = title
  for (let index = parts.length - 1; index > 0; index--) {
    const part = parts[index]!
    const cut = end.lastIndexOf(part)
    const rest = end.slice(0, cut).replace(/[\s|–—\-·•»:_]+$/u, '')
    if (cut <= 0 || rest.length < 10) break
    if (!isSite(part) && !/\||::/.test(title)) break
    if (!isSite(part) && part.split(' ').length > 4) break
    end = rest
  }
  const first = parts[0]!
  if (end === title && isSite(first)) return title.slice(title.indexOf(first) + first.length).replace(/^[\s|–—\-·•»:_]+/u, '')
  return end
}
