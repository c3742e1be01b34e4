import { html, nothing, type Markup } from '../../core/report/html/markup.ts'

/** Where a person says which article is meant: an address, a text, or, where script is on, a file of theirs. */
export function anchorField(anchor: string, { isWrong }: { readonly isWrong: boolean }): Markup {
  return html`<div class="field">
    <label for="anchor">The address of an article, or its text</label>
    <textarea
      id="anchor"
      name="anchor"
      rows="3"
      class="low"
      required
      spellcheck="false"
      placeholder="https://"
      aria-describedby="anchor-hint"
      ${isWrong ? html`aria-invalid="true"` : nothing}
    >
${anchor}</textarea>
    <p class="hint" id="anchor-hint">A text may open with lines such as “Title: …” and “Outlet: …”, then a blank line.</p>
    <p class="presses" id="take-file" hidden>
      <label class="button file">Open a file …<input class="hidden" type="file" accept=".html,.htm,.txt,.md,text/html,text/plain" /></label>
      <span role="status"></span>
    </p>
  </div>`
}
