export interface Height {
  readonly value: number
  readonly slope: number
}

/**
 * Where an increasing function crosses zero between `low` and `high`: Newton's steps, halving the bracket whenever a step would leave it.
 * Returns the nearer end when the function does not cross zero inside.
 */
export function increasingRoot(
  heightAt: (x: number) => Height,
  bracket: { readonly low: number; readonly high: number; readonly start: number },
): number {
  let { low, high, start: x } = bracket
  for (let step = 0; step < 300; step++) {
    const { value, slope } = heightAt(x)
    if (value === 0) return x
    if (value < 0) low = x
    else high = x
    const newton = x - value / slope
    const next = newton > low && newton < high ? newton : low + (high - low) / 2
    const moved = Math.abs(next - x)
    x = next
    if (moved <= 1e-15 * Math.max(1, Math.abs(x))) return x
  }
  return x
}
