import { describe, expect, it } from 'vitest'
import type { PurchaseState } from '../../src/purchase/unit-of-work.ts'
import { quarantineViews } from '../../src/queries/quarantine.ts'
import {
  idOf,
  nameOfQuarantined,
  publicId,
  quarantineFinding,
} from '../../src/reconcile/quarantine-finding.ts'
import { detailOf, sightingOf } from '../../src/reconcile/quarantine-met.ts'
import type { Db } from '../../src/store/database.ts'
import type { QuarantineRow } from '../../src/store/quarantine.ts'
import { inEnglish } from '../support/words.ts'

/** How documents in quarantine are called, and by what purchases meet them. */

const said = (one: object) => ({ sellerNip: null, sellerName: null, number: null, issueDay: null, ...one })
const row = (facts: object = {}, more: object = {}) =>
  ({
    ...{ id: 'a+b/c+d/=', code: 'xml-missing', message: 'Its XML is not there.', ksefNumber: 'K-1' },
    // Half an hour before midnight in London is the next day in Warsaw.
    ...{ at: '2026-06-10T22:30:00Z', state: 'open' },
    facts: { said: [], numberedDay: null, hashes: [], ksefNumber: null, ...facts },
    ...more,
  }) as unknown as QuarantineRow

describe('a document in quarantine is called', () => {
  const whole = said({ sellerNip: '1234563218', sellerName: 'Hurt', number: 'FV/1', issueDay: '2026-06-09' })
  it.each([
    [
      'by all that is known',
      [whole],
      null,
      'The KSeF document K-1 (number FV/1, of 2026-06-09, seller Hurt 1234563218)',
    ],
    [
      'by its day of issue before the day of its number',
      [said({ issueDay: '2026-06-09' })],
      '2026-06-10',
      'The KSeF document K-1 (of 2026-06-09)',
    ],
    [
      'by the day of its number where no other is known',
      [],
      '2026-06-10',
      'The KSeF document K-1 (numbered on 2026-06-10)',
    ],
    [
      'by what either half says, the row first',
      [
        said({ sellerNip: '1234563218' }),
        said({ number: 'FV/2', issueDay: '2026-06-08', sellerNip: '5260001246' }),
      ],
      null,
      'The KSeF document K-1 (number FV/2, of 2026-06-08, seller 1234563218)',
    ],
    [
      'without a seller of whom only the name is known',
      [said({ sellerName: 'Hurt' })],
      null,
      'The KSeF document K-1',
    ],
    [
      'by the first half that says it',
      [said({ number: 'FV/1', issueDay: '2026-06-01' }), said({ number: 'FV/2', issueDay: '2026-06-02' })],
      null,
      'The KSeF document K-1 (number FV/1, of 2026-06-01)',
    ],
    ['by its number alone where nothing is known', [], null, 'The KSeF document K-1'],
  ])('%s', (_, halves, numberedDay, name) => {
    expect(inEnglish(nameOfQuarantined(row({ said: halves, numberedDay })))).toBe(name)
  })
  it('a document without a number where it has none', () => {
    expect(inEnglish(nameOfQuarantined(row({}, { ksefNumber: null })))).toBe(
      'A document of KSeF without a number',
    )
  })
})

describe('a document in quarantine is shown', () => {
  /** Nobody said anything of it yet. */
  const silent = { values: () => [] } as unknown as Db
  const shown = (halves: object[], more: object = {}) =>
    quarantineViews(silent, [row({ said: halves }, more)])[0]
  it.each([
    ['seller', { sellerNip: '1234563218' }, { sellerNip: '5260001246' }, { nip: '1234563218', name: null }],
    ['number', { number: 'FV/1' }, { number: 'FV/2' }, 'FV/1'],
    ['issueDate', { issueDay: '2026-06-01' }, { issueDay: '2026-06-02' }, '2026-06-01'],
  ] as const)('with its %s from the half that has one, the row first', (name, one, other, told) => {
    expect(shown([said(one), said(other)])).toMatchObject({ [name]: told })
    expect(shown([said({}), said(one)])).toMatchObject({ [name]: told })
    expect(shown([said({})])).toMatchObject({ [name]: null })
    expect(shown([])).toMatchObject({ [name]: null })
  })
  it('with the name of its seller from the half that has the NIP', () => {
    const halves = [said({ sellerName: 'Hurt' }), said({ sellerNip: '1234563218', sellerName: 'Stal' })]
    expect(shown(halves)?.seller).toEqual({ nip: '1234563218', name: 'Stal' })
    expect(shown(halves.slice(0, 1))?.seller).toBeNull()
  })
  it('with months only where both ends are known', () => {
    const between = (fromMonth: string | null, toMonth: string | null) =>
      shown([], { fromMonth, toMonth })?.months
    expect(between('2026-05', '2026-06')).toEqual({ from: '2026-05', to: '2026-06' })
    for (const [from, to] of [
      ['2026-05', null],
      [null, '2026-06'],
      [null, null],
    ] as const)
      expect(between(from, to)).toBeNull()
  })
})

describe('its id in paths', () => {
  it('stands without the signs of Base64 that paths do not take, and leads back to it', () => {
    expect(publicId('a+b/c+d/=')).toBe('a-b_c-d_=')
    expect(idOf('a-b_c-d_=')).toBe('a+b/c+d/=')
  })
})

describe('its finding', () => {
  it('is open while it is, says since which day in Warsaw, and what to do', () => {
    const finding = quarantineFinding(row(), null)
    expect(finding).toMatchObject({
      id: 'quarantine.a-b_c-d_=',
      code: 'KSEF_DOCUMENT_QUARANTINED',
      severity: 'blocking',
      open: true,
      decision: null,
    })
    expect(inEnglish(finding.message)).toMatch(
      /^The KSeF document K-1 lies in quarantine since 2026-06-11\. Its XML is not there\. \w/,
    )
  })
  it('shows what a person said of it, without the document that it was about', () => {
    const decision = {
      ...{ document: 'a+b/c+d/=', decision: 'dismissed' as const, note: 'spam', at: 'then', by: 'Ala' },
    }
    expect(quarantineFinding(row({}, { state: 'dismissed' }), decision)).toMatchObject({
      open: false,
      decision: { decision: 'dismissed', note: 'spam', at: 'then', by: 'Ala' },
    })
    expect(quarantineFinding(row(), decision).decision).not.toHaveProperty('document')
  })
})

describe('what a purchase says of documents in quarantine that it may be', () => {
  const named = (number: string) => row({}, { ksefNumber: number })
  it.each([
    [1, 'The KSeF document K1.'],
    [2, 'The KSeF document K1; The KSeF document K2.'],
    [3, 'The KSeF document K1; The KSeF document K2; The KSeF document K3.'],
    [5, 'The KSeF document K1; The KSeF document K2; The KSeF document K3, and 2 more.'],
  ])('names three of %i at most', (count, names) => {
    const rows = Array.from({ length: count }, (_, i) => named(`K${i + 1}`))
    expect(inEnglish(detailOf(rows))).toBe(`What KSeF has of this invoice may lie in quarantine. ${names}`)
  })
})

describe('a purchase is met', () => {
  const document = (more: object) => ({
    document: {
      ...{ ours: true, invoice: true, fromKsef: false, hashes: [], ksefNumber: null, sellerId: 'S' },
      ...{ numberKey: 'FV1', issueDay: '2026-06-09' },
      ...more,
    },
  })
  const sighted = (...records: object[]) => sightingOf({ records } as unknown as PurchaseState)
  it('by the codes, KSeF numbers, seller, number and day of its documents', () => {
    expect(
      sighted(document({ hashes: ['h1', 'h2'], ksefNumber: 'K-1' }), document({ numberKey: 'FV2' })),
    ).toEqual({
      strong: ['hash:h1', 'hash:h2', 'ksef:K-1'],
      numbers: [
        { sellerId: 'S', numberKey: 'FV1', day: '2026-06-09' },
        { sellerId: 'S', numberKey: 'FV2', day: '2026-06-09' },
      ],
      hasKsef: false,
    })
  })
  it('not by papers that are no invoice, nor by invoices of somebody else', () => {
    const nobody = { strong: [], numbers: [], hasKsef: false }
    expect(sighted(document({ invoice: false, hashes: ['h'], fromKsef: true }))).toEqual(nobody)
    expect(sighted(document({ ours: false, hashes: ['h'], fromKsef: true }))).toEqual(nobody)
  })
  it('as one whose document of KSeF is in hand when one of them is', () => {
    expect(sighted(document({}), document({ fromKsef: true })).hasKsef).toBe(true)
  })
})
