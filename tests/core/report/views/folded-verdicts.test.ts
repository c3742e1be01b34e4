import { expect, test } from 'vitest'
import { toId } from '../../../../src/core/ids.ts'
import { foldVerdicts } from '../../../../src/core/report/views/folded-verdicts.ts'
import type { Verdict } from '../../../../src/model.ts'

const contrast = (a: string, b: string, verdict: Verdict) => ({
  a: toId<'Outlet'>(a),
  b: b === 'others' ? ('others' as const) : toId<'Outlet'>(b),
  verdict,
  sentence: `${a} against ${b}`,
})
const nameOf = (id: string) => id.toUpperCase()

test('called and tested comparisons keep their sentence; those without a verdict share one for each reason', () => {
  const folded = foldVerdicts(
    [
      contrast('a', 'others', 'higher'),
      contrast('b', 'others', 'no-clear-difference'),
      contrast('c', 'others', 'too-few'),
      contrast('d', 'others', 'too-few'),
      contrast('a', 'c', 'too-few'),
      contrast('e', 'others', 'withheld'),
    ],
    nameOf,
  )
  expect(folded).toEqual({
    clear: ['a against others'],
    unclear: ['b against others'],
    untold: [
      'Too few articles to compare: C and D against all others; A with C.',
      'No verdict, because too much of the text is copied: E against all others.',
    ],
    untoldCount: 4,
  })
})

test('a verdict that is withheld for what was found of its hits keeps its sentence: it tells how many more would do', () => {
  const right = { value: 1, low: 0.2, high: 1, level: 0.95, n: 1, method: 'wilson' }
  const check = { hits: 9, checked: 1, right, coveredShare: 1, sidesDiffer: false }
  const folded = foldVerdicts([{ ...contrast('a', 'others', 'withheld'), check }, contrast('b', 'others', 'withheld')], nameOf)
  expect(folded).toMatchObject({ unclear: ['a against others'], untoldCount: 1 })
})

test('many pairs are counted, not listed', () => {
  const pairs = [...'abcdefgh'].map((id) => contrast(id, 'z', 'different-languages'))
  expect(foldVerdicts(pairs, nameOf).untold).toEqual(['In different languages, which are not equated: 8 pairs.'])
})
