import type { Purchase } from '../../src/client/index.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const width = 108

/** `2026-06-29` as a person says it. */
export const day = (text: string): string =>
  `${Number(text.slice(8))} ${months[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`

/** A number of things, such as `1 row` or `2 rows`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

export const heading = (mark: string, title: string): void => console.log(`\n── ${mark} ── ${title}`)
export const say = (text: string): void => console.log(`\n${wrap(text, '  ')}`)
export const note = (text: string): void => console.log(wrap(text, '    '))

/** What an accountant looks at first: state, mode, both days, what is due, what needs a human. */
export function purchaseLines(p: Purchase): void {
  const facts = [
    `issued ${p.issueDate}`,
    p.receipt.date ? `received ${p.receipt.date}` : 'not received yet',
    ...(p.status === 'awaiting-ksef' && p.resend.deadline ? [`number due ${p.resend.deadline}`] : []),
    ...(p.deduction.from ? [`deduct ${p.deduction.from} … ${p.deduction.until}`] : []),
    `marker ${p.marker.value ?? '–'}`,
  ]
  note(`${p.number.padEnd(16)} ${p.status} · ${p.mode}`)
  note(`${' '.repeat(16)} ${facts.join(' · ')}`)
  const open = p.findings.filter((f) => f.open && f.severity !== 'info')
  if (open.length > 0) note(`${' '.repeat(16)} ! ${open.map((f) => f.code).join(', ')}`)
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const numeric = header.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^-?\d+\.\d\d$/.test(row[i] ?? '')),
  )
  const line = (cells: readonly string[]) =>
    `    ${cells.map((c, i) => (numeric[i] ? c.padStart(widths[i] ?? 0) : c.padEnd(widths[i] ?? 0))).join('  ')}`.trimEnd()
  console.log(line(header))
  console.log(`    ${widths.map((w) => '─'.repeat(w)).join('  ')}`)
  for (const row of rows) console.log(line(row))
}

function wrap(text: string, indent: string): string {
  const lines: string[] = []
  let line = ''
  const start = /^ */.exec(text)?.[0] ?? ''
  indent += start
  for (const word of text.trim().split(/ (?! )/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, indent + line].join('\n')
}
