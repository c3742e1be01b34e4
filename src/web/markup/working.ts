import { html, type Markup } from '../../core/report/html/markup.ts'
import type { Progress } from '../../workbench/corpus/search-corpus.ts'

/** In place of an answer that is still worked out: how far it has come. The page goes on by itself when it is there. */
export function workingPart(words: string, { done, of }: Progress): Markup {
  const count = (value: number) => value.toLocaleString('en')
  return html`<div id="working" class="working">
    <p role="status"><b>${words}</b>${of === 0 ? ' …' : `: ${count(done)} of ${count(of)} articles read`}</p>
    <progress ${of === 0 ? '' : html`value="${done}" max="${of}"`} aria-label="${words}"></progress>
    <p class="note">The page goes on by itself. <a href="">Look again</a></p>
  </div>`
}
