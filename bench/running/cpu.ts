/** Seconds that this process has spent on the processor, in all its threads: garbage collection and compilation count. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Highest memory use of this process so far, in MB. Includes the runtime and all loaded modules. */
export function peakMegabytes(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6
}

/** CPU seconds of a piece of work. */
export function timed(work: () => void): number {
  const start = cpuSeconds()
  work()
  return cpuSeconds() - start
}
