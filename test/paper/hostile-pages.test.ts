import { expect, it } from 'vitest'
import { readText } from '../../src/paper/read-page.ts'
import { processorMillis } from '../support/processor.ts'

/** Pages that are made to be slow: lines without end, each of them near enough to every other one to be looked at. */

const pieces = 12_000
/** What took time in proportion to the square of a page took minutes here. */
const milliseconds = 20_000

it.each<[string, (at: number) => { text: string; height: number }]>([
  ['titles without a number', () => ({ text: 'Faktura', height: 0.3 })],
  ['titles with numbers', (at) => ({ text: `Faktura VAT nr ${at}/2026`, height: 0.3 })],
  ['labels of days without a day', () => ({ text: 'Data wystawienia', height: 500 })],
  [
    'labels above tax numbers',
    (at) =>
      at < pieces / 2 ? { text: 'Sprzedawca', height: 300 } : { text: 'NIP: 3066552935', height: 0.3 },
  ],
  [
    'sums that do not add up',
    (at) => ({
      text: [`Razem netto: ${at},00`, `Kwota VAT: ${at},23`, `Razem brutto: ${at},77`][at % 3] as string,
      height: 0.3,
    }),
  ],
])('%s', (_, make) => {
  const items = Array.from({ length: pieces }, (_, at) => {
    const { text, height } = make(at)
    return { text, page: 1, x: 40, y: at * 0.2 - height / 2, width: 90, height }
  })
  const found: ReturnType<typeof readText>[] = []
  const taken = processorMillis(() => found.push(readText(items, { ours: '1999604117', isGuessed: false })))
  expect(taken).toBeLessThan(milliseconds)
  expect(Object.values(found[0]?.fields ?? {}).filter(({ confidence }) => confidence === 'certain')).toEqual(
    [],
  )
})
