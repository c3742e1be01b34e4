import { plot, type PlotOptions } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { drawnByUs, html, type Markup } from '../markup.ts'

export interface Picture {
  /** Unique in the page. */
  readonly id: string
  readonly title: string
  /** The picture in words, for those who cannot see it. */
  readonly description: string
  /** Says at which page widths it shows. */
  readonly className: 'wide' | 'narrow'
  readonly palette: 'voices' | 'models'
}

/**
 * Draws with Observable Plot on a document of its own: no browser, the same bytes each time. What the content policy forbids (the style
 * element, style attributes) is taken out; the look comes from the style sheet.
 */
export function draw(options: PlotOptions, { id, title, description, className, palette }: Picture): Markup {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg = plot({ ...options, document })
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const styled of svg.querySelectorAll('[style]')) styled.removeAttribute('style')
  for (const labelled of svg.querySelectorAll('[aria-label],[aria-hidden]')) {
    labelled.removeAttribute('aria-label')
    labelled.removeAttribute('aria-hidden')
  }
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'plot')
  const drawn = drawnByUs(String(svg.outerHTML))
  return html`<div class="picture ${className} ${palette}" role="img" aria-labelledby="${id}-t" aria-describedby="${id}-d">
    <span id="${id}-t" hidden>${title}</span><span id="${id}-d" hidden>${description}</span>${drawn}
  </div>`
}
