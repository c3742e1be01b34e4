import { plot, type PlotOptions } from '@observablehq/plot'
// The same in one file instead of 180.
import { parseHTML } from 'linkedom/worker'
import { drawnByUs, html, type Markup } from '../markup.ts'

/** Drawn twice: for wide pages with labels at the side, for narrow ones with labels above. The style sheet shows one. */
export type Width = 'wide' | 'narrow'

export interface Picture {
  /** Unique in the page. */
  readonly id: string
  readonly title: string
  /** The picture in words, for those who cannot see it. */
  readonly description: string
  readonly palette: 'voices' | 'models' | 'plain' | 'timeline' | 'dumbbell'
}

/** A picture with its title and its words; a table beside it has the same numbers. */
export function picture({ id, title, description, palette }: Picture, drawings: readonly Markup[]): Markup {
  return html`<div class="picture ${palette}" role="img" aria-labelledby="${id}-t" aria-describedby="${id}-d">
    <span id="${id}-t" hidden>${title}</span><span id="${id}-d" hidden>${description}</span>${drawings}
  </div>`
}

/**
 * Draws with Observable Plot on a document of its own: no browser, the same bytes each time. What the content policy forbids (the style
 * element, style attributes) is taken out, and so is what no eye sees (digits, places said twice, looks that the style sheet sets): forty pictures
 * have to fit on a page.
 */
export function draw(options: PlotOptions, width: Width): Markup {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg = plot({ ...options, document })
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const element of svg.querySelectorAll('*')) {
    for (const name of unwanted) element.removeAttribute(name)
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? ''
      if (/\.\d\d/u.test(value)) element.setAttribute(name, value.replaceAll(/-?\d+\.\d{2,}/gu, toTenths))
    }
  }
  for (const group of svg.querySelectorAll('g[class]')) {
    for (const name of ['stroke', 'stroke-width', 'stroke-opacity']) group.removeAttribute(name)
    if (group.getAttribute('fill') === 'none') group.removeAttribute('fill')
  }
  for (const text of svg.querySelectorAll('text[transform]')) {
    const place = /^translate\(([\d.-]+),([\d.-]+)\)$/u.exec(text.getAttribute('transform') ?? '')
    if (!place) continue
    const dy = text.getAttribute('y')
    if (dy !== null) text.setAttribute('dy', dy)
    text.setAttribute('x', place[1])
    text.setAttribute('y', place[2])
    text.removeAttribute('transform')
  }
  for (const name of [...unwanted, 'width', 'height', 'font-size', 'font-family', 'fill']) svg.removeAttribute(name)
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', `plot ${width}`)
  // Escaped text holds no such end of a tag.
  return drawnByUs(String(svg.outerHTML).replaceAll(' />', '/>'))
}

/** Said by the picture as a whole, or set by the style sheet. */
const unwanted = [
  'style',
  'aria-label',
  'aria-hidden',
  'aria-description',
  'stroke-miterlimit',
  'stroke-linecap',
  'stroke-linejoin',
  'font-variant',
] as const

function toTenths(digits: string): string {
  return String(Number(Number(digits).toFixed(1)))
}
