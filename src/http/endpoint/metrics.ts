/** Numbers of a service in the text form of Prometheus: what was counted, how long it took, and what stands now. */

type Labels = Readonly<Record<string, string>>

/** A number that stands now, with its labels. */
export interface Gauge {
  name: string
  help: string
  values: readonly (readonly [Labels, number])[]
}

/** Upper bounds of how long an answer took, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

interface Timed {
  /** How many took as long as each bound and no longer than it, and longer than the bound before. */
  counts: number[]
  sum: number
}

/** Counts what happens. Labels are names of routes and the like, never what somebody sent: their number is bounded. */
export class Metrics {
  readonly #counters = new Map<string, { help: string; values: Map<string, number> }>()
  readonly #routes = new Map<string, Timed>()

  count(name: string, help: string, labels: Labels, by = 1): void {
    const counter = this.#counters.get(name) ?? { help, values: new Map<string, number>() }
    this.#counters.set(name, counter)
    const key = written(labels)
    counter.values.set(key, (counter.values.get(key) ?? 0) + by)
  }

  /** An answer. `route`: as it was registered, such as `/v1/taxpayers/:nip`. */
  answered(method: string, route: string, status: number, seconds: number): void {
    const labels = { method, route, status: String(status) }
    this.count('ksef_reconcile_http_requests_total', 'Answers by route and status', labels)
    const timed = this.#routes.get(route) ?? { counts: Array.from(bounds, () => 0), sum: 0 }
    this.#routes.set(route, timed)
    const at = bounds.findIndex((bound) => seconds <= bound)
    if (at === -1) timed.counts[bounds.length] = (timed.counts[bounds.length] ?? 0) + 1
    else timed.counts[at] = (timed.counts[at] ?? 0) + 1
    timed.sum += seconds
  }

  /** All of it as text, with what stands now. */
  text(gauges: readonly Gauge[]): string {
    const lines = [
      ...[...this.#counters].flatMap(([name, { help, values }]) => [
        ...head(name, help, 'counter'),
        ...[...values].map(([labels, value]) => `${name}${labels} ${value}`),
      ]),
      ...this.#histogram('ksef_reconcile_http_request_seconds'),
      ...gauges.flatMap(({ name, help, values }) => [
        ...head(name, help, name.endsWith('_total') ? 'counter' : 'gauge'),
        ...values.map(([labels, value]) => `${name}${written(labels)} ${value}`),
      ]),
    ]
    return `${lines.join('\n')}\n`
  }

  #histogram(name: string): string[] {
    const lines = [...this.#routes].flatMap(([route, { counts, sum }]) => {
      let upTo = 0
      const buckets = [...bounds.map(String), '+Inf'].map((le, at) => {
        upTo += counts[at] ?? 0
        return `${name}_bucket${written({ route, le })} ${upTo}`
      })
      const labels = written({ route })
      return [...buckets, `${name}_sum${labels} ${sum}`, `${name}_count${labels} ${upTo}`]
    })
    return lines.length === 0
      ? []
      : [...head(name, 'How long answers took, in seconds', 'histogram'), ...lines]
  }
}

const head = (name: string, help: string, type: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
]

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
