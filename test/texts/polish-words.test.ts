import { describe, expect, it } from 'vitest'
import {
  amountOf,
  counted,
  dayOf,
  listed,
  periodInGenitive,
  periodNamed,
  withOneFullStop,
} from '../../src/texts/pl/words.ts'

describe('Polish', () => {
  it('writes days as in prose, and one full stop behind them', () => {
    expect(dayOf('2026-06-29')).toBe('29 czerwca 2026 r.')
    expect(dayOf('2026-12-01')).toBe('1 grudnia 2026 r.')
    expect(withOneFullStop(`Wpłynęła ${dayOf('2026-06-29')}.`)).toBe('Wpłynęła 29 czerwca 2026 r.')
    expect(withOneFullStop(`Za ${periodInGenitive('2026-01')}. Potem.`)).toBe('Za stycznia 2026 r. Potem.')
  })
  it('writes months and quarters in both cases', () => {
    expect([periodNamed('2026-01'), periodInGenitive('2026-01')]).toEqual([
      'styczeń 2026 r.',
      'stycznia 2026 r.',
    ])
    expect([periodNamed('2026-Q2'), periodInGenitive('2026-Q2')]).toEqual([
      'II kwartał 2026 r.',
      'II kwartału 2026 r.',
    ])
  })
  it.each([
    ['1234.56', undefined, '1 234,56 zł'],
    ['-0.50', undefined, '-0,50 zł'],
    ['90071992547409.91', 'EUR', '90 071 992 547 409,91 EUR'],
    ['100.00', 'PLN', '100,00 zł'],
  ])('writes the amount %s %s as %s', (amount, currency, words) => {
    expect(amountOf(amount, currency).replaceAll('\u00a0', ' ')).toBe(words)
  })
  it('counts in three forms', () => {
    const copies = [0, 1, 2, 4, 5, 12, 21, 22, 25, 101, 112].map((n) => counted(n, 'kopia', 'kopie', 'kopii'))
    expect(copies.join()).toBe(
      '0 kopii,1 kopia,2 kopie,4 kopie,5 kopii,12 kopii,21 kopii,22 kopie,25 kopii,101 kopii,112 kopii',
    )
  })
  it('lists', () => {
    expect(listed(['a', 'b', 'c'])).toBe('a, b i c')
  })
})
