import { columns, type Figures, figure, machine } from './measure.ts'

/** A row for each figure: its value at each size, how it grew, its ceiling at the last size, and its target. */
export function report(command: string, measured: readonly [number, Figures][]): void {
  const [[firstSize, first], [lastSize, last]] = [measured[0], measured.at(-1)] as [
    [number, Figures],
    [number, Figures],
  ]
  const growth = (name: string): number => (last[name] ?? Number.NaN) / (first[name] ?? Number.NaN)
  const rows = Object.keys(last).map((name) => [
    name,
    ...measured.map(([, f]) => figure(f[name] ?? null)),
    figure(growth(name)),
    ...['same rows', 'one row'].map((ceiling) => share(last, name, ceiling)),
    target(name, growth(name), last),
  ])
  const { cores, cpu, platform, node } = machine()
  const sizes = measured.map(([size]) => size.toLocaleString('en'))
  const head = ['ms, unless said otherwise', ...sizes, 'growth', 'of same rows', 'of one row', '']
  console.log(`${cores} cores (${cpu}), ${platform}, Node ${node}
${command}
growth: ${lastSize.toLocaleString('en')} against ${firstSize.toLocaleString('en')}; of same rows, of one row: beside the ceiling at ${lastSize.toLocaleString('en')}

${columns([head, ...rows])}`)
}

/** What stands beside a figure at the end of its ceiling's name. */
const beside: readonly [figure: RegExp, ceiling: string][] = [
  [/^import per s$/, 'import per s'],
  [/^copies, 16 connections$/, '16 connections'],
  [/^copy, /, 'insert, '],
  [/^(check\b.*|purchase), (?=p\d+$)/, 'look-up, '],
]

/** A figure by its ceiling; NaN where it has none. */
function ratio(figures: Figures, name: string, ceiling: string): number {
  const [pattern, what] = beside.find(([figure]) => figure.test(name)) ?? []
  if (pattern === undefined) return Number.NaN
  const bare = figures[`${ceiling}, ${name.replace(pattern, what as string)}`]
  return (figures[name] ?? Number.NaN) / (bare ?? Number.NaN)
}

const isRate = (name: string): boolean => /per s$|16 connections$/.test(name)

/** Rates as a share of their ceiling, waits as a multiple. */
function share(figures: Figures, name: string, ceiling: string): string {
  const of = ratio(figures, name, ceiling)
  if (Number.isNaN(of)) return ''
  return isRate(name) ? `${Math.round(100 * of)} %` : `${figure(of)} x`
}

function target(name: string, growth: number, figures: Figures): string {
  const said = (met: boolean, what: string) => `target ${what}: ${met ? 'met' : 'MISSED'}`
  if (/^check.*p99$/.test(name)) return said(growth <= 2, 'growth 2')
  if (name === 'import per s' || name === 'copies, 16 connections')
    return said(ratio(figures, name, 'same rows') >= 0.5, '50 % of same rows')
  return ''
}
