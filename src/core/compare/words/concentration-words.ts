import type { Contrast, Rate } from '../../../model.ts'

/** " All 5 hits of A stand in one article." where a side that is an outlet has several hits and several articles; else empty. */
export function concentrationWords(
  { a, b, frame, voice, verdict }: Contrast,
  { rates, outletName }: { readonly rates: readonly Rate[]; readonly outletName: (id: string) => string },
): string {
  if (verdict === 'not-used' || verdict === 'different-languages') return ''
  return [a, b]
    .map((outlet) => rates.find((rate) => rate.outlet === outlet && rate.frame === frame && rate.voice === voice && rate.zone === 'body'))
    .filter((rate) => rate !== undefined && rate.hits > 1 && rate.articles > 1 && rate.articlesWithHit === 1)
    .map((rate) => (rate ? ` All ${rate.hits} hits of ${outletName(rate.outlet)} stand in one article.` : ''))
    .join('')
}
