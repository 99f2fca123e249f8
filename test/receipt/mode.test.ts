import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/ingest/evidence.ts'
import { codesOf, copy, decided, type Given, ksef, offlineCopy, outage } from '../support/decided.ts'
import { ksefNumber } from '../support/ksef.ts'
import { inEnglish } from '../support/words.ts'

/** P_1 is Wednesday, 10 June 2026, unless another day is given. */
const supplier = (status: string) => ({
  context: {
    supplier: {
      name: null,
      ksefDuty: [{ status, from: '2026-02-01', to: null }],
      delivery: [],
      defaults: {},
    },
  },
})
const obliged = supplier('obliged')
const modeOf = (evidence: Evidence[], given: Given = {}): string => decided(evidence, given).mode
const number = ksefNumber('5265877635', '2026-06-10', 'mode')

describe('an invoice that KSeF calls Online', () => {
  it.each([
    ['alone', []],
    ['with a copy on the day of its number', [copy({ receivedDay: '2026-06-10' })]],
    ['with a copy after it', [copy({ receivedDay: '2026-06-11' })]],
    ['with a copy that carries the codes, on the day', [offlineCopy({ receivedDay: '2026-06-10' })]],
    ['with a copy that carries the codes, before it', [offlineCopy({ receivedDay: '2026-06-09' })]],
    ['during a total failure that nobody took down', [copy({ receivedDay: '2026-06-10' })]],
  ])('is online: %s', (_what, copies) => {
    expect(modeOf([ksef('2026-06-10'), ...copies], obliged)).toBe('online')
  })
  // Sent at 23:50 on P_1, numbered ten minutes after midnight.
  const overnight = { acceptedAt: '2026-06-10T21:50:00Z', numberedAt: '2026-06-10T22:10:00Z' }
  it('is an early copy where a plain copy came before the number', () => {
    expect(modeOf([ksef('2026-06-10', overnight), copy({ receivedDay: '2026-06-10' })])).toBe('early-copy')
    expect(modeOf([ksef('2026-06-10', overnight), copy({ receivedDay: '2026-06-11' })])).toBe('online')
    expect(modeOf([ksef('2026-06-10', overnight), offlineCopy({ receivedDay: '2026-06-10' })])).toBe('online')
  })
  it('stays online for a listed buyer, who is served outside KSeF (art. 106na ust. 4)', () => {
    const listed = { context: { buyerCategory: '106gb-4-2' } }
    expect(modeOf([ksef('2026-06-10', overnight), copy({ receivedDay: '2026-06-10' })], listed)).toBe(
      'online',
    )
  })
})

describe('a plain copy before any number', () => {
  it.each([
    ['whose number came on P_1', '2026-06-10', '2026-06-10', '2026-06-09', 'early-copy'],
    ['whose number came on the next business day', '2026-06-10', '2026-06-11', '2026-06-10', 'early-copy'],
    ['whose number came two business days later', '2026-06-10', '2026-06-12', '2026-06-10', 'outside-breach'],
    ['of Friday whose number came on Monday', '2026-06-12', '2026-06-15', '2026-06-12', 'early-copy'],
    ['of Friday whose number came on Tuesday', '2026-06-12', '2026-06-16', '2026-06-12', 'outside-breach'],
  ])('%s', (_what, issueDay, numbered, receivedDay, expected) => {
    const offline = { issueDay, invoicingMode: 'Offline' }
    expect(modeOf([ksef(numbered, offline), copy({ issueDay, receivedDay })], obliged)).toBe(expected)
  })
  it('on the day of the number is no copy before it: the invoice was issued offline', () => {
    expect(modeOf([ksef('2026-06-12'), copy({ receivedDay: '2026-06-12' })], obliged)).toBe('offline24')
    expect(modeOf([ksef('2026-06-12'), copy({ receivedDay: '2026-06-11' })], obliged)).toBe('outside-breach')
  })
  it.each([
    ['an obliged one (art. 106ga ust. 1)', obliged, 'outside-breach'],
    ['one excluded (art. 106ga ust. 2)', supplier('art-106ga-2'), 'outside-lawful'],
    ['one of whom nothing is recorded in 2026', {}, 'outside-lawful'],
  ])('of a seller, %s', (_what, given, expected) => {
    expect(modeOf([copy()], given)).toBe(expected)
  })
  it('of 2027 is a breach unless something is recorded', () => {
    const day = { issueDay: '2027-01-04', receivedDay: '2027-01-05' }
    expect(modeOf([copy(day)])).toBe('outside-breach')
    expect(modeOf([copy(day)], supplier('art-106ga-2'))).toBe('outside-lawful')
  })
  it('of January 2026 is no early copy: there was no KSeF to be early for', () => {
    const january = { issueDay: '2026-01-29', invoicingMode: 'Offline' }
    expect(
      modeOf([ksef('2026-01-30', january), copy({ issueDay: '2026-01-29', receivedDay: '2026-01-29' })]),
    ).toBe('outside-lawful')
  })
  it('for a listed buyer is a delivery of the invoice that got its number by the next business day', () => {
    const listed = { context: { buyerCategory: '106gb-4-2' } }
    expect(modeOf([ksef('2026-06-11'), copy({ receivedDay: '2026-06-10' })], listed)).toBe('offline24')
    expect(modeOf([ksef('2026-06-12'), copy({ receivedDay: '2026-06-10' })], listed)).toBe('outside-lawful')
    expect(modeOf([copy()], listed)).toBe('outside-lawful')
  })
})

describe('what is no invoice', () => {
  it.each([['transaction-confirmation'], ['not-an-invoice']])('a %s alone', (document) => {
    const verdict = decided([copy({ document })])
    expect([verdict.mode, verdict.status, verdict.receipt.date]).toEqual([
      'not-an-invoice',
      'quarantined',
      null,
    ])
  })
  it('a receipt with the NIP over the limit, or of 2027 (art. 145n)', () => {
    const receipt = { document: 'fiscal-receipt', grossGrosze: 45_000 }
    expect(modeOf([copy(receipt)])).toBe('outside-lawful')
    expect(modeOf([copy(receipt)], obliged)).toBe('outside-lawful')
    expect(modeOf([copy({ ...receipt, grossGrosze: 45_001 })])).toBe('not-an-invoice')
    expect(decided([copy({ ...receipt, grossGrosze: 45_001 })]).modeReason.params).toMatchObject({
      limit: '450 PLN (100 EUR)',
    })
    expect(decided([copy({ document: 'not-an-invoice' })]).modeReason).toEqual({
      said: 'mode-reason.no-invoice',
    })
    const next = { ...receipt, issueDay: '2027-01-04', receivedDay: '2027-01-04', recordedDay: '2027-01-04' }
    const verdict = decided([copy(next)])
    expect(verdict.mode).toBe('not-an-invoice')
    expect(codesOf(verdict)).toContain('RECEIPT_WITH_NIP_AFTER_2026')
    expect(codesOf(decided([copy(receipt)]))).not.toContain('RECEIPT_WITH_NIP_AFTER_2026')
  })
  it('a receipt beside an invoice does not excuse its seller', () => {
    const receipt = { document: 'fiscal-receipt', grossGrosze: 45_000 }
    expect(modeOf([copy(receipt), copy({ grossGrosze: 45_000 })], obliged)).toBe('outside-breach')
  })
})

describe('a print of a numbered invoice whose document is not in hand', () => {
  const print = (more: object = {}) =>
    copy({ document: 'numbered-visualisation', ksefNumber: number, ...more })
  it('gives an ordinary buyer no receipt: it is awaited (art. 106na ust. 3)', () => {
    const verdict = decided([print()])
    expect([verdict.mode, verdict.status, verdict.receipt.date]).toEqual(['online', 'awaiting-ksef', null])
  })
  it('is the delivery to a listed buyer (art. 106gb ust. 5)', () => {
    const verdict = decided([print()], { context: { buyerCategory: '106gb-4-2' } })
    expect(verdict.receipt).toMatchObject({ date: '2026-06-11', source: 'actual' })
  })
  it('was issued offline where its number was accepted after P_1', () => {
    expect(modeOf([print({ issueDay: '2026-06-09' })])).toBe('offline24')
    expect(modeOf([print({ ksefNumber: null })])).toBe('online')
  })
})

describe('an invoice with the offline codes, or that KSeF calls Offline', () => {
  const evidence = (): [string, Evidence[]][] => [
    ['the copy', [offlineCopy()]],
    ['the document of KSeF', [ksef('2026-06-15')]],
    ['both', [offlineCopy(), ksef('2026-06-15')]],
  ]
  const after = { announcedAt: '2026-06-11T10:00:00Z' }
  it.each<[string, Given, string]>([
    ['nothing was announced', {}, 'offline24'],
    ['a failure covers P_1 (art. 106nf)', { outages: [outage('2026-06-10', '2026-06-10')] }, 'emergency'],
    ['one ended the day before', { outages: [outage('2026-06-08', '2026-06-09')] }, 'offline24'],
    [
      'maintenance covers P_1 (art. 106nh)',
      { outages: [outage('2026-06-10', null, { kind: 'maintenance' })] },
      'maintenance',
    ],
    [
      'a failure covers it too',
      { outages: [outage('2026-06-09', null, { kind: 'maintenance' }), outage('2026-06-10', null)] },
      'emergency',
    ],
    [
      'a total failure covers P_1 (art. 106ng)',
      { outages: [outage('2026-06-10', null), outage('2026-06-09', null, { kind: 'total-failure' })] },
      'total-failure',
    ],
    [
      'a failure was announced after it, before sending (art. 106nha pkt 1)',
      { outages: [outage('2026-06-11', '2026-06-12', after as object)] },
      'offline24-overtaken-by-failure',
    ],
    [
      'a total failure was announced after it (art. 106nha pkt 2)',
      {
        outages: [
          outage('2026-06-11', '2026-06-12', after as object),
          outage('2026-06-12', null, { kind: 'total-failure' }),
        ],
      },
      'offline24-overtaken-by-total-failure',
    ],
    [
      'maintenance was announced after it',
      { outages: [outage('2026-06-11', null, { kind: 'maintenance' })] },
      'offline24',
    ],
  ])('%s', (_what, given, expected) => {
    for (const [what, documents] of evidence()) {
      expect([what, modeOf(documents, given)]).toEqual([what, expected])
    }
  })
  it('is not overtaken by what was announced after it was sent', () => {
    const notice = { outages: [outage('2026-06-15', null, { announcedAt: '2026-06-15T08:00:01Z' as never })] }
    expect(modeOf([ksef('2026-06-15')], notice)).toBe('offline24')
    expect(modeOf([offlineCopy()], notice)).toBe('offline24-overtaken-by-failure')
  })
  it('names the outage, and the deadline follows it', () => {
    const verdict = decided([offlineCopy()], { outages: [outage('2026-06-10', '2026-06-12')] })
    // Seven business days after Friday, 12 June 2026: Tuesday, 23 June.
    expect([verdict.resend.deadline, verdict.basis.outages]).toEqual(['2026-06-23', ['o-2026-06-10']])
  })
})

describe('a foreign seller', () => {
  const seller = { id: 'DE123456789', country: 'DE', name: null }
  it('issues outside KSeF, whatever is recorded, unless a total failure covers P_1', () => {
    expect(modeOf([copy({ seller })], obliged)).toBe('foreign')
    expect(modeOf([copy()], supplier('foreign'))).toBe('foreign')
    const total = { outages: [outage('2026-06-10', null, { kind: 'total-failure' })] }
    expect(modeOf([copy({ seller })], total)).toBe('total-failure')
  })
})

describe('a mode that a human confirmed', () => {
  const confirmed = (confirmedMode: string, given: Given = {}) =>
    decided([offlineCopy()], { ...given, inputs: { confirmedMode } })
  it('counts before all evidence, and says what the evidence says', () => {
    expect(confirmed('online-late')).toMatchObject({ mode: 'online-late', basis: { confirmedMode: true } })
    expect(inEnglish(confirmed('online-late').modeReason)).toContain('offline24')
    expect(inEnglish(confirmed('offline24').modeReason)).toBe('Confirmed by a human.')
    expect(decided([offlineCopy()]).basis.confirmedMode).toBe(false)
  })
  it.each([
    ['emergency', 'failure', '2026-06-23'],
    ['maintenance', 'maintenance', '2026-06-15'],
  ] as const)('%s takes its term from the %s of that day', (mode, kind, deadline) => {
    const others = (['failure', 'maintenance', 'total-failure'] as const).filter((k) => k !== kind)
    const given = {
      outages: [
        outage('2026-06-10', '2026-06-12', { kind }),
        ...others.map((k) =>
          outage('2026-06-09', '2026-06-19', { kind: k, announcedAt: '2026-06-09' as never }),
        ),
      ],
    }
    expect(confirmed(mode, given).resend.deadline).toBe(deadline)
  })
  it('that was overtaken takes its term from the notice', () => {
    const given = { outages: [outage('2026-06-11', '2026-06-12')] }
    expect(confirmed('offline24-overtaken-by-failure', given).resend.deadline).toBe('2026-06-23')
    expect(confirmed('offline24-overtaken-by-failure').resend.deadline).toBeNull()
  })
})
