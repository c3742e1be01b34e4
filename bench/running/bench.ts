/** What one contender came to in one process. A figure that could not be reached is absent. */
export type Figures = Readonly<Record<string, number | undefined>>

export interface Metric {
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly better: 'more' | 'less'
}

/** One comparison. The modules under test are loaded inside `measure`, so that a process holds its own contender and nothing else. */
export interface Bench {
  readonly name: string
  /** Ours first. */
  readonly contenders: readonly [string, ...string[]]
  readonly metrics: readonly Metric[]
  /** The figure that all contenders have to agree on: they did the same work. */
  readonly sameIn: string | undefined
  /** Rounds run every contender once, one after the other; the median of the rounds counts. */
  readonly rounds: number
  /** A contender whose work does not get better with us: how far we are above it is told besides, in this metric. */
  readonly floor?: { readonly contender: string; readonly metric: string }
  /** Takes so long that it runs only when it is named. */
  readonly onlyNamed?: boolean
  /** Flags of Node that its contenders run with; none where absent. */
  readonly nodeFlags?: readonly string[]
  /** What its contenders find in their environment besides. */
  readonly environment?: Readonly<Record<string, string>>
  /** Whether the packages of `bench/package.json` are needed. */
  readonly needsPeers: boolean
  /** Why it cannot run here. */
  missing(): Promise<string | undefined>
  measure(contender: string): Promise<Figures>
}

/** `quick` takes smaller inputs where the whole takes minutes; the table says which it was. */
export type Scale = 'whole' | 'quick'

/** Our own name among the contenders. */
export const us = 'Frameshift'
