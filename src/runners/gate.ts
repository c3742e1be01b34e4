/** Lets many work at once in this process, or one alone: a job that has killed a process before shall take no other with it. */
export class Gate {
  #inside = 0
  #alone = false
  readonly #waiting: Entry[] = []

  async enter<Result>(how: 'shared' | 'alone', work: () => Promise<Result>): Promise<Result> {
    await this.#admission(how)
    try {
      return await work()
    } finally {
      this.#inside -= 1
      if (how === 'alone') this.#alone = false
      this.#admit()
    }
  }

  #admission(how: Entry['how']): Promise<void> {
    return new Promise((open) => {
      this.#waiting.push({ how, open })
      this.#admit()
    })
  }

  /** In the order of coming, so that who wants to be alone gets there. */
  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#mayEnter(next); next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#inside += 1
      this.#alone = next.how === 'alone'
      next.open()
    }
  }

  #mayEnter({ how }: Entry): boolean {
    return !this.#alone && (how === 'shared' || this.#inside === 0)
  }
}

interface Entry {
  readonly how: 'shared' | 'alone'
  readonly open: () => void
}
