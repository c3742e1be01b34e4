import { readMarkup } from './read-markup.ts'

/** The text of a value that may hold markup, once or twice escaped, with spaces made single. */
export function textOfMarkup(value: string): string {
  const once = /[<&]/.test(value) ? stripTags(value) : value
  const text = /<[a-z/]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.test(once) ? stripTags(once) : once
  return text.replace(/\s+/g, ' ').trim().normalize('NFC')
}

/** The text of a headline. Longer ones are none, and are cut. */
export function titleOf(value: string | undefined): string {
  return textOfMarkup((value ?? '').slice(0, 20 * longestTitle))
    .slice(0, longestTitle)
    .toWellFormed()
}

/** Who wrote an article; `undefined` for none. Longer ones are no name, and are cut. */
export function authorNameOf(value: string | undefined): string | undefined {
  return (
    textOfMarkup((value ?? '').slice(0, 20 * longestAuthor))
      .slice(0, longestAuthor)
      .toWellFormed()
      .trimEnd() || undefined
  )
}

/** What an entry calls itself. One that is longer than an address may be tells nothing apart. */
export function entryIdOf(value: string | undefined): string | undefined {
  return value === undefined || value.length > longestAddress ? undefined : value
}

const longestAuthor = 300
const longestTitle = 1000
const longestAddress = 8192

function stripTags(markup: string): string {
  let text = ''
  let hidden = 0
  readMarkup(markup, {
    onopentag: (name) => {
      if (name === 'script' || name === 'style') hidden++
      else if (!withinWords.has(name)) text += ' '
    },
    ontext: (part) => {
      if (hidden === 0) text += part
    },
    onclosetag: (name) => {
      if (name === 'script' || name === 'style') hidden--
      else if (!withinWords.has(name)) text += ' '
    },
  })
  return text.replace(/ ([,.;:!?])/g, '$1')
}

/** Elements that mark a part of a word: what a search was for, in Chinese headlines too. */
const withinWords = new Set('b em font i mark s small span strong sub sup u wbr'.split(' '))

/** An absolute http or https address, or `undefined`; of nothing too, which is not the address of the document it stands in. */
export function resolveAddress(address: string, base: string): string | undefined {
  if (address.trim() === '') return undefined
  // Escaped once too often.
  const url = URL.parse(address.trim().replaceAll('&amp;', '&'), base)
  return url && /^https?:$/.test(url.protocol) && url.href.length <= longestAddress ? url.href : undefined
}

/** The front page that a service names: `outlet.example` as well as `https://outlet.example/`. */
export function homeOf(address: string | undefined, base: string): string | undefined {
  const written = address?.trim() ?? ''
  return resolveAddress(/^$|^\/|:\/\//.test(written) ? written : `https://${written}/`, base)
}

/** Whether a document that opens with this element is a web page, whatever tags its scripts may hold. */
export function opensPage(name: string): boolean {
  return name === 'html' || name === 'head' || name === 'body' || name === 'meta'
}

/** An opening tag as text, for markup that is read again. */
export function markupOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
  return `<${name}${written.join('')}>`
}

/** What a document is that is not what was asked for, in words for a reader. */
export function describeStart(text: string): string {
  const start = text.trimStart().slice(0, 200)
  if (start === '') return 'an empty document'
  return /<!doctype html|<html/i.test(start) ? 'a web page' : 'another kind of document'
}
