import { expect, it } from 'vitest'
import { amountTyped } from '../../src/console/typed.ts'

it.each([
  ['1234.56', '1234.56'],
  ['1234,56', '1234.56'],
  ['1 234,56', '1234.56'],
  ['1\u00a0234,56 zł', '1234.56'],
  ['1.234,56', '1234.56'],
  ['1,234.56', '1234.56'],
  ['12.345.678,9', '12345678.90'],
  ['-0,50', '-0.50'],
  ['−12', '-12'],
  ['100', '100'],
  ['007', '7'],
  ['151 851 850 484,76', '151851850484.76'],
])('takes %s for the amount %s', (text, amount) => {
  expect(amountTyped(text)).toBe(amount)
})

it.each(['', 'abc', '1,234', '1.234', '1,2,3', '12,345,6', '1.234.5', '1e5', '--1', '1,234567', '.5', '5,'])(
  'takes %s for no amount: a person says which is meant',
  (text) => {
    expect(amountTyped(text)).toBeNull()
  },
)
