import { describe, expect, it } from 'vitest'
import type { Purchase } from '../../src/client/index.ts'
import { bookingOf, comparedFields, partingOf } from '../../src/console/screens/decide/compare.ts'

const purchase = (said: Partial<Purchase>): Purchase =>
  ({
    seller: { nip: '5265877635', name: 'Drewpol S.A.' },
    number: 'FV/1/06/2026',
    issueDate: '2026-06-10',
    kind: null,
    currency: 'PLN',
    net: '100',
    vat: null,
    gross: '123.00',
    ksef: null,
    receipt: { date: null },
    posting: null,
    ...said,
  }) as Purchase

describe('two purchases side by side', () => {
  it('tells what is the same, the same but for writing, and what differs', () => {
    const other = purchase({
      seller: { nip: '5265877635', name: 'DREWPOL  SA' },
      number: 'fv 1-06-2026',
      net: '100.00',
      gross: '132.00',
      kind: 'VAT',
    })
    const relations = comparedFields(purchase({}), other).map(({ name, relation }) => [
      name.split('.').at(-1),
      relation,
    ])
    expect(Object.fromEntries(relations)).toEqual({
      seller: 'differs',
      nip: 'same',
      number: 'near',
      issued: 'same',
      kind: 'one-sided',
      currency: 'same',
      net: 'same',
      gross: 'differs',
    })
  })
  it('takes names for near that differ in signs and capitals alone', () => {
    const nameOf = (name: string) =>
      comparedFields(purchase({}), purchase({ seller: { nip: '5265877635', name } }))[0]?.relation
    expect(['Drewpol S.A.', 'DREWPOL, S-A', 'Drewpol SA'].map(nameOf)).toEqual(['same', 'near', 'differs'])
  })
  it('takes nothing that is absent for zero', () => {
    const net = comparedFields(purchase({ net: null }), purchase({ net: '0.00' })).find(({ name }) =>
      name.endsWith('net'),
    )
    expect(net?.relation).toBe('one-sided')
  })
  it.each([
    ['FV/101/06', 'FV/1O1/06', ['FV/1', '0', '1/06']],
    ['FV/1', 'FV/12', ['FV/1', '', '']],
    ['FV/12', 'FV/1', ['FV/1', '2', '']],
    ['aa', 'aaa', ['aa', '', '']],
    ['A', 'B', ['', 'A', '']],
  ])('marks where %s parts from %s', (one, other, parts) => {
    expect(partingOf(one, other)).toEqual(parts)
  })
})

describe('whether a purchase may be booked after an answer', () => {
  const booking = (said: object) =>
    bookingOf(
      purchase({ status: 'outside-only', findings: [], receipt: { date: '2026-06-10' }, ...said } as never),
    )
  const finding = (said: object) => ({ severity: 'blocking', open: true, ...said })
  it('is free once it is received and nothing holds it', () => {
    expect(booking({})).toEqual({ booking: 'free', open: 0 })
    const findings = [finding({ open: false }), finding({ severity: 'review' })]
    expect(booking({ findings })).toEqual({ booking: 'free', open: 0 })
  })
  it('is not before it is received, nor while it is no invoice', () => {
    expect(booking({ receipt: { date: null } }).booking).toBe('not-yet')
    expect(booking({ status: 'quarantined' }).booking).toBe('not-yet')
  })
  it('is not while other questions hold it, received or not', () => {
    const findings = [finding({}), finding({})]
    expect(booking({ findings })).toEqual({ booking: 'still-open', open: 2 })
    expect(booking({ findings, receipt: { date: null } }).booking).toBe('still-open')
  })
})
