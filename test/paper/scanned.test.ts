import { expect, it } from 'vitest'
import { linesOf } from '../../src/paper/page.ts'
import { readText } from '../../src/paper/read-page.ts'
import { type SeenLine, type SeenWord, seenText } from '../../src/paper/scanned.ts'

// What a machine read in a picture of 200 dpi becomes text with places; what it reads in real pictures is tried elsewhere.

const [seller, ours] = ['3066552935', '1999604117']
const upright = { page: 1, pixelsPerPoint: 200 / 72, turned: false }
const size = 30

/** Words 18 pixels a letter, on a base line that falls by so much. */
function line(x: number, y: number, text: string, slope = 0, sure: Record<string, number> = {}): SeenLine {
  let left = x
  const words = text.split(' ').map((word): SeenWord => {
    const [x0, x1] = [left, left + word.length * 18]
    left = x1 + 10
    const bottom = y + slope * x0
    return { text: word, sure: sure[word] ?? 95, box: { x0, y0: bottom - 22, x1, y1: bottom } }
  })
  return { words, size, base: { x0: x, y0: y + slope * x, x1: left - 10, y1: y + slope * (left - 10) } }
}
const textsOf = (lines: SeenLine[]) =>
  linesOf(seenText(lines, upright)).map(({ segments }) => segments.map(({ text }) => text))

const invoice = (slope: number, sure: Record<string, number> = {}): SeenLine[] => [
  line(500, 280, 'Faktura VAT nr FV/213/04/2026', slope, sure),
  line(100, 380, 'Sprzedawca', slope),
  line(1000, 380, 'Nabywca', slope),
  line(100, 420, 'Mechanika Zmyślony sp. z 0.0.', slope),
  line(1000, 420, 'Pracownia Wzorowit', slope),
  line(100, 460, `NIP: ${seller}`, slope, sure),
  line(1000, 460, `NIP: ${ours}`, slope),
  line(100, 540, 'Data wystawienia: 14.04.2026', slope),
  line(100, 700, 'Razem', slope),
  line(700, 700, '|29 771,90', slope),
  line(1000, 700, '5 318,74', slope),
  line(1300, 700, '35 090,64', slope),
  line(100, 800, 'Do zapłaty: 35 090,64 zł', slope, sure),
]
const told = (lines: SeenLine[]) => {
  const { fields } = readText(seenText(lines, upright), { ours, isGuessed: true })
  const names = ['seller.nip', 'seller.name', 'buyer.nip', 'number', 'issueDate', 'gross'] as const
  return names.map((name) => `${fields[name]?.value} ${fields[name]?.confidence}`)
}
const likely = [
  `${seller} likely`,
  'Mechanika Zmyślony sp. z o.o. likely',
  `${ours} likely`,
  'FV/213/04/2026 likely',
  '2026-04-14 likely',
  '35090.64 likely',
]

it('reads as a page does, and is certain of nothing', () => {
  expect(told(invoice(0))).toEqual(likely)
})

it.each([0.02, -0.02, 0.08])('reads a page that lies askew by %f', (slope) => {
  expect(told(invoice(slope))).toEqual(likely)
})

it('doubts what the machine is not sure of, and hears nothing of what it hardly saw', () => {
  const doubtful = told(invoice(0, { 'FV/213/04/2026': 55, [seller]: 69, zł: 10 }))
  expect(doubtful).toEqual([
    `${seller} doubtful`,
    ...likely.slice(1, 3),
    'FV/213/04/2026 doubtful',
    ...likely.slice(4),
  ])
})

it('doubts sums that do not add up, and digits that may be letters', () => {
  const sums = told(invoice(0).filter(({ words }) => words[0]?.text !== '5'))
  expect(sums).toEqual([...likely.slice(0, 5), '35090.64 doubtful'])
  const number = told([line(500, 280, 'Faktura VAT nr KRO1/FV/26'), ...invoice(0).slice(1)])
  expect(number).toEqual([...likely.slice(0, 3), 'KRO1/FV/26 doubtful', ...likely.slice(4)])
})

it('tells where it stands in points, and no place on a page that had to be turned', () => {
  const lines = [line(200, 400, 'NIP: 3066552935')]
  const [first] = seenText(lines, upright)
  // 200 pixels are 72 points; the base line is 400, and letters of 30 reach 24 above it.
  expect(first).toMatchObject({ page: 1, x: 72, y: (376 * 72) / 200, height: 10.8 })
  const { fields } = readText(seenText(lines, { ...upright, turned: true }), { ours, isGuessed: true })
  expect(fields['seller.nip']?.box).toBeNull()
})

it('puts labels right of which one letter was misread, and no other word', () => {
  expect(textsOf([line(0, 40, 'AKTURA VAT nr FV/1/26')])).toEqual([['FAKTURA VAT nr FV/1/26']])
  expect(textsOf([line(0, 40, 'Sprzedowca: Anna')])).toEqual([['sprzedawca: Anna']])
  // Another form of a word, a word that may be two, a short one, a number.
  const others = 'Kwota korekty faktur Nabywcy netta FAKTURA1 2O26'
  expect(textsOf([line(0, 40, others)])).toEqual([[others]])
})

it('counts once what was read twice in one place, and leaves rules of tables out', () => {
  const twice: SeenLine = line(0, 40, 'FAKTURA')
  const again: SeenLine = line(0, 41, 'ERAKTVRA', 0, { ERAKTVRA: 40 })
  expect(textsOf([twice, again])).toEqual([['FAKTURA']])
  expect(textsOf([line(0, 40, '| |Netto| [12,00] _')])).toEqual([['Netto 12,00']])
})

it('takes nothing from noise, and no more words than a page can have', () => {
  const noise = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      line((at * 37) % 1600, (at * 91) % 2300, '~/l|', 0, { '~/l|': at % 60 }),
    )
  expect(told(noise(300))).toEqual(Array(6).fill('undefined undefined'))
  // Of the first 6000 words two in three are seen at all: those of 20 and more.
  expect(seenText(noise(30_000), upright)).toHaveLength(4000)
  expect(seenText([{ ...line(0, 0, 'x'), size: 0 }], upright)).toEqual([])
  expect(seenText([], upright)).toEqual([])
})
