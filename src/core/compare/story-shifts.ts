import type { OutletId } from '../../model.ts'
import { countedArticles } from './compare.ts'
import type { MeasuredArticle } from './measured-article.ts'
import { drawSides, mainLanguages } from './sides.ts'
import { termShift, type TermShift } from './term-shift.ts'

/** Which terms set an outlet apart from all others of its language in one frame, in the own voice of both. */
export interface StoryShift extends TermShift {
  readonly frame: string
  readonly outlet: OutletId
}

/** The shifts of every outlet that can be held against others, by frame; frames that neither side uses have none. */
export function storyShifts(measured: readonly MeasuredArticle[], frames: readonly string[]): readonly StoryShift[] {
  const articles = countedArticles(measured)
  const languages = mainLanguages(articles)
  const outlets = [...new Set(articles.map(({ outlet }) => outlet))]
  return frames.toSorted().flatMap((frame) =>
    outlets.flatMap((outlet): readonly StoryShift[] => {
      const sides = drawSides(articles, { a: outlet, b: 'others' }, languages)
      const shift = sides.kind === 'sides' ? termShift([sides], { frame, voice: 'outlet' }) : undefined
      return shift ? [{ frame, outlet, ...shift }] : []
    }),
  )
}
