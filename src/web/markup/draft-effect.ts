import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted, dayOf } from '../../core/report/wording.ts'
import type { HitMove, RunEffect } from '../../workbench/versions/what-if.ts'
import type { DraftEffect, Shown } from '../work/lexicons/draft-desk.ts'

/** Mistakes that are listed; the command line lists all. */
const shownAtMost = 30

/** What an edit would do: to the term's own sentences, and to every stored report. */
export function draftEffectMarkup({ findings, failures, whatIf }: DraftEffect): Markup {
  const { change, stored, gained, lost, reports, holding, read } = whatIf
  return html`${
      failures.length === 0
        ? html`<p class="told"><b>Its sentences hold.</b> Every example is found, no counterexample is.</p>`
        : html`<div class="mistake">
            <b>${counted(failures.length, 'sentence')} fail:</b>
            <ul>
              ${failures.slice(0, shownAtMost).map(({ term, kind, example, problem }) => html`<li>${foreign(term)}, ${kind}, ${problem}: “${foreign(example)}”</li>`)}
            </ul>
          </div>`
    }
    ${
      findings.length === 0
        ? nothing
        : html`<ul class="tight">
            ${findings.slice(0, shownAtMost).map(({ severity, path, message }) => html`<li><span class="badge b-${severity === 'error' ? 'failed' : 'open'}">${severity}</span> ${foreign(message)} <small>${foreign(path)}</small></li>`)}
          </ul>`
    }
    <h3>In ${counted(stored.reports, 'stored report')} <small>${counted(stored.articles, 'article')}</small></h3>
    <p>
      ${change.length === 0 ? 'Finds the same as before.' : html`${change.join(', ')}: <b>${counted(gained.size, 'hit')} gained, ${counted(lost.size, 'hit')} lost</b>`}${read < holding ? html` <small>${holding} articles hold a changed term; the newest ${read} were read.</small>` : nothing}
    </p>
    ${hitList('Gained', '+', gained)} ${hitList('Lost', '−', lost)}
    ${
      reports.size === 0
        ? nothing
        : html`<h3>Reports that would change</h3>
            <ul class="tight">
              ${reports.some.map(reportEntry)}
            </ul>
            ${moreOf(reports)}`
    }`
}

function hitList(words: string, sign: string, { some, size }: Shown<HitMove>): Markup {
  if (size === 0) return nothing
  return html`<h3>${words}</h3>
    <ul class="tight kwic">
      ${some.map(({ left, text, right, outlet, frame }) => html`<li><span class="sign">${sign}</span> ${foreign(`… ${left.slice(-60)}`)}<mark>${foreign(text)}</mark>${foreign(`${right.slice(0, 60)} …`)} <small>${foreign(outlet)}, ${foreign(frame)}</small></li>`)}
    </ul>
    ${moreOf({ some, size })}`
}

function moreOf({ some, size }: Shown<unknown>): Markup {
  return size > some.length ? html`<p class="note">and ${size - some.length} more</p>` : nothing
}

function reportEntry({ run, title, createdAt, gained, lost, verdicts }: RunEffect): Markup {
  return html`<li>
    <a href="/reports/${run}">${foreign(title)}</a> <small>${dayOf(createdAt)}: +${gained} −${lost}</small>
    ${verdicts.kind === 'cannot-tell' ? html`<small>Verdicts not worked out: ${foreign(verdicts.reason)}</small>` : nothing}
    ${verdicts.kind === 'known' && verdicts.moves.length === 0 ? html`<small>No verdict changes.</small>` : nothing}
    ${
      verdicts.kind === 'known' && verdicts.moves.length > 0
        ? html`<ul>
            ${verdicts.moves.map(({ frame, a, b, before, after }) => html`<li>${foreign(frame)}, ${foreign(a)} against ${foreign(b)}: ${before} becomes <b>${after}</b></li>`)}
          </ul>`
        : nothing
    }
  </li>`
}
