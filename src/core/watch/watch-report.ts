import { foreign, html, link, nothing, type Markup } from '../report/html/markup.ts'
import { toPage } from '../report/html/parts/page.ts'
import { bullets, escaped } from '../report/markdown/markdown-text.ts'
import { counted, languageName, momentOf, zoneWords } from '../report/wording.ts'
import { diffWords, type Change } from './diff-words.ts'
import type { MovedTerm } from './moved-terms.ts'

/** One version of an article, as it was read. */
export interface WatchedVersion {
  readonly title: string
  readonly text: string
  readonly language: string | undefined
  /** ISO 8601: when it was last seen, for the version before; when it was first seen, for the version after. */
  readonly seenAt: string
  /** SHA-256 of the page's bytes. */
  readonly page: string
}

export interface WatchedEdit {
  readonly url: string
  readonly before: WatchedVersion
  readonly after: WatchedVersion
  readonly moved: readonly MovedTerm[]
}

export interface WatchReport {
  readonly schedule: string
  readonly lexicon: string
  readonly edits: readonly WatchedEdit[]
  /** Read again, and the same. */
  readonly unchanged: readonly string[]
  /** Read for the first time: there is nothing yet that they could be compared with. */
  readonly first: readonly string[]
  readonly unread: readonly { readonly url: string; readonly reason: string }[]
}

/** "betrayal" left the headline between 2 November 2026, 09:00 and 14:05: one line a term. */
export function movedWords(edit: WatchedEdit): readonly string[] {
  const { moved, before, after } = edit
  const when = timeOf(edit)
  if (changedLanguage(edit)) {
    const languages = `${languageName(before.language)} before, ${languageName(after.language)} after`
    return [`“${after.title}” is in another language (${languages}): its terms are not compared; changed ${when}`]
  }
  return moved.map(({ text, zone, before: was, after: is }) => {
    if (is === 0) return `“${text}” left the ${zoneWords[zone]} ${when}`
    if (was === 0) return `“${text}” entered the ${zoneWords[zone]} ${when}`
    return `“${text}” stands ${counted(is, 'time')} in the ${zoneWords[zone]} instead of ${was}, ${when}`
  })
}

/** Whether both versions are read in a language, and not in the same. */
export function changedLanguage({ before, after }: Pick<WatchedEdit, 'before' | 'after'>): boolean {
  return before.language !== undefined && after.language !== undefined && before.language !== after.language
}

/** The edit lies between the two readings; where the clock was set back meanwhile, only the second is sure. */
function timeOf({ before, after }: WatchedEdit): string {
  const [from, to] = [momentOf(before.seenAt), momentOf(after.seenAt)]
  if (from === to) return `on ${to}`
  return before.seenAt < after.seenAt ? `between ${from} and ${to}` : `before ${to}`
}

/** `report.html` of a watch: what moved, and every edit word by word. Shown with strokes and lines too, so that colour is never the only sign. */
export function toWatchHtml(report: WatchReport): string {
  return toPage({
    title: `${report.schedule} · Frameshift watch`,
    main: html`<header class="masthead">
        <p class="kicker"><span>Frameshift watch</span><span>Lexicon ${foreign(report.lexicon)}</span></p>
        <h1>What was changed in ${foreign(report.schedule)}</h1>
      </header>
      ${movedSection(report)} ${report.edits.map(editSection)} ${readings(report)}`,
    footer: html`Both versions of every edited page lie in bundle/, named by their SHA-256, as they were sent: a browser that opens them
    loads and runs what they hold.`,
  })
}

/** What moved, a line a term. */
export function movedSection({ edits }: Pick<WatchReport, 'edits'>): Markup {
  const lines = edits.flatMap(movedWords)
  return html`<section aria-labelledby="moved">
    <h2 id="moved">Framing that moved</h2>
    ${
      lines.length === 0
        ? html`<p class="lede">No framing term moved; the edits are below.</p>`
        : html`<ul>
            ${lines.map((line) => html`<li>${foreign(line)}</li>`)}
          </ul>`
    }
  </section>`
}

/** One edited page, word by word. */
export function editSection(edit: WatchedEdit, index: number): Markup {
  const { url, before, after } = edit
  return html`<section aria-labelledby="edit-${index}">
    <h2 id="edit-${index}">${link(url, foreign(after.title, after.language))}</h2>
    <p class="note">
      Before: seen last ${momentOf(before.seenAt)}. After: seen first ${momentOf(after.seenAt)}. Underlined words came in, struck ones went
      out.
    </p>
    ${editedParagraphs(edit).map((paragraph) => html`<p>${paragraph.map(pieceMarkup)}</p>`)}
  </section>`
}

function pieceMarkup({ kind, text }: Change): Markup {
  if (kind === 'removed') return html`<del><span class="hidden">taken out: </span>${foreign(text)}</del>`
  if (kind === 'added') return html`<ins><span class="hidden">put in: </span>${foreign(text)}</ins>`
  return foreign(text)
}

/** Headline and body each by itself: words that went out of one were not replaced by words that came into the other. */
function editedParagraphs({ before, after }: WatchedEdit): readonly (readonly Change[])[] {
  return [...shortened(diffWords(before.title, after.title)), ...shortened(diffWords(before.text, after.text))]
}

/** Paragraphs with an edit in them; quotes stay short, so what was not touched is left out. */
function shortened(pieces: readonly Change[]): readonly (readonly Change[])[] {
  const paragraphs: Change[][] = [[]]
  for (const { kind, text } of pieces) {
    for (const [index, part] of text.split(/\n{2,}/u).entries()) {
      if (index > 0) paragraphs.push([])
      if (part !== '') paragraphs.at(-1)?.push({ kind, text: part })
    }
  }
  return paragraphs.filter((paragraph) => paragraph.some(({ kind }) => kind !== 'same'))
}

interface ReadPage {
  readonly what: string
  readonly url: string
  readonly reason: string | undefined
}

/** What was read beside the edited pages, and what came of it. */
function otherPages({ unchanged, first, unread }: WatchReport): readonly ReadPage[] {
  return [
    ...unchanged.map((url) => ({ what: 'The same', url, reason: undefined })),
    ...first.map((url) => ({ what: 'Read for the first time', url, reason: undefined })),
    ...unread.map(({ url, reason }) => ({ what: 'Could not be read', url, reason })),
  ]
}

/** What else was read, and what came of it. */
export function readings(report: WatchReport): Markup {
  const pages = otherPages(report)
  if (pages.length === 0) return nothing
  return html`<section aria-labelledby="read">
    <h2 id="read">Read again</h2>
    <ul>
      ${pages.map(({ what, url, reason }) => html`<li>${what}: ${link(url, foreign(url))}${reason && html`: ${foreign(reason)}`}</li>`)}
    </ul>
  </section>`
}

/** `report.md` of a watch. */
export function toWatchMarkdown(report: WatchReport): string {
  const lines = report.edits.flatMap(movedWords).map(escaped)
  const edits = report.edits.flatMap((edit) => {
    const marked = editedParagraphs(edit).map((paragraph) => paragraph.map(markedPiece).join(''))
    return [`## ${escaped(edit.after.title)}`, escaped(edit.url), ...marked]
  })
  const others = otherPages(report).map(({ what, url, reason }) => escaped([`${what}: ${url}`, reason].filter(Boolean).join(': ')))
  const parts = [
    `# What was changed in ${escaped(report.schedule)}`,
    lines.length === 0 ? 'No framing term moved.' : bullets(lines),
    ...edits,
    ...(others.length === 0 ? [] : ['## Read again', bullets(others)]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Marks stand next to the words: a blank inside them would leave them plain. */
function markedPiece({ kind, text }: Change): string {
  const [, lead = '', words = '', trail = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
  return words === '' ? text : `${lead}${marks[kind](escaped(words))}${trail}`
}

const marks: Readonly<Record<Change['kind'], (text: string) => string>> = {
  same: (text) => text,
  removed: (text) => `~~${text}~~`,
  added: (text) => `**${text}**`,
}
