/**
 * Long work, cut into steps of some milliseconds: between two of them others may have their turn, or the work may be given up. Where it is cut
 * changes no result. A function that gives its work in steps is named `…InSteps`; without it the function does the whole work at once.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>

/** Does the whole work at once. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
