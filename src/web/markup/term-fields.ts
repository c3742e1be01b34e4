import { html, nothing, type Markup } from '../../core/report/html/markup.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { termFieldWords, type TermForm } from '../work/lexicons/term-form.ts'

const matches = [
  ['phrase', 'as it stands'],
  ['lemma', 'other forms of its words too'],
] as const

const scopes = [
  ['any', 'everywhere'],
  ['outlet', 'in the outlet’s own voice'],
  ['attributed', 'in others’ words'],
  ['headline', 'in headlines'],
] as const

/** Everything that a term says, lists one entry a line. */
export function termFields(form: TermForm, { frames }: Lexicon, isThere: boolean): Markup {
  const area = (name: keyof TermForm, hint: string) =>
    html`<div class="field">
      <label for="${name}">${termFieldWords[name]} <span class="hint">${hint}</span></label
      ><textarea id="${name}" name="${name}" rows="3" class="low" spellcheck="false">${form[name]}</textarea>
    </div>`
  const line = (name: keyof TermForm, attributes: Markup = nothing) =>
    html`<div>
      <label for="${name}">${termFieldWords[name]}</label><input id="${name}" name="${name}" value="${form[name]}" ${attributes} />
    </div>`
  const choice = (name: keyof TermForm, options: readonly (readonly [string, string])[]) =>
    html`<div>
      <label for="${name}">${termFieldWords[name]}</label
      ><select id="${name}" name="${name}">
        ${options.map(([value, said]) => html`<option value="${value}" ${value === form[name] ? html`selected` : nothing}>${said}</option>`)}
      </select>
    </div>`
  return html`<div class="fields">
      ${isThere ? html`<input type="hidden" name="id" value="${form.id}" />` : line('id', html`required`)}
      ${choice(
        'frame',
        frames.map(({ id, name }) => [id, name ?? id] as const),
      )}
      ${line('language', html`required pattern="[a-z]{2,3}" maxlength="3"`)} ${line('concept')}
    </div>
    ${area('patterns', 'one a line; {a,b} either, * letters of a word, a lone * one to three words')}
    ${area('unless', 'a hit inside or touching one of these is none')} ${area('examples', 'sentences, one a line')}
    ${area('counterexamples', 'sentences, one a line')}
    <div class="fields">
      ${choice('match', matches)} ${choice('scope', scopes)} ${line('weight', html`type="number" min="0" max="10" step="any"`)}
    </div>
    <div class="fields">${line('source')} ${line('note')}</div>`
}
