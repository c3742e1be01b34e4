import type { Block } from '../page/blocks.ts'
import type { Containers } from './container.ts'
import type { PageTree } from '../page/page-tree.ts'
import { far, type Survey } from './survey.ts'

export const placeNames = [
  'index', 'indexShare', 'wordsBefore', 'proseBefore', 'proseAfter', 'proseBeforeShare', 'sinceTitle', 'afterTitle', 'depth', 'inBest', 'fromBest', 'bestShare', 'bestLinkShare', 'placeInBest', 'proseLeftInBest', 'ownProse', 'ownLinkShare', 'ownBlocks', 'parentProse', 'parentLinkShare', 'parentBlocks', 'grandProse', 'grandLinkShare', 'groupProse', 'groupLinkShare', 'groupCount', 'groupMeanWords', 'groupInBest', 'sinceProse', 'untilProse', 'sinceHeading', 'sinceRelated', 'relatedInParent', 'commonWithBest', 'sharedWithTitle', 'sharedWithBest', 'sinceMarked', 'markedBefore',
] as const // prettier-ignore

export interface Place {
  readonly tree: PageTree
  readonly blocks: readonly Block[]
  readonly containers: Containers
  readonly page: Survey
  readonly index: number
}

/** Writes where a block stands: from the start, from the headline, in its containers, among the blocks of its template. Returns the next column. */
export function writePlace(row: Float32Array, start: number, place: Place): number {
  const { tree, blocks, containers, page, index } = place
  const { element } = blocks[index]!
  const { best, pageProse } = containers
  const perProse = 1 / Math.max(1, pageProse)
  const parent = Math.max(0, tree.parents[element]!)
  const grand = Math.max(0, tree.parents[parent]!)
  const inBest = element >= best && element < tree.ends[best]!
  const group = page.group[index]!
  const linkShare = (at: number): number => containers.linkWords[at]! / Math.max(1, containers.words[at]!)
  const proseBefore = page.proseBefore[index]!
  const proseAfter = pageProse - page.proseBefore[index + 1]!
  const afterTitle = page.titleAt === -1 ? 0 : index - page.titleAt
  const proseToEnd = page.lastInBest === -1 ? 0 : page.proseBefore[page.lastInBest + 1]! - page.proseBefore[index + 1]!
  let column = start
  row[column++] = Math.min(index, 1_000)
  row[column++] = index / blocks.length
  row[column++] = page.wordsBefore[index]! / Math.max(1, containers.pageWords)
  row[column++] = Math.min(proseBefore, 3_000)
  row[column++] = Math.min(proseAfter, 3_000)
  row[column++] = proseBefore * perProse
  row[column++] = clamp(afterTitle, -far, far)
  row[column++] = Math.sign(afterTitle)
  row[column++] = page.depth[element]!
  row[column++] = Number(inBest)
  row[column++] = distanceFrom(index, page.firstInBest, page.lastInBest)
  row[column++] = containers.proseWords[best]! * perProse
  row[column++] = linkShare(best)
  row[column++] = page.lastInBest > page.firstInBest ? clamp((index - page.firstInBest) / (page.lastInBest - page.firstInBest), -1, 2) : 0
  row[column++] = clamp(proseToEnd / Math.max(1, containers.proseWords[best]!), -1, 1)
  row[column++] = containers.proseWords[element]! * perProse
  row[column++] = linkShare(element)
  row[column++] = Math.min(containers.blocks[element]!, far)
  row[column++] = containers.proseWords[parent]! * perProse
  row[column++] = linkShare(parent)
  row[column++] = Math.min(containers.blocks[parent]!, far)
  row[column++] = containers.proseWords[grand]! * perProse
  row[column++] = linkShare(grand)
  row[column++] = group.prose * perProse
  row[column++] = group.linkWords / Math.max(1, group.words)
  row[column++] = Math.min(group.count, far)
  row[column++] = Math.min(group.words / group.count, far)
  row[column++] = group.inBest / group.count
  row[column++] = page.sinceProse[index]!
  row[column++] = page.untilProse[index]!
  row[column++] = page.sinceHeading[index]!
  row[column++] = page.sinceRelated[index]!
  row[column++] = Number(page.relatedParent.has(parent) || page.relatedParent.has(element))
  row[column++] = page.depth[element]! - page.depth[best]!
  row[column++] =
    page.titleAt === -1 ? -1 : sharedDepth(tree, page.depth, element, blocks[page.titleAt]!.element) / Math.max(1, page.depth[element]!)
  row[column++] = sharedDepth(tree, page.depth, element, best) / Math.max(1, page.depth[best]!)
  row[column++] = page.sinceMarked[index]!
  row[column++] = Math.min(20, page.markedBefore[index]!)
  return column
}

/** Depth of the deepest element that holds both. */
function sharedDepth(tree: PageTree, depth: Int32Array, a: number, b: number): number {
  let left = a
  let right = b
  while (left !== right) {
    if (depth[left]! >= depth[right]!) left = tree.parents[left]!
    else right = tree.parents[right]!
  }
  return depth[left]!
}

function distanceFrom(index: number, first: number, last: number): number {
  if (first === -1) return far
  if (index < first) return Math.max(-far, index - first)
  return index > last ? Math.min(far, index - last) : 0
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
