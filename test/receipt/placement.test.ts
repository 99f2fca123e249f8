import { describe, expect, it } from 'vitest'
import type { CopyEvidence } from '../../src/ingest/evidence.ts'
import { completePolicy } from '../../src/law/policy.ts'
import { type Context, factsOf } from '../../src/receipt/facts.ts'
import type { Inputs } from '../../src/receipt/inputs.ts'
import type { Original, Sought } from '../../src/receipt/original.ts'
import { decide } from '../../src/receipt/verdict.ts'
import { placementOf } from '../../src/register/placement.ts'
import { allInEnglish } from '../support/words.ts'

const copy = {
  type: 'copy',
  ...{
    seller: { id: '5265877635', country: 'PL', name: null },
    number: 'FV/1',
    kind: 'VAT',
    currency: 'PLN',
  },
  ...{ netGrosze: 10_000, vatGrosze: 2_300, grossGrosze: 12_300, vatPlnGrosze: null },
  ...{ issueDay: '2026-06-10', receivedDay: '2026-06-11', recordedDay: '2026-06-11', taxPointDay: null },
  ...{
    document: 'invoice',
    channel: null,
    hashes: [],
    offlineCode: false,
    ksefNumber: null,
    externalId: null,
  },
  ...{
    buyerCategory: null,
    deliveryAgreed: null,
    declaredMode: null,
    selfBilling: false,
    sellerCashMethod: false,
  },
  ...{ corrects: [], addressee: 'not-stated', fa: null },
}
const original = {
  purchaseId: 'o',
  isCorrection: false,
  deductedIn: null,
  ...{ quotedNumberMissing: false, awaitsNumber: false, exchangeRates: [] },
  ...{ number: 'FV/0', currency: 'PLN', grossGrosze: 12_300, netGrosze: 10_000, vatGrosze: 2_300 },
} as unknown as Original

/** Where a copy stands that differs from the plain one in these points. */
const placed = (more: object, inputs: Inputs = {}, originals: Sought[] = []) => {
  const context = {
    ...{ settlement: 'monthly', cashMethod: false, buyerCategory: 'domestic', supplier: null, outages: [] },
    ledgerFrom: null,
    policy: completePolicy({}),
  } as Context
  const evidence = { ...copy, ...more } as unknown as CopyEvidence
  const facts = factsOf([{ id: 'e', contentHash: 'h', evidence }], inputs, () => context)
  return placementOf(decide(facts, context, originals, [], []))
}

describe('placementOf', () => {
  it('names the months of a purchase', () => {
    expect(placed({})).toEqual({ months: ['2026-06'] })
    const payments = ['2026-06-01', '2026-08-01'].map((date) => ({
      date,
      amount: '61.50',
    })) as Inputs['payments']
    expect(placed({ sellerCashMethod: true }, { payments } as Inputs)).toEqual({
      months: ['2026-06', '2026-08'],
    })
  })

  it.each<[string, string, object, Inputs?, Sought[]?]>([
    ['a document for somebody else', 'not-ours', { addressee: 'nobody-here' }],
    ['a confirmation', 'not-an-invoice', { document: 'transaction-confirmation' }],
    ['a supply in doubt', 'supply-not-confirmed', {}, { supplyConfirmed: false }],
    ['no tax', 'nothing-to-deduct', { vatGrosze: 0 }],
    ['no share of the tax', 'nothing-to-deduct', {}, { deductibleShare: '0.00' }],
    [
      'an offline copy that waits for its number',
      'not-received',
      { document: 'offline-invoice', offlineCode: true },
    ],
    ['a seller on the cash method who was not paid', 'not-paid', { sellerCashMethod: true }],
    [
      'a reduction whose original waits',
      'original-not-deducted',
      { kind: 'KOR', netGrosze: -100, vatGrosze: -23, grossGrosze: -123 },
      {},
      [{ found: original }],
    ],
  ])('says why %s stands nowhere: %s', (_what, reason, more, inputs, originals) => {
    expect(allInEnglish(placed(more, inputs, originals))).toEqual({
      nowhere: { reason, text: expect.stringMatching(/\w{3}/) },
    })
  })
})
