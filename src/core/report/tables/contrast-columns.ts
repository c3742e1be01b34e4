import type { Contrast } from '../../../model.ts'
import type { DescribedContrast } from '../report-data.ts'
import { estimate, number, text, type Column } from './csv-columns.ts'

type Tested = Pick<Contrast, 'frame' | 'voice' | 'ratio' | 'p' | 'pAdjusted' | 'verdict' | 'check'>

/** How contrasts differ between the reports of a story and of a series. */
interface ContrastTable<Row extends Tested> {
  /** What the ratio is over and what p comes from, in words. */
  readonly meaning: { readonly ratio: string; readonly p: string }
  readonly first: readonly Column<Row>[]
  readonly sides: readonly Column<Row>[]
  readonly last: readonly Column<Row>[]
}

/** The columns of a table of contrasts: who, in which frame and voice, what the test says, and whether the hits behind it are what they claim. */
export function contrastColumnsOf<Row extends Tested>({ meaning, first, sides, last }: ContrastTable<Row>): readonly Column<Row>[] {
  return [
    ...first,
    text('frame', 'Frame', ({ frame }) => frame),
    text('voice', 'Voice that is compared', ({ voice }) => voice),
    ...sides,
    ...estimate<Row>('ratio', meaning.ratio, ({ ratio }) => ratio),
    number('p', meaning.p, ({ p }) => p),
    number('p_adjusted', 'p after Benjamini-Hochberg over every contrast tested', ({ pAdjusted }) => pAdjusted),
    text(
      'verdict',
      'not-used, one-article, too-few, no-clear-difference, higher, lower, withheld, different-languages',
      ({ verdict }) => verdict,
    ),
    number('hits', 'Hits that the contrast rests on; empty where nothing was tested', ({ check }) => check?.hits),
    number('hits_checked', 'Those that people judged', ({ check }) => check?.checked),
    number('right', 'Share of the hits that means the frame, 0 to 1; empty where nobody looked', ({ check }) => check?.right?.value),
    number('right_low', 'Lower limit of right', ({ check }) => check?.right?.low),
    number('right_high', 'Upper limit of right', ({ check }) => check?.right?.high),
    number(
      'hits_covered',
      'Share of the hits that right speaks for, 0 to 1: those of terms in outlets of which some were judged',
      ({ check }) => check?.coveredShare,
    ),
    ...last,
  ]
}

export const contrastColumns: readonly Column<DescribedContrast>[] = contrastColumnsOf<DescribedContrast>({
  meaning: { ratio: 'Rate of a divided by rate of b', p: 'Permutation of articles, two-sided' },
  first: [],
  sides: [text('a', 'Id of the outlet', ({ a }) => a), text('b', 'Id of the other outlet, or "others": all others pooled', ({ b }) => b)],
  last: [
    number(
      'holds_in',
      'In how many of the other choices made (--sweep) the verdict is the same, this one included',
      ({ robustness }) => robustness?.holds,
    ),
    number(
      'choices',
      'How many choices were made (--sweep); empty where none were, or the verdict rests on no test',
      ({ robustness }) => robustness?.of,
    ),
    text('sentence', 'The contrast in words', ({ sentence }) => sentence),
  ],
})
