/** Of work of the larger size, four times the smaller. */
export interface Growth {
  /** How many times the processor time of the smaller size it took: 4 where the time grows with the size, 16 with its square. */
  readonly times: number
}

/** Under this many milliseconds a measurement says more of the machine than of the work. */
const leastMs = 3

/** Processor time of this thread only: what else the machine does bears on neither size. `size` is the larger one. */
export function cpuGrowth(size: number, work: (size: number) => void): Growth {
  const [small, large] = [Math.floor(size / 4), size].map((each) => {
    const before = process.threadCpuUsage()
    work(each)
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  })
  return { times: Math.max(large ?? 0, leastMs) / Math.max(small ?? 0, leastMs) }
}
