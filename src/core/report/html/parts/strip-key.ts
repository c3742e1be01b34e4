import type { StripMark } from '../charts/strip.ts'
import { drawnByUs, html, type Markup } from '../markup.ts'

const signs: Readonly<Record<StripMark, readonly [path: string, words: string]>> = {
  covered: ['M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z', 'covered'],
  copy: ['M2 2H10V10H2Z', 'covered, with text of another'],
  silent: ['M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z', 'its sources were read: silent'],
  unseen: ['M2 2 10 10M10 2 2 10', 'could not be seen'],
  anchor: ['M6 1 7.4 4.6 11 4.8 8.2 7.2 9.2 11 6 8.8 2.8 11 3.8 7.2 1 4.8 4.6 4.6Z', 'the anchor'],
}

/** What the signs of a coverage strip mean. */
export function stripKey(kinds: readonly StripMark[]): Markup {
  return html`<p class="key">
    ${kinds.map((kind) => {
      const [path, words] = signs[kind]
      return html`<span class="k-${kind}"
        >${drawnByUs(`<svg viewBox="0 0 12 12" aria-hidden="true"><path d="${path}" /></svg>`)} ${words}</span
      > `
    })}
  </p>`
}
