import { Hono } from 'hono'
import { foreign, html, langOf, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import { measureTerms, type LexiconMeasure } from '../../workbench/judging/measure-terms.ts'
import { splitTerm, type TermSplit } from '../../workbench/judging/split-term.ts'
import { suggestions, type Suggestions } from '../../workbench/judging/suggest-terms.ts'
import { checkedId } from '../guard/ids.ts'
import { layout } from '../markup/layout.ts'
import { chooser, refuseUnknownFrame, selected } from '../markup/frame-chooser.ts'
import { lexiconHead } from '../markup/lexicon-tabs.ts'
import { precisionSections, splitSection } from '../markup/precision.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { memory, tuningStamp } from '../work/lexicons/memory.ts'

interface Opened {
  readonly name: string
  readonly file: LexiconFile
}

/** What takes longer is given up, and says so. */
const longestMs = 60_000
const answersKept = 12

/** What judging has shown: precision and agreement, terms that split, words that are missing. */
export function lexiconMeasurePages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, app } = parts
  const pages = new Hono<SiteEnv>()
  const signal = () => AbortSignal.timeout(longestMs)
  const [measures, splits, suggested] = [
    memory<LexiconMeasure>(answersKept),
    memory<TermSplit>(answersKept),
    memory<Suggestions>(answersKept),
  ]

  pages.get('/lexicons/:lexicon/precision', async (context) => {
    const { name, file } = await opened(context)
    const selection = { term: undefined, ...selected(context) }
    const key = `${await tuningStamp(file, parts)} ${JSON.stringify(selection)}`
    const measure = await measures(key, () => measureTerms(file.lexicon, selection, app, signal()))
    const body = html`${lexiconHead(name, file.lexicon, 'precision')}${chooser(`/lexicons/${name}/precision`, file, context, true)}${precisionSections(name, measure)}`
    return context.html(layout(context, parts, { title: `Precision of ${file.lexicon.id}`, section: '/lexicons', body }))
  })

  pages.get('/lexicons/:lexicon/split/:term', async (context) => {
    const { name, file } = await opened(context)
    const term = context.req.param('term')
    const split = await splits(`${await tuningStamp(file, parts)} ${term}`, () => splitTerm(file.lexicon, term, app, signal()))
    const body = html`${lexiconHead(name, file.lexicon, 'precision')}${splitSection(name, split)}`
    return context.html(layout(context, parts, { title: `Neighbours of ${split.term.id}`, section: '/lexicons', body }))
  })

  pages.get('/lexicons/:lexicon/suggest', async (context) => {
    const { name, file } = await opened(context)
    const { frame, language } = selected(context)
    const body = html`${lexiconHead(name, file.lexicon, 'suggest')} ${chooser(`/lexicons/${name}/suggest`, file, context, false)}
    ${frame === undefined || language === undefined ? html`<p class="empty">Choose a frame and a language: words that stand near its hits, and other forms of its terms, are looked for in the stored reports.</p>` : await suggestionSection(name, file, { frame, language })}`
    return context.html(layout(context, parts, { title: `Suggestions for ${file.lexicon.id}`, section: '/lexicons', body }))
  })

  return pages

  async function opened(context: SiteContext): Promise<Opened> {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  async function suggestionSection(
    name: string,
    file: LexiconFile,
    asked: { readonly frame: string; readonly language: string },
  ): Promise<Markup> {
    refuseUnknownFrame(file.lexicon, asked.frame)
    const key = `${await tuningStamp(file, parts)} ${JSON.stringify(asked)}`
    const found = await suggested(key, () => suggestions(file.lexicon, { ...asked, seed: 1, signal: signal() }, app))
    if (found.suggestions.length === 0)
      return html`<p class="empty">
        No suggestion: ${counted(found.sentences, 'sentence')} of this frame were found in the stored reports, and that is too few.
      </p>`
    return html`<p class="note">
        From ${counted(found.sentences, 'sentence')} of the frame against ${counted(found.others, 'other')}. Nothing is added unread.
      </p>
      <ul class="tight">
        ${found.suggestions.map(({ kind, phrase, inFrame, elsewhere, sentences }) => {
          const query = new URLSearchParams({ ...asked, pattern: phrase, example: sentences[0] ?? '' })
          return html`<li>
            <b ${langOf(asked.language)}>${foreign(phrase)}</b>
            <span class="note">${kind}; ${counted(inFrame, 'sentence')} of the frame, ${elsewhere} others</span>
            <a href="/lexicons/${name}/new-term?${query.toString()}">Make it a term</a>
            <ul class="quotes" ${langOf(asked.language)}>
              ${sentences.map((sentence) => html`<li>${foreign(sentence)}</li>`)}
            </ul>
          </li>`
        })}
      </ul>`
  }
}
