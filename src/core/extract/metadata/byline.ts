import type { Block } from '../page/blocks.ts'
import { attributeOf, elementsWith, textOf, type PageTree } from '../page/page-tree.ts'
import { squash } from '../words.ts'
import { metaOf, type Head } from './head.ts'
import { printedByline } from './printed-byline.ts'
import { decodeEntities, nodesOf, stringOf, type LinkedNode } from './json-ld.ts'

const maxNameChars = 300
const maxNames = 12

export interface BylineSources {
  readonly tree: PageTree
  readonly head: Head
  readonly node: LinkedNode | undefined
  readonly siteNames: readonly string[]
  readonly blocks: readonly Block[]
  readonly title: string | undefined
}

/** Who wrote it, as the page names them; agencies stay, the site itself goes when a person is named too. Empty where nobody is named. */
export function readByline(sources: BylineSources): readonly string[] {
  const { head, node, siteNames } = sources
  const declared = node ? linkedAuthors(node) : []
  const metas = ['author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator', 'dcterms.creator', 'byl', 'cxenseparse:author', 'article:author_name', 'citation_author', 'twitter:data1'] // prettier-ignore
  const candidates = [
    declared,
    ...metas.map((name) =>
      name === 'twitter:data1' && !/by|author/i.test(metaOf(head, 'twitter:label1') ?? '') ? [] : (head.metas.get(name) ?? []),
    ),
    ...otherAuthorMetas(head).map((name) => head.metas.get(name) ?? []),
  ]
  const site = new Set(siteNames.map(squash))
  const alike = new Set(titleEnd(head).map(squash))
  const personsOf = (names: readonly string[]): readonly string[] => {
    const persons = names.filter((name) => !site.has(squash(name)))
    const sure = persons.filter((name) => !alike.has(squash(name)))
    // A site may be called after its author.
    return sure.length > 0 ? sure : persons
  }
  let fallback: readonly string[] = []
  for (const candidate of candidates) {
    const names = cleanNames(candidate)
    const persons = personsOf(names)
    if (persons.length > 0) return persons
    if (fallback.length === 0) fallback = names
  }
  const { marked, classed } = printedAuthors(sources.tree)
  const line = printedByline(sources)
  for (const texts of [marked, [line.signed], classed, [line.named]]) {
    const names = personsOf(cleanNames(texts.filter((text) => text !== undefined)))
    if (names.length > 0) return names
  }
  return fallback
}

/** Metas of systems that put a word of their own before the name or behind it: `articleAuthor`, `acme:author`, `author_name`. */
function otherAuthorMetas({ metas }: Head): readonly string[] {
  return [...metas.keys()].filter(
    (name) => name.includes('author') && /(?:^|[:._-]|article|news|content|page|post)authors?(?:[:._-]?names?)?$/.test(name),
  )
}

/** What stands last in the title of the document is the site, as a rule: `Ferry returns | The Lantern`. */
function titleEnd({ title = '' }: Head): readonly string[] {
  return title
    .split(/\s[|–—·-]\s/)
    .slice(1)
    .slice(-1)
}

function linkedAuthors(node: LinkedNode): readonly string[] {
  for (const key of ['author', 'creator']) {
    const value = node.get(key)
    const names = (Array.isArray(value) ? value.slice(0, maxNames) : [value]).filter((item) => typeof item === 'string')
    for (const person of nodesOf(node, key)) {
      const listed = person.get('name')
      if (Array.isArray(listed)) names.push(...listed.slice(0, maxNames).filter((name) => typeof name === 'string'))
      else {
        const name = stringOf(person, 'name')
        if (name !== undefined) names.push(name)
      }
    }
    if (names.length > 0) return names
  }
  return []
}

/** Names in the page: `rel=author`, `itemprop=author`, then elements whose class says byline or author, before the body. */
function printedAuthors(tree: PageTree): { readonly marked: readonly string[]; readonly classed: readonly string[] } {
  const marked: string[] = []
  const classed: string[] = []
  const marking = new Set([...elementsWith(tree, 'rel'), ...elementsWith(tree, 'itemprop')].filter((index) => marksAuthor(tree, index)))
  for (const index of [...marking].toSorted((a, b) => a - b)) {
    const text = textOf(tree, innerName(tree, index) ?? index, maxNameChars)
    if (text !== '' && marked.length < maxNames) marked.push(text)
  }
  for (const index of elementsWith(tree, 'class')) {
    const names = attributeOf(tree, index, 'class') ?? ''
    if (marking.has(index) || !authorClass.test(names) || postClass.test(names)) continue
    const text = textOf(tree, index, 120)
    if (text !== '' && text.length < 100) classed.push(text)
    if (classed.length > 0) break
  }
  return { marked: unique(marked), classed }
}

/** Comments and the posts of others have authors too. */
const postClass = /tgme|tweet|message|comment/i
const authorClass =
  /(?:^|[\s_-])(?:author|byline|autor|auteur|writer|yazar|avtor)(?:[\s_-]?name)?s?(?:$|[\s_])|author-name|byline-name|author__name|authorname|byline__/i

/** `rel` is a list of words; of `itemprop` only the first is looked at. */
function marksAuthor(tree: PageTree, index: number): boolean {
  const rel = attributeOf(tree, index, 'rel')?.toLowerCase() ?? ''
  const itemprop = attributeOf(tree, index, 'itemprop')?.toLowerCase() ?? ''
  return rel.split(' ').includes('author') || itemprop === 'author' || itemprop.startsWith('author ')
}

function innerName(tree: PageTree, index: number): number | undefined {
  const end = Math.min(tree.ends[index]!, index + 40)
  for (let at = index + 1; at < end; at++) if (attributeOf(tree, at, 'itemprop') === 'name') return at
  return undefined
}

/** Words that open a byline. */
const opening =
  /^(?:(?:written|story|words|posted|published|reported|reviewed|edited|text|report|interview)?\s*by|(?:submitted|soumis|posté|enviado|escrito|publicado|redactado|geschrieben|écrit|rédigé|publié)\s+(?:por|von|par)|von|par|por|di|texte?|texto|автор(?:ы|и)?|беседовала?|autor|author|από|av|af|door|przez|作者|文|記者|记者|מאת|بقلم|लेखक)(?:\s*[:：]\s*|\s+)/iu
const joined = /\s*(?:[;|、，]|\s(?:通讯员|通訊員|实习生)\s|\s[&·•]\s|\s(?:and|und|et|y|e|og|och|en|и|i)\s)\s*/iu

/** Names out of bylines as declared or printed: openings such as "By", roles, addresses and doubles go; joined names are divided. */
export function cleanNames(texts: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const text of texts.slice(0, maxNames)) {
    const plain = decodeEntities(text.normalize('NFC').slice(0, 1_000))
      .replace(/<[^<>]{0,200}>/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^by(?=\p{Lu})/u, '')
      .trim()
    for (const part of plain.replace(opening, '').split(joined)) {
      for (const piece of splitCommas(part)) {
        const name = tidyName(piece)
        if (name !== undefined) names.push(name)
      }
    }
  }
  return unique(names).slice(0, maxNames)
}

/** `Ann Lee, Bo Chan` is two people; `Ann Lee, Jr.` and `Ann Lee, Reuters` are one with something after it. */
function splitCommas(text: string): readonly string[] {
  return text.split(/\s*,\s*/)
}

const roles =
  /^(?:(?:senior|chief|staff|contributing|political|associated?|assistant|deputy|managing|special|foreign|news|national|business|sports?)\s+)*(?:writer|reporter|correspondent|editor|editors|contributor|columnist|author|journalist|redaktion|jr\.?|sr\.?|iii?|phd|ph\.d\.?|md|m\.d\.?|rd|ms|updated|published)(?:\s.*)?$|^(?:[^\s\d]+\s){1,4}(?:writer|reporter|correspondent|editor|columnist|expert|specialist|redakteur|redakteurin)$/iu

/** What the name is of, behind it without a mark between: `Тимур Валиев корреспондент`. */
const trailingRole =
  /\s+(?:(?:спец)?корреспондент|обозреватель|журналист|(?:шеф-)?редактор|тілші|тілшісі|кореспондент|журналістка?|periodista|redactora?|journaliste|redakteur(?:in)?|muhabiri?|dziennikar(?:z|ka)|giornalista|correspondent|reporter|columnist)$/iu

function tidyName(text: string): string | undefined {
  // A handle is no name.
  if (/^\s*@/.test(text)) return undefined
  const name = text
    .replace(opening, '')
    .replace(/\s*\([^()]{0,60}\)\s*$/u, '')
    .replace(/\s+[-–—|]\s+.*$/u, '')
    .replace(trailingRole, (role, at: number, whole: string) => (/\p{L}\s\p{L}+$/u.test(whole.slice(0, at)) ? '' : role))
    .replace(/\s(?:기자|記者|记者)(?:\s\S+@\S+)?$/u, '')
    .replace(/^[\s@"'“”:.\-–—/|]+|[\s"'“”:,\-–—/|]+$/gu, '')
    .trim()
  if (name.length < 2 || name.length > 80 || /https?:|www\.|\.com\b|@|\d/.test(name) || !/\p{L}/u.test(name)) return undefined
  if (
    roles.test(name) ||
    name.split(' ').length > 7 ||
    /^(?:admin|administrator|super ?user|webmaster|root|user|null|undefined|none|unknown|guest|n\/a|anonymous|by|the author|admin user|editorial)$/i.test(
      name,
    )
  )
    return undefined
  return name.slice(0, maxNameChars)
}

function unique(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.filter((name) => {
    const key = squash(name)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
