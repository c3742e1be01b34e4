/** A sleep that others can end. A call that comes while nobody sleeps ends the next sleep at once: nothing that was said is missed. */
export class Wakeable {
  #isCalled = false
  #end: (() => void) | undefined

  wake(): void {
    this.#isCalled = true
    this.#end?.()
  }

  /** Whether it was woken before its time, which the signal's end does not count as. */
  async sleep(ms: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#isCalled && !signal.aborted && ms > 0) {
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          this.#end = undefined
          resolve()
        }
        const timer = setTimeout(end, ms)
        signal.addEventListener('abort', end)
        this.#end = end
      })
    }
    const isWoken = this.#isCalled && !signal.aborted && ms > 0
    this.#isCalled = false
    return isWoken
  }
}
