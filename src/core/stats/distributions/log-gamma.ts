/**
 * Natural logarithm of the gamma function for x > 0. Stirling's series, after moving the argument up to where seven terms give full double
 * precision. `Infinity` at 0.
 */
export function logGamma(x: number): number {
  if (x === 0) return Infinity
  let shifted = x
  let product = 1
  while (shifted < seriesStart) {
    product *= shifted
    shifted++
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingSeries(shifted) - Math.log(product)
}

/**
 * What Stirling's approximation of ln(x!) leaves out: ln(x!) - [(x + 1/2) ln x - x + ln(2 pi) / 2], x > 0. Lets densities be computed without
 * subtracting large logarithms (Loader 2000).
 */
export function stirlingError(x: number): number {
  if (x >= seriesStart) return stirlingSeries(x)
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - halfLogTwoPi
}

/** x ln(x / mean) + mean - x, the deviance part of a Poisson density, without cancellation where x is near the mean (Loader 2000). */
export function devianceTerm(x: number, mean: number): number {
  const gap = x - mean
  if (Math.abs(gap) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x
  const v = gap / (x + mean)
  let sum = gap * v
  let power = 2 * x * v
  for (let odd = 3; ; odd += 2) {
    power *= v * v
    const next = sum + power / odd
    if (next === sum) return next
    sum = next
  }
}

const seriesStart = 15
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI)
const coefficients = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156] as const

function stirlingSeries(x: number): number {
  const square = x * x
  let power = x
  let sum = 0
  for (const coefficient of coefficients) {
    sum += coefficient / power
    power *= square
  }
  return sum
}
