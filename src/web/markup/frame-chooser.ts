import { html, type Markup } from '../../core/report/html/markup.ts'
import { PipelineError } from '../../errors.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { SiteContext } from '../site-parts.ts'
import { frameAndLanguage } from './lexicon-tabs.ts'

/** The frame and language that the address names. */
export function selected(context: SiteContext): { readonly frame: string | undefined; readonly language: string | undefined } {
  const given = (name: string) => {
    const value = context.req.query(name)?.slice(0, 100)
    return value === undefined || value === '' ? undefined : value
  }
  return { frame: given('frame'), language: given('language') }
}

/** Chooses another frame and language for the same page. */
export function chooser(path: string, { lexicon }: LexiconFile, context: SiteContext, isOptional: boolean): Markup {
  return html`<form method="get" action="${path}" class="fields chooser">
    ${frameAndLanguage(lexicon, selected(context), isOptional)}
    <div><button>Show</button></div>
  </form>`
}

export function refuseUnknownFrame({ frames }: LexiconFile['lexicon'], frame: string): void {
  if (!frames.some(({ id }) => id === frame)) throw new PipelineError('frame-missing', 'The lexicon has no such frame', { retry: 'never' })
}
