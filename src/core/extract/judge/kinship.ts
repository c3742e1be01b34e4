import type { Block } from '../page/blocks.ts'
import type { PageTree } from '../page/page-tree.ts'
import type { BlockFeatures } from '../describe/features.ts'
import { numberer } from '../numberer.ts'

/** Which blocks share an element, a parent and a template: small numbers that are equal for blocks that belong together. */
export interface Kinship {
  readonly element: readonly number[]
  readonly parent: readonly number[]
  readonly group: readonly number[]
  readonly grandparent: readonly number[]
  /** Blocks of the same tags, three levels up, whatever their classes. */
  readonly shape: readonly number[]
  readonly words: readonly number[]
  /** The parent of each node of the page. */
  readonly parents: Int32Array
}

export function kinshipOf({ tags, parents }: PageTree, blocks: readonly Block[], { traits, group }: BlockFeatures): Kinship {
  const element = blocks.map((block) => block.element)
  const parent = element.map((at) => Math.max(0, parents[at]!))
  const grandparent = parent.map((at) => Math.max(0, parents[at]!))
  const numberTag = numberer()
  const numberShape = numberer()
  const shape = element.map((at, index) => {
    const [own, above] = [numberTag(tags[at]!), numberTag(tags[parent[index]!]!)]
    return numberShape((own * mostTags + above) * mostTags + numberTag(tags[grandparent[index]!]!))
  })
  return { element, parent, grandparent, shape, group, words: traits.map(({ words }) => words), parents }
}

/** More than any page has kinds of elements: there are not so many blocks. */
const mostTags = 30_000
