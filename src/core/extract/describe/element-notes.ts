import { attributeOf, type PageTree } from '../page/page-tree.ts'
import { numberer } from '../numberer.ts'
import { topicsOfElement } from './class-words.ts'

/** What is asked of elements again and again, for every block under them: worked out at the first question. */
export interface ElementNotes {
  /** Bits of `classTopics`. */
  readonly topicsOf: (element: number) => number
  /** A number that is equal for elements that one template made: same tag and class, and the same of the parent. */
  readonly templateOf: (element: number) => number
}

const classChars = 120

export function noteElements(tree: PageTree): ElementNotes {
  const unknown = -1
  const topics = new Int32Array(tree.size).fill(unknown)
  const topicsOfNames = new Map<string, number>()
  const names = new Int32Array(tree.size).fill(unknown)
  const numberName = numberer()
  const nameOf = (element: number): number => {
    if (names[element] !== unknown) return names[element]!
    const classes = (attributeOf(tree, element, 'class') ?? '').slice(0, classChars)
    return (names[element] = numberName(`${tree.tags[element]}.${classes}`))
  }
  return {
    topicsOf: (element) => {
      if (topics[element] === unknown) topics[element] = topicsOfElement(tree, element, topicsOfNames)
      return topics[element]!
    },
    templateOf: (element) => nameOf(element) * tree.size + nameOf(Math.max(0, tree.parents[element]!)),
  }
}
