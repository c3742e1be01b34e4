import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import type { Estimate } from '../../model.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import type { SiteContext } from '../site-parts.ts'
import { mayChange } from './layout.ts'

const places = [
  ['terms', '', 'Terms'],
  ['judge', '/judge', 'Judge'],
  ['precision', '/precision', 'Precision'],
  ['suggest', '/suggest', 'Suggest'],
  ['recall', '/recall', 'Recall'],
  ['lint', '/lint', 'Checks'],
  ['history', '/history', 'History'],
  ['exchange', '/exchange', 'Export'],
] as const

export type LexiconPlace = (typeof places)[number][0]

/** Name of a lexicon and the ways round it. */
export function lexiconHead(
  context: SiteContext,
  { name, lexicon: { id, version } }: { readonly name: string; readonly lexicon: Lexicon },
  here: LexiconPlace,
): Markup {
  const shown = places.filter(([place]) => mayChange(context) || (place !== 'judge' && place !== 'recall'))
  return html`<p class="kind"><a href="/lexicons">Lexicons</a></p>
    <div class="head lexicon-head">
      <h1>${foreign(id)} <small>version ${version}</small></h1>
    </div>
    <nav class="tabs below" aria-label="This lexicon">
      <ul>
        ${shown.map(([place, path, words]) => html`<li><a href="/lexicons/${name}${path}" ${place === here ? html`aria-current="page"` : nothing}>${words}</a></li>`)}
      </ul>
    </nav>`
}

/** "94% (84 to 98)", or that nothing is known yet. */
export function share(estimate: Estimate | undefined): string {
  if (!estimate) return 'not judged'
  const percent = (value: number) => Math.round(100 * value)
  return `${percent(estimate.value)}% (${percent(estimate.low)} to ${percent(estimate.high)})`
}

/** A sentence with one stretch of it marked. */
export function markedSentence(sentence: string, start: number, end: number): Markup {
  return html`${sentence.slice(0, start)}<mark>${sentence.slice(start, end)}</mark>${sentence.slice(end)}`
}

/** Fields to choose a frame and a language of the lexicon. */
export function frameAndLanguage(
  { frames, terms }: Lexicon,
  chosen: { readonly frame: string | undefined; readonly language: string | undefined },
  isOptional: boolean,
): Markup {
  const languages = [...new Set(terms.map(({ language }) => language))].toSorted()
  const option = (value: string, words: string, is: string | undefined) =>
    html`<option value="${value}" ${value === (is ?? '') ? html`selected` : nothing}>${words}</option>`
  return html`<div>
      <label for="frame">Frame</label
      ><select id="frame" name="frame">
        ${isOptional ? option('', 'all', chosen.frame) : nothing}${frames.map(({ id, name }) => option(id, name ?? id, chosen.frame))}
      </select>
    </div>
    <div>
      <label for="language">Language</label
      ><select id="language" name="language">
        ${isOptional ? option('', 'all', chosen.language) : nothing}${languages.map((code) => option(code, code, chosen.language))}
      </select>
    </div>`
}
