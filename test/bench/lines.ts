import type { Figures } from './measure.ts'

type Line = [what: string, value: string, remark: string]

export const whole = (n: number | null | undefined): string =>
  n === null || n === undefined ? 'not measured here' : Math.round(n).toLocaleString('en')
const ms = (n: number | null | undefined): string => (n == null ? '-' : n.toFixed(n < 10 ? 2 : 1))

/** What is shown of the figures: what it is, its value, and its ceiling or target. */
export function lines(f: Figures, count: number): Line[] {
  const against = (ok: boolean, target: string) => `target ${target}: ${ok ? 'met' : 'MISSED'}`
  const ratio = (part: number | null | undefined, ceiling: number | null | undefined, what: string) =>
    `${((100 * (part ?? 0)) / (ceiling ?? 1)).toFixed(0)} % of ${whole(ceiling)} (${what})`
  const n = (name: string): number => f[name] ?? Number.NaN
  const waits = (prefix: string) => ['P50', 'P99', 'Max'].map((q) => ms(f[`${prefix}Health${q}`])).join(' / ')
  const half = (part: number | null | undefined, ceiling: string) =>
    `${against((part ?? 0) >= n(ceiling) / 2, 'half')}; ${ratio(part, f[ceiling], 'the same rows without the service')}`
  return [
    [
      'import, invoices/s',
      whole(f.importPerSecond),
      `${against(n('importPerSecond') >= 4000, '4,000')}; ${half(f.importPerSecond, 'sameRowsPerSecond')}; ${ratio(f.importPerSecond, f.oneRowPerSecond, 'one row each')}`,
    ],
    [
      'import of another package, invoices/s',
      whole(f.furtherPerSecond),
      `${half(f.furtherPerSecond, 'sameRowsFurtherPerSecond')}; ${ratio(f.furtherPerSecond, f.oneRowFurtherPerSecond, 'one row each')}`,
    ],
    [
      'same package again, invoices/s',
      whole(f.reimportPerSecond),
      against(n('reimportPerSecond') >= 10_000, '10,000'),
    ],
    ['metadata JSON, invoices/s', whole(f.metadataPerSecond), `peak RSS ${whole(f.metadataPeak)} MB`],
    [
      'processor time of the import, s',
      ms(f.importProcessor),
      `same rows ${ms(f.sameRowsProcessor)}, one row each ${ms(f.oneRowProcessor)}; other work on the machine disturbs it less than the speeds`,
    ],
    ['peak RSS after the import, MB', whole(f.importPeak), `one row each ${whole(f.oneRowPeak)} MB`],
    [
      'peak RSS after both, MB',
      whole(f.reimportPeak),
      f.reimportPeak === null ? 'no /proc on this system' : against(n('reimportPeak') < 400, '< 400'),
    ],
    [
      '/health during import, ms',
      waits('import'),
      `p50 / p99 / max; ${against(n('importHealthP99') < 50, 'p99 < 50')}`,
    ],
    [
      '/health during re-import, ms',
      waits('reimport'),
      `p50 / p99 / max; ${against(n('reimportHealthP99') < 50, 'p99 < 50')}`,
    ],
    [
      'copies/s, one after the other',
      whole(f.copies1),
      `${half(f.copies1, 'sameRowsCopies1')}; ${ratio(f.copies1, f.oneRowCopies1, 'one row each')}; p50 ${ms(f.copies1P50)} ms`,
    ],
    [
      'copies/s, 16 connections',
      whole(f.copies16),
      `${half(f.copies16, 'sameRowsCopies16')}; ${ratio(f.copies16, f.oneRowCopies16, 'one row each')}; p50 ${ms(f.copies16P50)} ms; ${ms(f.copies16Processor)} ms of processor each`,
    ],
    ['page of 100 purchases, ms', ms(f.page100), `of ${whole(count)}`],
    ['one purchase, ms', ms(f.purchase), ''],
    ['register of a month, JSON, ms', ms(f.registerJson), `the first 1,000 of ${whole(f.registerRows)} rows`],
    ['register of a month, CSV, ms', ms(f.registerCsv), `all ${whole(f.registerRows)} rows`],
    ['month of 100,000: first page, ms', ms(f.largePage), against(n('largePage') < 30, '< 30')],
    [
      'month of 100,000: JPK file, rows/s',
      whole(f.jpkPerSecond),
      against(n('jpkPerSecond') >= 50_000, '50,000'),
    ],
    [
      'month of 100,000: JPK file, growth, MB',
      whole(f.jpkGrowth),
      f.jpkGrowth === null ? 'no /proc on this system' : against(n('jpkGrowth') < 64, '< 64'),
    ],
  ]
}

export function table(rows: Line[]): string {
  const [left, middle] = [0, 1].map((i) => Math.max(...rows.map((row) => (row[i] as string).length)))
  return rows
    .map(([what, value, remark]) => `  ${what.padEnd(left ?? 0)}  ${value.padStart(middle ?? 0)}  ${remark}`)
    .join('\n')
}
