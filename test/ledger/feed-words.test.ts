import { describe, expect, it } from 'vitest'
import {
  changedData,
  changesOf,
  createdChanges,
  type Documents,
  outageChange,
} from '../../src/feed/changes.ts'
import type { OutageNotice } from '../../src/outages/windows.ts'
import type { Facts } from '../../src/receipt/facts.ts'
import type { Verdict } from '../../src/receipt/verdict.ts'
import { type Json, toJson } from '../../src/values/json.ts'

/** What the feed says of a purchase, worked out from what was stored of it and what is. */

const finding = (code: string, subject = '', message = 'as it was') => ({
  ...{ code, subject, message, severity: code === 'SELLER_LATE' ? 'info' : 'blocking' },
})
const verdict = {
  ...{ status: 'awaiting-ksef', mode: 'offline24', modeReason: 'by its day' },
  receipt: {
    ...{
      date: '2026-06-10',
      source: 'actual',
      rule: 'offline-agreed',
      explanation: 'came',
      contested: false,
    },
  },
  resend: { deadline: '2026-06-11' },
  ...{ findings: [] as object[], decisions: [] as object[] },
}
const identity = { number: 'FV/1', originals: [] as number[] }
const stored = (said: object = {}, identified: object = {}, inputs: object = {}) => ({
  verdict: toJson({ ...verdict, ...said }) as Json<never>,
  identity: toJson({ ...identity, ...identified }) as Json<never>,
  inputs: toJson(inputs),
})
const nothing: Documents = { came: [], changed: false }
const changed = (...names: string[]) => ({
  type: 'purchase.changed',
  purchaseId: 'p1',
  data: { changed: names, status: 'awaiting-ksef', mode: 'offline24' },
})

describe('a notice of an outage', () => {
  it('is told as recorded first, and as changed once it is known, without its text', () => {
    const notice = { id: 'o1', text: 'long', withdrawn: false } as unknown as OutageNotice
    const data = { id: 'o1', withdrawn: false }
    expect(outageChange(false, notice)).toEqual({ type: 'outage.recorded', purchaseId: null, data })
    expect(outageChange(true, notice)).toEqual({ type: 'outage.changed', purchaseId: null, data })
  })
})

describe('a purchase that became known', () => {
  const facts = {
    ...{ seller: { id: 'DE123456789', country: 'DE', name: 'Händler' }, number: 'FV/1' },
    ...{ issueDay: '2026-06-09', currency: 'EUR', grossGrosze: 12_345, ksef: { number: 'K-1' } },
  } as unknown as Facts
  const open = { ...verdict, findings: [finding('AMOUNT_MISMATCH', 'p2')] } as unknown as Verdict
  const created = {
    type: 'purchase.created',
    purchaseId: 'p1',
    data: {
      seller: { country: 'DE', vatId: '123456789', name: 'Händler' },
      ...{ number: 'FV/1', issueDate: '2026-06-09', currency: 'EUR', gross: '123.45', ksefNumber: 'K-1' },
      status: 'awaiting-ksef',
      receipt: { date: '2026-06-10', source: 'actual', rule: 'offline-agreed', mode: 'offline24' },
    },
  }
  it('is told with its further documents and its open findings; the first document goes without saying', () => {
    const came = [
      { id: 'e1', type: 'copy' as const },
      { id: 'e2', type: 'ksef' as const },
    ]
    expect(createdChanges('p1', open, facts, { came, changed: true })).toEqual([
      created,
      {
        type: 'purchase.attached',
        purchaseId: 'p1',
        data: { evidenceId: 'e2', document: 'ksef', status: 'awaiting-ksef' },
      },
      {
        type: 'finding.opened',
        purchaseId: 'p1',
        data: {
          ...{ id: 'p1.AMOUNT_MISMATCH.p2', code: 'AMOUNT_MISMATCH', severity: 'blocking' },
          message: 'as it was',
        },
      },
    ])
  })
  it('has no number of KSeF while there is none', () => {
    const [told] = createdChanges('p1', open, { ...facts, ksef: null }, nothing)
    expect(told?.data.ksefNumber).toBeNull()
  })
})

describe('a purchase that was known', () => {
  it('gives nothing where nothing differs', () => {
    expect(changesOf('p1', stored(), stored(), nothing)).toEqual([])
  })
  it('tells of each document that came, with the status that the purchase has by it', () => {
    const came = [{ id: 'e2', type: 'ksef' as const }]
    const after = stored({ status: 'reconciled' })
    expect(changesOf('p1', stored(), after, { came, changed: false })).toEqual([
      {
        type: 'purchase.attached',
        purchaseId: 'p1',
        data: { evidenceId: 'e2', document: 'ksef', status: 'reconciled' },
      },
      {
        ...changed(),
        data: { changed: ['status'], status: 'reconciled', mode: 'offline24' },
      },
    ])
  })
  it('shows other evidence where a document left it or became known better', () => {
    expect(changesOf('p1', stored(), stored(), { came: [], changed: true })).toEqual([changed('evidence')])
  })
  it.each([
    ['date', '2026-06-12'],
    ['source', 'ksef-number'],
    ['rule', 'number-assigned'],
  ])('is received otherwise where the %s of receipt differs, which is told once', (name, value) => {
    const receipt = { ...verdict.receipt, [name]: value }
    const before = { date: '2026-06-10', source: 'actual', rule: 'offline-agreed', mode: 'offline24' }
    expect(changesOf('p1', stored(), stored({ receipt }), nothing)).toEqual([
      { type: 'receipt.changed', purchaseId: 'p1', data: { before, after: { ...before, [name]: value } } },
    ])
  })
  it('is not received otherwise where only the explanation differs', () => {
    const receipt = { ...verdict.receipt, explanation: 'came otherwise' }
    expect(changesOf('p1', stored(), stored({ receipt }), nothing)).toEqual([changed('receipt')])
  })
  it('tells of findings that closed before those that opened, and of those that stay nothing', () => {
    const stays = finding('AMBIGUOUS_MATCH', 'p4')
    const before = stored({ findings: [finding('AMOUNT_MISMATCH', 'p2'), stays] })
    const after = stored({ findings: [stays, finding('AMOUNT_MISMATCH', 'p3')] })
    const about = (type: string, id: string) => ({
      ...{ type, purchaseId: 'p1' },
      data: { id, code: 'AMOUNT_MISMATCH', severity: 'blocking' },
    })
    expect(changesOf('p1', before, after, nothing)).toEqual([
      about('finding.closed', 'p1.AMOUNT_MISMATCH.p2'),
      {
        ...about('finding.opened', 'p1.AMOUNT_MISMATCH.p3'),
        data: { ...about('finding.opened', 'p1.AMOUNT_MISMATCH.p3').data, message: 'as it was' },
      },
    ])
  })
  it('shows other findings where one that stays open says something else', () => {
    const before = stored({ findings: [finding('AMOUNT_MISMATCH', 'p2')] })
    const after = stored({ findings: [finding('AMOUNT_MISMATCH', 'p2', 'now with a reason')] })
    expect(changesOf('p1', before, after, nothing)).toEqual([changed('findings')])
  })
  it('shows other findings where one that was decided is gone', () => {
    const decided = { code: 'AMOUNT_MISMATCH', subject: 'p2', decision: 'dismissed' }
    const before = stored({ findings: [finding('AMOUNT_MISMATCH', 'p2')], decisions: [decided] })
    expect(changesOf('p1', before, stored({ decisions: [decided] }), nothing)).toEqual([changed('findings')])
  })
  it('closes a finding by a decision, and the decision is shown at the finding', () => {
    const findings = [finding('AMOUNT_MISMATCH', 'p2')]
    const decided = { code: 'AMOUNT_MISMATCH', subject: 'p2', decision: 'dismissed' }
    expect(
      changesOf('p1', stored({ findings }), stored({ findings, decisions: [decided] }), nothing),
    ).toEqual([
      {
        type: 'finding.closed',
        purchaseId: 'p1',
        data: { id: 'p1.AMOUNT_MISMATCH.p2', code: 'AMOUNT_MISMATCH', severity: 'blocking' },
      },
      changed('findings'),
    ])
  })
  it('names what was stated by that name', () => {
    expect(changesOf('p1', stored(), stored({}, {}, { fixedAsset: true }), nothing)).toEqual([
      changed('stated'),
    ])
  })
  it.each([
    ['lateness', 'resend'],
    ['afterWindow', 'deduction'],
    ['record', 'register'],
    ['registerMonth', 'deduction'],
    ['resend', 'resend'],
    ['basis', 'basis'],
  ])('shows %s of the verdict as %s', (name, shown) => {
    expect(changesOf('p1', stored(), stored({ [name]: { now: 1 } }), nothing)).toEqual([changed(shown)])
    expect(changesOf('p1', stored({ [name]: { before: 1 } }), stored(), nothing)).toEqual([changed(shown)])
  })
  it.each([
    ['issueDay', 'issueDate'],
    ['netGrosze', 'net'],
    ['vatGrosze', 'vat'],
    ['grossGrosze', 'gross'],
    ['vatPlnGrosze', 'vatPln'],
    ['deductibleVatPlnGrosze', 'vatPln'],
    ['taxedNetGrosze', 'net'],
    ['group', 'kind'],
    ['ksefNumber', 'ksef'],
    ['ksef', 'ksef'],
    ['printedNumber', 'marker'],
    ['cashSeller', 'deduction'],
    ['originals', 'corrects'],
    ['corrects', 'corrects'],
    ['seller', 'seller'],
  ])('shows %s of what the invoice is as %s', (name, shown) => {
    expect(changesOf('p1', stored(), stored({}, { [name]: 7 }), nothing)).toEqual([changed(shown)])
  })
  it('names a property once, however much of it differs', () => {
    const after = stored({ lateness: 1, resend: 2 }, { ksef: 1, ksefNumber: 'K-1' })
    expect(changesOf('p1', stored(), after, nothing)).toEqual([changed('resend', 'ksef')])
  })
})

it('what is told of a change is the names of the properties, and where the purchase stands', () => {
  expect(changedData(['correctedBy'], verdict as unknown as Verdict)).toEqual({
    changed: ['correctedBy'],
    status: 'awaiting-ksef',
    mode: 'offline24',
  })
})
