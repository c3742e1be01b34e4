/** Counts what happens, for who watches over the process from outside. */
export interface Meter {
  count(name: MeterName, label: string): void
  /** In the text form of Prometheus. `now` are values that are read at this moment. */
  text(now: Readonly<Record<string, number>>): string
}

const names = ['frameshift_requests_total', 'frameshift_runs_total'] as const
type MeterName = (typeof names)[number]

const described: Readonly<Record<MeterName, readonly [label: string, help: string]>> = {
  frameshift_requests_total: ['status', 'Requests answered, by the first digit of the status.'],
  frameshift_runs_total: ['event', 'Runs begun here and how they ended.'],
}

export function createMeter(): Meter {
  const counts = new Map<MeterName, Map<string, number>>()
  return {
    count: (name, label) => {
      const labels = counts.get(name) ?? new Map<string, number>()
      counts.set(name, labels.set(label, (labels.get(label) ?? 0) + 1))
    },
    text: (now) => {
      const counters = names.flatMap((name) => {
        const [label, help] = described[name]
        const lines = [...(counts.get(name) ?? [])].map(([value, count]) => `${name}{${label}="${value}"} ${count}`)
        return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...lines]
      })
      const gauges = Object.entries(now).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`])
      return `${[...counters, ...gauges].join('\n')}\n`
    },
  }
}
