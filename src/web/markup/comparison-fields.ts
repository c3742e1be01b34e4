import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted, dayOf, languageName, percent } from '../../core/report/wording.ts'
import { usualLexicon } from '../../comparison-run.ts'
import type { LexiconSummary } from '../../io/config/lexicon-file.ts'
import type { Outlet } from '../../model.ts'
import type { ComparisonForm } from '../work/asked/comparison-form.ts'
import type { RecognisedArticle } from '../work/asked/recognise.ts'

/** What can be chosen from. */
export interface Choices {
  readonly outlets: readonly Outlet[]
  readonly lexicons: readonly LexiconSummary[]
  /** Names of large ones that are still being read: they can be chosen all the same. */
  readonly unread: readonly string[]
}

/** Who is asked, with which words, and how far around: the part of the form that comparisons and schedules share. */
export function comparisonFields(form: ComparisonForm, { outlets, lexicons, unread }: Choices): Markup {
  const chosen = new Set<string>(form.outlets ?? outlets.map(({ id }) => id))
  const chosenLexicon = form.lexicon === '' ? usualLexicon : form.lexicon
  return html`<section aria-labelledby="who">
      <h2 id="who">Who is asked for coverage</h2>
      <input type="hidden" name="chosen" value="yes" />
      <fieldset>
        <legend class="hidden">Outlets</legend>
        <p class="presses">
          <button name="step" value="all" class="quiet" data-choose="all" formnovalidate>Choose all</button>
          <button name="step" value="none" class="quiet" data-choose="none" formnovalidate>Choose none</button>
        </p>
        ${ofMany(
          outlets.length,
          chosen.size,
          html`<ul class="choices">
            ${outlets.map(
              ({ id, name, language, country }) =>
                html`<li>
                  <label class="choice"
                    ><input type="checkbox" name="outlets" value="${id}" ${checked(chosen.has(id))} /><span
                      >${foreign(name)} <small>${[languageName(language), country].filter(Boolean).join(', ')}</small></span
                    ></label
                  >
                </li>`,
            )}
          </ul>`,
        )}
      </fieldset>
      <div class="stack add-outlet">
        <label for="homepage">Add an outlet by its homepage</label>
        <div class="joined">
          <input id="homepage" name="homepage" type="url" inputmode="url" placeholder="https://" value="${form.homepage}" />
          <button name="step" value="outlet" formnovalidate>Add</button>
        </div>
        <p class="hint">Its name, language, feeds and news sitemaps are looked for, and written into config/outlets.yaml.</p>
      </div>
      <div class="field">
        <label for="urls">Coverage you know of <span class="hint">one address a line</span></label>
        <textarea id="urls" name="urls" rows="3" class="low">${form.urls}</textarea>
      </div>
      <label class="choice"><input type="checkbox" name="alone" ${checked(form.alone)} /><span>Only this article: ask nobody</span></label>
    </section>
    <section aria-labelledby="how">
      <h2 id="how">What is counted</h2>
      <div class="fields">
        <div class="wide">
          <label for="lexicon">Lexicon</label>
          <select id="lexicon" name="lexicon">
            ${lexicons.map(({ id, version, terms }) => html`<option value="${id}" ${selected(id === chosenLexicon)}>${id}, version ${version} (${counted(terms, 'term')})</option>`)}${unread.map((name) => html`<option value="${name}" ${selected(name === chosenLexicon)}>${name}</option>`)}
          </select>
        </div>
        <div>
          <label for="windowDays">Days either side of the article</label>
          <input id="windowDays" name="windowDays" type="number" min="1" max="366" step="any" value="${form.windowDays}" />
        </div>
        <div>
          <label for="perOutlet">Most articles an outlet</label>
          <input id="perOutlet" name="perOutlet" type="number" min="1" max="100" value="${form.perOutlet}" />
        </div>
      </div>
      <label class="choice"
        ><input type="checkbox" name="pairs" ${checked(form.pairs)} /><span>Compare every pair of outlets too</span></label
      >
      <div class="field">
        <label for="note">Note <span class="hint">printed in the report</span></label>
        <input id="note" name="note" maxlength="2000" value="${form.note}" />
      </div>
    </section>`
}

/** More than so many are shown to who asks for them, and found by their names. */
const listedAtMost = 40

function ofMany(outlets: number, chosen: number, list: Markup): Markup {
  if (outlets <= listedAtMost) return list
  return html`<details class="numbers" ${chosen === outlets ? nothing : html`open`}>
    <summary><span id="asked">${chosen}</span> of ${outlets} outlets are asked</summary>
    <p hidden class="finder">
      <label for="find-outlet">Find outlets by name, language or country</label><input id="find-outlet" type="search" autocomplete="off" />
    </p>
    ${list}
  </details>`
}

/** The article that was found in what a person pasted: to be checked before anybody else is asked. */
export function recognisedCard(article: RecognisedArticle): Markup {
  const { title, outlet, publishedAt, language, words, confidence, flags, beginning } = article
  return html`<article class="article-card" aria-label="Recognised article">
    <p class="kind">This article was recognised</p>
    <h2 lang="${language ?? 'und'}" dir="auto">${foreign(title === '' ? 'No headline' : title)}</h2>
    <ul class="facts">
      <li><b>${foreign(outlet)}</b></li>
      <li>${publishedAt === null ? 'no date' : dayOf(publishedAt)}</li>
      <li>${languageName(language ?? undefined)}</li>
      <li>${counted(words, 'word')}</li>
      <li>${percent(confidence)} sure of the text</li>
      ${flags.map((flag) => html`<li>${flag}</li>`)}
    </ul>
    <p class="beginning" lang="${language ?? 'und'}" dir="auto">${foreign(beginning)}</p>
  </article>`
}

function checked(is: boolean): Markup {
  return is ? html`checked` : nothing
}

function selected(is: boolean): Markup {
  return is ? html`selected` : nothing
}
