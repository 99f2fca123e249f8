import { expect, it } from 'vitest'
import type { AwaitingNumber } from '../../src/client/index.ts'
import { bySeller, letterOf } from '../../src/console/screens/awaiting/sellers.ts'
import { spanOf } from '../../src/console/screens/quarantine/span.ts'

const awaited = (seller: AwaitingNumber['seller'], number: string, isOurs = false): AwaitingNumber =>
  ({
    seller,
    number,
    reminder: isOurs ? null : { pl: `Faktura ${number}`, en: `Invoice ${number}` },
  }) as AwaitingNumber

it('groups awaited numbers by seller, foreign ones by country and number, in the order of their deadlines', () => {
  const [polish, german] = [
    { nip: '5265877635', name: 'A' },
    { country: 'DE', vatId: '123456789', name: 'B' },
  ]
  const groups = bySeller([
    awaited(polish, '1'),
    awaited(german, '2'),
    awaited({ ...polish, name: null }, '3'),
  ])
  expect(groups.map((group) => group.map(({ number }) => number))).toEqual([['1', '3'], ['2']])
})

it('writes one letter for all invoices of a seller, and none for what is ours to send', () => {
  const seller = { nip: '5265877635', name: 'A' }
  const items = [awaited(seller, '1'), awaited(seller, '2', true), awaited(seller, '3')]
  expect(letterOf(items, 'pl')).toBe('Faktura 1\n\nFaktura 3')
  expect(letterOf(items, 'en')).toBe('Invoice 1\n\nInvoice 3')
})

it('asks KSeF again for the day in the number and the day after, whatever the clock of the season', () => {
  expect(spanOf('5265877635-20260610-C00412DE447E-94')).toEqual({
    from: '2026-06-09T22:00:00.000Z',
    to: '2026-06-11T23:00:00.000Z',
  })
  expect(spanOf('5265877635-20261399-C00412DE447E-94')).toBeNull()
  expect(spanOf('no number')).toBeNull()
})
