import { Hono } from 'hono'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { Suggestions } from '../../workbench/judging/suggest-terms.ts'
import { checkedId } from '../guard/ids.ts'
import { layout, mayChange } from '../markup/layout.ts'
import { chooser, refuseUnknownFrame, selected } from '../markup/frame-chooser.ts'
import { lexiconHead } from '../markup/lexicon-tabs.ts'
import { precisionSections, splitSection } from '../markup/precision.ts'
import { workingPart } from '../markup/working.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import type { Looked } from '../work/lexicons/long-answers.ts'

interface Opened {
  readonly name: string
  readonly file: LexiconFile
}

/** What judging has shown: precision and agreement, terms that split, words that are missing. */
export function lexiconMeasurePages(parts: SiteParts): Hono<SiteEnv> {
  const { shelf, tuning } = parts
  const pages = new Hono<SiteEnv>()

  pages.get('/lexicons/:lexicon/precision', async (context) => {
    const { name, file } = await opened(context)
    const selection = { term: undefined, ...selected(context) }
    const found = await tuning.measured(file, selection)
    const body = html`${lexiconHead(context, { name, lexicon: file.lexicon }, 'precision')}${chooser(`/lexicons/${name}/precision`, file, context, true)}
    ${found.kind === 'working' ? workingPart('Counting hits', found) : precisionSections({ name, isEditable: mayChange(context) }, file.lexicon, found.value)}`
    return show(context, `Precision of ${file.lexicon.id}`, body, found)
  })

  pages.get('/lexicons/:lexicon/split/:term', async (context) => {
    const { name, file } = await opened(context)
    const term = context.req.param('term')
    const split = await tuning.split(file, term)
    const body = html`${lexiconHead(context, { name, lexicon: file.lexicon }, 'precision')}
    ${split.kind === 'working' ? workingPart('Reading the sentences of this term', split) : splitSection({ name, isEditable: mayChange(context) }, split.value)}`
    return show(context, `Neighbours of ${term}`, body, split)
  })

  pages.get('/lexicons/:lexicon/suggest', async (context) => {
    const { name, file } = await opened(context)
    const { frame, language } = selected(context)
    const asked = frame === undefined || language === undefined ? undefined : { frame, language }
    if (asked) refuseUnknownFrame(file.lexicon, asked.frame)
    const found = asked && (await tuning.suggested(file, asked))
    const body = html`${lexiconHead(context, { name, lexicon: file.lexicon }, 'suggest')}
    ${chooser(`/lexicons/${name}/suggest`, file, context, false)}
    ${!asked || !found ? html`<p class="empty">Choose a frame and a language: words that stand near its hits, and other forms of its terms, are looked for in the stored reports.</p>` : found.kind === 'working' ? workingPart('Reading sentences', found) : suggestionSection({ name, isEditable: mayChange(context) }, asked, found.value)}`
    return show(context, `Suggestions for ${file.lexicon.id}`, body, found)
  })

  return pages

  function show(
    context: SiteContext,
    title: string,
    body: Markup,
    looked: Pick<Looked<unknown>, 'kind'> | undefined,
  ): Response | Promise<Response> {
    return context.html(layout(context, parts, { title, section: '/lexicons', body, isWorking: looked?.kind === 'working' }))
  }

  async function opened(context: SiteContext): Promise<Opened> {
    const name = checkedId(context.req.param('lexicon'))
    return { name, file: await shelf.lexicon(name) }
  }

  function suggestionSection(
    { name, isEditable }: { readonly name: string; readonly isEditable: boolean },
    asked: { readonly frame: string; readonly language: string },
    found: Suggestions,
  ): Markup {
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
            ${isEditable ? html`<a href="/lexicons/${name}/new-term?${query.toString()}">Make it a term</a>` : nothing}
            <ul class="quotes" ${langOf(asked.language)}>
              ${sentences.map((sentence) => html`<li>${foreign(sentence)}</li>`)}
            </ul>
          </li>`
        })}
      </ul>`
  }
}
