import type { Figures } from './measure.ts'

/** What it is, its value, its shares of both ceilings, and what else is to be said. */
type Line = [what: string, value: string, ofSameRows: string, ofOneRow: string, remark: string]

/** Rates of the service, and the end of the name of their ceilings. */
const rates = {
  importPerSecond: 'PerSecond',
  furtherPerSecond: 'FurtherPerSecond',
  copies1: 'Copies1',
  copies16: 'Copies16',
}
const ceilings = ['sameRows', 'oneRow'] as const

/** The figures of one run, with the share of each rate of its ceilings in that run: machines are not always as fast. */
export function withShares(run: Figures): Figures {
  const shares = Object.entries(rates).flatMap(([rate, end]) =>
    ceilings.map((ceiling) => [
      `${rate} of ${ceiling}`,
      (run[rate] ?? Number.NaN) / (run[`${ceiling}${end}`] ?? Number.NaN),
    ]),
  )
  return { ...run, ...Object.fromEntries(shares) }
}

export const whole = (n: number | null | undefined): string =>
  n === null || n === undefined ? 'not measured here' : Math.round(n).toLocaleString('en')
const ms = (n: number | null | undefined): string => (n == null ? '-' : n.toFixed(n < 10 ? 2 : 1))

/** What is shown of the figures. */
export function lines(f: Figures, count: number): Line[] {
  const against = (ok: boolean, target: string) => `target ${target}: ${ok ? 'met' : 'MISSED'}`
  const n = (name: string): number => f[name] ?? Number.NaN
  const rate = (what: string, name: keyof typeof rates, remark = ''): Line => {
    const [same, one] = ceilings.map((ceiling) => {
      const share = `${Math.round(100 * n(`${name} of ${ceiling}`))} %`
      return `${share} of ${whole(f[`${ceiling}${rates[name]}`])}`
    }) as [string, string]
    const half = against(n(`${name} of sameRows`) >= 0.5, 'half of same rows')
    return [what, whole(f[name]), same, one, [half, remark].filter((text) => text !== '').join('; ')]
  }
  const plain = (what: string, value: string, remark = ''): Line => [what, value, '', '', remark]
  const waits = (what: string, prefix: string): Line => {
    const [p50, p99, most] = ['P50', 'P99', 'Max'].map((q) => ms(f[`${prefix}Health${q}`]))
    const target = against(n(`${prefix}HealthP99`) < 50, 'p99 < 50')
    return plain(what, p99 ?? '-', `p50 ${p50}, longest ${most}; ${target}`)
  }
  return [
    rate('import, just started, per s', 'importPerSecond', against(n('importPerSecond') >= 4000, '4,000')),
    rate('import of another package, per s', 'furtherPerSecond'),
    plain(
      'the same package again, per s',
      whole(f.reimportPerSecond),
      against(n('reimportPerSecond') >= 10_000, '10,000'),
    ),
    plain('metadata as JSON, per s', whole(f.metadataPerSecond), `at most ${whole(f.metadataPeak)} MB`),
    [
      'processor time of the import, s',
      ms(f.importProcessor),
      `beside ${ms(f.sameRowsProcessor)}`,
      `beside ${ms(f.oneRowProcessor)}`,
      'other work on the machine disturbs it less than the speeds',
    ],
    plain('memory after the import, MB', whole(f.importPeak), `one row each: ${whole(f.oneRowPeak)}`),
    plain(
      'memory after both, MB',
      whole(f.reimportPeak),
      f.reimportPeak === null ? 'no /proc on this system' : against(n('reimportPeak') < 400, '< 400'),
    ),
    waits('/health during the import, p99, ms', 'import'),
    waits('/health during the same again, p99, ms', 'reimport'),
    rate('copies, one after the other, per s', 'copies1', `p50 ${ms(f.copies1P50)} ms`),
    rate(
      'copies, 16 connections, per s',
      'copies16',
      `p50 ${ms(f.copies16P50)} ms; ${ms(f.copies16Processor)} ms of processor each`,
    ),
    plain('page of 100 purchases, ms', ms(f.page100), `of ${whole(count)}`),
    plain('one purchase, ms', ms(f.purchase)),
    plain(
      'register of a month, JSON, ms',
      ms(f.registerJson),
      `the first 1,000 of ${whole(f.registerRows)} rows`,
    ),
    plain('register of a month, CSV, ms', ms(f.registerCsv), `all ${whole(f.registerRows)} rows`),
    plain('month of 100,000: first page, ms', ms(f.largePage), against(n('largePage') < 30, '< 30')),
    plain(
      'month of 100,000: JPK file, rows/s',
      whole(f.jpkPerSecond),
      against(n('jpkPerSecond') >= 50_000, '50,000'),
    ),
    plain(
      'month of 100,000: JPK file, growth, MB',
      whole(f.jpkGrowth),
      f.jpkGrowth === null ? 'no /proc on this system' : against(n('jpkGrowth') < 64, '< 64'),
    ),
  ]
}
