import { describe, expect, it } from 'vitest'
import { keysOf, matchDocument } from '../../src/match/document.ts'
import { isOneSlip, isTransposed, swapped } from '../../src/match/slips.ts'
import type { Day } from '../../src/values/day.ts'
import { copy, ksef } from '../support/decided.ts'

describe('a copy whose day and month are perhaps swapped', () => {
  const doubtful = (issueDay: string, receivedDay: string, more: object = {}) =>
    matchDocument('d', copy({ issueDay, receivedDay, ...more }), []).dayDoubtful
  it.each([
    // 8 December 2026 the other way round is 12 August 2026.
    ['came seven days before its P_1: dated ahead', '2026-12-08', '2026-12-01', false],
    ['came weeks before it, ninety-two days after the other day', '2026-12-08', '2026-11-12', true],
    ['came ninety-three days after the other day', '2026-12-08', '2026-11-13', false],
    ['came on the other day', '2026-12-08', '2026-08-12', true],
    ['came the day before the other day', '2026-12-08', '2026-08-11', false],
    ['has no other day', '2026-12-13', '2026-09-01', false],
    ['has the same day the other way round', '2026-12-12', '2026-09-01', false],
  ])('%s: %s of %s', (_what, issueDay, receivedDay, expected) => {
    expect(doubtful(issueDay, receivedDay)).toBe(expected)
  })
  it('eight days before P_1, soon after the other day: doubtful; seven days: not', () => {
    // 3 February 2026 the other way round is 2 March; 2 March the other way round is 3 February.
    expect(doubtful('2026-03-02', '2026-02-22')).toBe(true)
    expect(doubtful('2026-03-02', '2026-02-23')).toBe(false)
  })
  it('is not doubtful where XML or a code states the day, or where it is no invoice', () => {
    const [issueDay, receivedDay] = ['2026-12-08', '2026-08-12']
    expect(doubtful(issueDay, receivedDay, { hashes: ['h'] })).toBe(false)
    expect(doubtful(issueDay, receivedDay, { fa: {} })).toBe(false)
    expect(doubtful(issueDay, receivedDay, { document: 'not-an-invoice' })).toBe(false)
    expect(matchDocument('d', ksef('2026-12-08', { issueDay }), []).dayDoubtful).toBe(false)
  })
})

describe('what matching reads of a document', () => {
  it('of KSeF: its number, its hash, then that of the invoice that it corrects technically', () => {
    const document = matchDocument('d', ksef('2026-06-11', { hashOfCorrectedInvoice: 'old' }), [])
    expect(document).toMatchObject({ fromKsef: true, invoice: true, ours: true, hashes: ['hash', 'old'] })
    expect(matchDocument('d', ksef('2026-06-11'), []).hashes).toEqual(['hash'])
  })
  it('of a copy: what it prints, and whether it may be the invoice', () => {
    const print = copy({ ksefNumber: 'K1', hashes: ['h'], document: 'numbered-visualisation' })
    expect(matchDocument('d', print, [])).toMatchObject({
      ...{
        fromKsef: false,
        invoice: true,
        ksefNumber: 'K1',
        hashes: ['h'],
        kindGroup: 'invoice',
        ours: true,
      },
    })
    expect(matchDocument('d', copy({ document: 'transaction-confirmation' }), []).invoice).toBe(false)
    expect(matchDocument('d', copy({ addressee: 'nobody-here', kind: null }), [])).toMatchObject({
      ...{ ours: false, kindGroup: null },
    })
  })
  it('gives the keys under which it may meet others: only what says the same ties', () => {
    const said = [
      { seq: 4, says: 'same' },
      { seq: 5, says: 'different' },
    ] as never
    const document = matchDocument('d', copy({ ksefNumber: 'K1', hashes: ['h'] }), said)
    const keys = keysOf(document)
    expect(keys).toEqual(expect.arrayContaining(['hash:h', 'decision:4', 'ksef:K1', document.invoiceKey]))
    expect(keys).not.toContain('decision:5')
    expect(keysOf(matchDocument('d', copy(), [])).some((key) => /^(hash|ksef|decision):/.test(key))).toBe(
      false,
    )
  })
  it('knows an invoice by seller, number and day, however the number is spelt', () => {
    const key = (more: object) => matchDocument('d', copy(more), []).invoiceKey
    expect(key({ number: 'fv 1' })).toBe(key({ number: 'FV/1' }))
    for (const more of [
      { number: 'FV/2' },
      { issueDay: '2026-06-11' },
      { seller: { id: '1111111111', country: 'PL', name: null } },
    ]) {
      expect(key(more)).not.toBe(key({}))
    }
  })
})

describe('slips', () => {
  it.each([
    ['2026-06-10', '2026-10-06'],
    ['2026-06-12', '2026-12-06'],
    ['2026-06-13', null],
    ['2026-06-06', null],
    ['2026-01-31', null],
  ])('%s the other way round is %s', (day, expected) => {
    expect(swapped(day as Day)).toBe(expected)
  })
  it.each([
    ['123', '132', true],
    ['123', '213', true],
    ['123', '321', false],
    ['123', '123', false],
    ['1234', '2143', false],
    ['123', '1324', false],
    ['123', '124', false],
  ])('%s and %s differ by two neighbours that are swapped: %s', (a, b, expected) => {
    expect([isTransposed(a, b), isTransposed(b, a)]).toEqual([expected, expected])
  })
  it.each([
    ['another character', '123', '124', true],
    ['one too many at the end', '123', '1234', true],
    ['one too many at the beginning', '123', '9123', true],
    ['one too many inside', '123', '1923', true],
    ['two too many', '123', '12345', false],
    ['two others', '123', '145', false],
    ['the same', '123', '123', false],
    ['nothing and one', '', '1', true],
  ])('%s: %j and %j, %s', (_what, a, b, expected) => {
    expect([isOneSlip(a, b), isOneSlip(b, a)]).toEqual([expected, expected])
  })
})
