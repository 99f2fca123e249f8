import type { Line, Sums } from './sums.ts'

/** The sums as a plain table. */

const columns: [title: string, value: (line: Line) => string][] = [
  ['copies', (l) => String(l.copies)],
  ['partner', (l) => String(l.withPartner)],
  ['attached', (l) => String(l.attached)],
  ['held', (l) => String(l.held)],
  ['apart', (l) => String(l.apart)],
  ['MERGED', (l) => String(l.merged)],
  ['refused', (l) => String(l.refused)],
  ['recall', (l) => share(l.attached, l.withPartner)],
  ['first', (l) => share(l.first, l.held + l.apart)],
  ['first 3', (l) => share(l.firstThree, l.held + l.apart)],
  ['alone', (l) => String(l.alone)],
  ['held alone', (l) => String(l.heldAlone)],
]

/** A share with four decimals; nothing of nothing is a dash. */
export const share = (part: number, of: number): string => (of === 0 ? '-' : (part / of).toFixed(4))

function rows(title: string, lines: Record<string, Line>): string[][] {
  const names = Object.keys(lines).sort()
  return [
    [title, ...columns.map(([name]) => name)],
    ...names.map((name) => [name, ...columns.map(([, value]) => value(lines[name] as Line))]),
  ]
}

function table(cells: readonly string[][]): string {
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

/** Whether a target was met, said so that nobody has to look twice. */
export function targetsOf(sums: Sums): { target: string; is: string; met: boolean }[] {
  const line = (name: string): Line | undefined => sums.byCarrier[name]
  const sure = ['code', 'KSeF number', 'exact number'].flatMap((name) => line(name) ?? [])
  const [attached, could] = [
    sure.reduce((n, l) => n + l.attached, 0),
    sure.reduce((n, l) => n + l.withPartner, 0),
  ]
  const noisy = line('noisy writing')
  const looked = noisy ? noisy.held + noisy.apart : 0
  return [
    { target: 'wrong automatic merges: 0', is: String(sums.all.merged), met: sums.all.merged === 0 },
    {
      target: 'copies with a code, a KSeF number or an exact number attached automatically: 0.97',
      is: share(attached, could),
      met: attached >= 0.97 * could,
    },
    {
      target: 'noisy copies not attached: the true partner among the first three candidates: 0.99',
      is: share(noisy?.firstThree ?? 0, looked),
      met: (noisy?.firstThree ?? 0) >= 0.99 * looked,
    },
    {
      target: 'receipt day, marker or month wrong where attached automatically: 0',
      is: `${sums.verdictsWrong} of ${sums.verdictsChecked} purchases`,
      met: sums.verdictsWrong === 0,
    },
  ]
}

/** Everything that was counted, for people. */
export function printed(sums: Sums): string {
  const { all } = sums
  const precision = share(all.attached, all.attached + all.merged)
  return [
    table(rows('recognised by', { ...sums.byCarrier, all })),
    table(rows('noise (writing alone)', sums.byNoise)),
    table(rows('trap', sums.byTrap)),
    `precision of what was attached: ${precision}`,
    `noisy copies held by a finding that names the partner: ${share(all.heldAndNamed, all.held + all.apart)} of those not attached`,
    `purchases held without cause: ${sums.heldWithoutCause} of ${sums.purchases}`,
    ...targetsOf(sums).map(({ target, is, met }) => `${met ? 'met   ' : 'MISSED'}  ${target} (is ${is})`),
  ].join('\n\n')
}
