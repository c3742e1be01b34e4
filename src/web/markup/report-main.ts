import { drawnByUs, type Markup } from '../../core/report/html/markup.ts'

/** What our own templates put between the tags of `main` when a report was made: shown in a page of the site. */
export function reportMain(page: string): Markup {
  const [start, end] = [page.indexOf(opening), page.lastIndexOf('</main>')]
  return drawnByUs(start < 0 || end < start ? '' : page.slice(start + opening.length, end))
}

const opening = '<main id="main">'
