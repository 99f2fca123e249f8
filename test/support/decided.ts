import type { CopyEvidence, Evidence, KsefEvidence } from '../../src/ingest/evidence.ts'
import { completePolicy } from '../../src/law/policy.ts'
import { type OutageNotice, windowOf } from '../../src/outages/windows.ts'
import { type Context, type Facts, factsOf } from '../../src/receipt/facts.ts'
import type { FindingDecision, Relation } from '../../src/receipt/finding.ts'
import type { Inputs } from '../../src/receipt/inputs.ts'
import type { Original, Sought } from '../../src/receipt/original.ts'
import { decide, type Verdict } from '../../src/receipt/verdict.ts'

/**
 * Verdicts without a service: evidence made from a plain invoice and what differs from it. The plain one is of a
 * domestic seller without any recorded duty, issued on Wednesday, 10 June 2026, over 100.00 + 23.00 PLN.
 */

/** A plain e-mailed invoice that came a day after its issue. */
export const copy = (more: object = {}): CopyEvidence =>
  ({
    ...{ type: 'copy', seller: { id: '5265877635', country: 'PL', name: 'Sprzedawca' }, number: 'FV/1' },
    ...{ kind: 'VAT', currency: 'PLN', netGrosze: 10_000, vatGrosze: 2_300, grossGrosze: 12_300 },
    ...{ vatPlnGrosze: null, issueDay: '2026-06-10', receivedDay: '2026-06-11', recordedDay: '2026-06-11' },
    ...{ taxPointDay: null, document: 'invoice', channel: null, hashes: [], offlineCode: false },
    ...{ ksefNumber: null, externalId: null, buyerCategory: null, deliveryAgreed: null, declaredMode: null },
    ...{ selfBilling: false, sellerCashMethod: false, corrects: [], addressee: 'not-stated', fa: null },
    ...more,
  }) as unknown as CopyEvidence

/** A copy with the two codes of an invoice issued offline. */
export const offlineCopy = (more: object = {}): CopyEvidence =>
  copy({ document: 'offline-invoice', offlineCode: true, ...more })

/** The same invoice in KSeF: sent and numbered at ten in the morning of `day`. */
export const ksef = (day: string, more: object = {}): KsefEvidence =>
  ({
    type: 'ksef',
    metadata: {
      ...{ ksefNumber: `5265877635-${day.replaceAll('-', '')}-0100A0B1C2D3-5E`, number: 'FV/1' },
      ...{ issueDay: '2026-06-10', acceptedAt: `${day}T08:00:00Z`, numberedAt: `${day}T08:00:05Z` },
      ...{ storedAt: `${day}T08:01:00Z`, seller: { nip: '5265877635', name: 'Sprzedawca' } },
      ...{ buyer: { id: { type: 'Nip', value: '9376032788' }, name: null }, thirdParties: [] },
      ...{ currency: 'PLN', netGrosze: 10_000, grossGrosze: 12_300, vatPlnGrosze: 2_300 },
      ...{ invoicingMode: day > '2026-06-10' ? 'Offline' : 'Online', kind: 'VAT', formCode: 'FA (3)' },
      ...{ selfInvoicing: false, invoiceHash: 'hash', hashOfCorrectedInvoice: null },
      ...more,
    },
    ...{ addressee: 'buyer', hasXml: false, fa: null },
  }) as unknown as KsefEvidence

/** A notice of days; a failure unless another kind is given. */
export const outage = (start: string, end: string | null, more: Partial<OutageNotice> = {}): OutageNotice =>
  ({
    ...{ id: `o-${start}`, kind: 'failure', start, end, announcedAt: start, source: 'BIP' },
    ...{ reference: null, text: null, withdrawn: false, ...more },
  }) as OutageNotice

/** The original of a correction as it is held: an invoice over 100.00 + 23.00 PLN that is not deducted yet. */
export const original = (more: Partial<Original> = {}): Sought => ({
  found: {
    ...{ purchaseId: 'o1', number: 'FV/0', currency: 'PLN', isCorrection: false, deductedIn: null },
    ...{ netGrosze: 10_000, vatGrosze: 2_300, grossGrosze: 12_300 },
    ...{ quotedNumberMissing: false, awaitsNumber: false, exchangeRates: [] },
    ...more,
  } as Original,
})

/** What a verdict is taken from besides the documents; everything may be left out. */
export interface Given {
  inputs?: Inputs | object
  context?: Partial<Context> | object
  policy?: Record<string, string>
  outages?: readonly OutageNotice[]
  originals?: readonly Sought[]
  relations?: readonly Relation[]
  decisions?: readonly FindingDecision[]
}

export function factsFrom(
  evidence: readonly Evidence[],
  given: Given = {},
): { facts: Facts; context: Context } {
  const context = {
    ...{ settlement: 'monthly', cashMethod: false, buyerCategory: 'domestic', supplier: null },
    outages: (given.outages ?? []).map(windowOf),
    policy: completePolicy((given.policy ?? {}) as never),
    ...given.context,
  } as Context
  const records = evidence.map((one, i) => ({ id: `e${i}`, contentHash: `h${i}`, evidence: one }))
  return { facts: factsOf(records, (given.inputs ?? {}) as Inputs, () => context), context }
}

/** The verdict on an invoice from its documents. */
export function decided(evidence: readonly Evidence[], given: Given = {}): Verdict {
  const { facts, context } = factsFrom(evidence, given)
  return decide(facts, context, given.originals ?? [], given.relations ?? [], given.decisions ?? [])
}

/** The findings that a verdict opens whatever the day, by code. */
export const codesOf = (verdict: Verdict): string[] => verdict.findings.map(({ code }) => code).sort()
