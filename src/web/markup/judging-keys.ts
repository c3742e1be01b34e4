import { html, type Markup } from '../../core/report/html/markup.ts'

/** What a button says, and the key that presses it. */
export interface JudgingKey {
  readonly action: string
  readonly words: string
  readonly key: string
}

/** The keys of a page that `judge.js` serves: they can be changed and turned off. Hidden until the script is there. */
export function judgingKeys(keys: readonly JudgingKey[]): Markup {
  return html`<details class="numbers" id="keys" hidden>
    <summary>Keys</summary>
    <fieldset>
      <legend class="hidden">Keys</legend>
      <label class="choice"><input type="checkbox" id="keys-on" checked /><span>One key decides and goes on</span></label>
      <div class="fields">
        ${keys.map(
          ({ action, words, key }) =>
            html`<div>
              <label for="key-${action}">${words}</label
              ><input id="key-${action}" data-action="${action}" maxlength="1" value="${key}" autocomplete="off" />
            </div>`,
        )}
      </div>
    </fieldset>
  </details>`
}
