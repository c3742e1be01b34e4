import { claimGrades, type ClaimGrade, type ClaimMatch, type GradedClaim } from '../../claims/claim.ts'

/** The words about claims that the HTML and Markdown reports share. */

export const gradeWords: Readonly<Record<ClaimGrade, string>> = {
  verbatim: 'Verbatim',
  paraphrase: 'Paraphrase',
  stronger: 'Stronger than the source',
  weaker: 'Weaker than the source',
  'not-found': 'Not found',
  'not-fetched': 'Not fetched',
}

export const gradeMeanings: Readonly<Record<ClaimGrade, string>> = {
  verbatim: 'The outlet prints these words, or exactly this term in its own language.',
  paraphrase: 'The outlet says it in other words, as firmly and in the same voice.',
  stronger:
    'The claim goes further: the outlet hedges or denies it, has it only in the mouth of others, gives a smaller number, or uses milder words.',
  weaker:
    'The claim goes less far: the outlet is firmer, says itself what is given to others, gives a larger number, or uses harsher words.',
  'not-found':
    'Articles of the outlet were read, and none of their sentences shares enough with the claim. That is no proof that it was never said.',
  'not-fetched': 'No article of the outlet on this story was read, or nobody of this run is named; the reason stands beside it.',
}

/** How many claims have each grade; grades that none has are left out. */
export function gradeCounts(claims: readonly GradedClaim[]): readonly (readonly [ClaimGrade, number])[] {
  return claimGrades.flatMap((grade) => {
    const count = claims.filter((claim) => claim.grade === grade).length
    return count === 0 ? [] : [[grade, count] as const]
  })
}

export function sourceWords({ isOwnVoice }: ClaimMatch): string {
  return isOwnVoice ? 'in its own voice' : 'in the voice of others'
}
