import type { Purchase } from '../../test/support/api.ts'
import type { Copy } from './copies.ts'
import type { Outcome } from './feed.ts'
import { type Invoice, truthOf } from './invoices.ts'
import type { Months } from './months.ts'

/**
 * What became of a copy that has a partner (the KSeF document of its invoice, or an earlier copy of it):
 * `attached`: in one purchase with it. `merged`: in one purchase with another invoice. `held`: apart, with an open
 * finding that holds the booking. `apart`: apart, and nothing is said. `refused`: not taken in.
 * Without a partner: `alone` is right, `merged` wrong, `held` a false alarm.
 */
export type Fate = 'attached' | 'merged' | 'held' | 'apart' | 'alone' | 'refused'

export interface Judged {
  copy: Copy
  hasPartner: boolean
  fate: Fate
  /** Place of the true partner among the candidates, 1 the first; null where it is not among them, or not asked. */
  rank: number | null
  /** The finding that holds it names the true partner. */
  named: boolean
}

export interface Verdicts {
  checked: number
  wrong: { invoice: string; what: string; is: string | null; truth: string; mode: string }[]
}

export interface Judgement {
  copies: Judged[]
  verdicts: Verdicts
  /** Purchases held by a finding on identity although all their documents, and no others, are of one invoice. */
  heldWithoutCause: Purchase[]
  purchases: number
}

const identityCodes = ['POSSIBLE_DUPLICATE', 'AMOUNT_MISMATCH', 'AMBIGUOUS_MATCH']
const holding = (purchase: Purchase) =>
  purchase.findings.filter((f) => f.open && identityCodes.includes(f.code))

/** Knows in which purchase each document is, and which invoices a purchase holds. */
export class Places {
  readonly ofCopy = new Map<string, Purchase>()
  readonly ofInvoice = new Map<string, Purchase>()
  readonly invoicesIn = new Map<string, Set<string>>()

  constructor(months: Months, purchases: readonly Purchase[], evidenceIds: Outcome['evidence']) {
    const byNumber = new Map<string, string>()
    for (const [id, { metadata }] of months.documents) byNumber.set(metadata.ksefNumber, id)
    const copyOf = new Map(months.copies.map((c) => [evidenceIds.get(c.externalId), c.invoice.id]))
    const placeOf = new Map<string, Purchase>()
    for (const purchase of purchases) {
      const held = new Set<string>()
      for (const { id, type, ksefNumber = '' } of purchase.evidence) {
        const invoice = (type === 'copy' ? copyOf.get(id) : byNumber.get(ksefNumber)) as string
        placeOf.set(id, purchase)
        if (type === 'ksef') this.ofInvoice.set(invoice, purchase)
        held.add(invoice)
      }
      this.invoicesIn.set(purchase.id, held)
    }
    for (const { externalId } of months.copies) {
      const place = placeOf.get(evidenceIds.get(externalId) ?? '')
      if (place) this.ofCopy.set(externalId, place)
    }
    // Of an invoice that KSeF never had the first copy stands for it.
    for (const { externalId, invoice } of months.copies) {
      const place = this.ofCopy.get(externalId)
      if (place && !this.ofInvoice.has(invoice.id)) this.ofInvoice.set(invoice.id, place)
    }
  }

  /** The purchase of the partner of a copy, if it has one. */
  partnerOf(copy: Copy, first: ReadonlySet<Copy>): Purchase | null {
    const { invoice } = copy
    if (invoice.toOthers || (invoice.numberedDay === null && first.has(copy))) return null
    return this.ofInvoice.get(invoice.id) ?? null
  }
}

export function firstCopies(months: Months): Set<Copy> {
  const seen = new Map<string, Copy>()
  for (const copy of months.copies) if (!seen.has(copy.invoice.id)) seen.set(copy.invoice.id, copy)
  return new Set(seen.values())
}

/** Ids of the purchases of copies that stand apart from their partners. */
export function strays(
  months: Months,
  purchases: readonly Purchase[],
  evidence: Outcome['evidence'],
): Set<string> {
  const places = new Places(months, purchases, evidence)
  const first = firstCopies(months)
  const ids = months.copies.flatMap((copy) => {
    const [place, partner] = [places.ofCopy.get(copy.externalId), places.partnerOf(copy, first)]
    return place && partner && place !== partner ? [place.id] : []
  })
  return new Set(ids)
}

/** Judges what the service made of the months against what is true. */
export function judge(months: Months, outcome: Outcome): Judgement {
  const places = new Places(months, outcome.purchases, outcome.evidence)
  const first = firstCopies(months)
  const copies = months.copies.map((copy): Judged => {
    const place = places.ofCopy.get(copy.externalId)
    const partner = places.partnerOf(copy, first)
    const nothing = { copy, hasPartner: partner !== null, rank: null, named: false }
    if (!place) return { ...nothing, fate: 'refused' }
    if ((places.invoicesIn.get(place.id)?.size ?? 0) > 1) return { ...nothing, fate: 'merged' }
    if (place === partner) return { ...nothing, fate: 'attached' }
    const held = holding(place)
    if (partner === null) return { ...nothing, fate: held.length > 0 ? 'held' : 'alone' }
    const rank = (outcome.candidates.get(place.id) ?? []).indexOf(partner.id) + 1
    return {
      ...nothing,
      fate: held.length > 0 ? 'held' : 'apart',
      rank: rank === 0 ? null : rank,
      named: held.some((f) => f.id.includes(partner.id)),
    }
  })
  return {
    copies,
    verdicts: verdictsOf(places, copies),
    heldWithoutCause: withoutCause(places, outcome.purchases, copies),
    purchases: outcome.purchases.length,
  }
}

/** Receipt, marker and month of every purchase to which all copies of its invoice were attached automatically. */
function verdictsOf(places: Places, copies: readonly Judged[]): Verdicts {
  const spoilt = new Set(
    copies.filter((c) => c.hasPartner && c.fate !== 'attached').map((c) => c.copy.invoice.id),
  )
  const attached = new Set(copies.filter((c) => c.fate === 'attached').map((c) => c.copy.invoice))
  const verdicts: Verdicts = { checked: 0, wrong: [] }
  for (const invoice of attached) {
    if (spoilt.has(invoice.id)) continue
    const purchase = places.ofInvoice.get(invoice.id) as Purchase
    verdicts.checked += 1
    for (const wrong of differences(invoice, purchase)) verdicts.wrong.push(wrong)
  }
  return verdicts
}

function differences(invoice: Invoice, purchase: Purchase): Verdicts['wrong'] {
  const truth = truthOf(invoice)
  const is = { receipt: purchase.receipt.date, marker: purchase.marker.value, month: purchase.deduction.from }
  return (['receipt', 'marker', 'month'] as const)
    .filter((what) => is[what] !== truth[what])
    .map((what) => ({ invoice: invoice.id, what, is: is[what], truth: truth[what], mode: purchase.mode }))
}

/**
 * A hold has a cause where its documents are of several invoices, others of its invoice stand elsewhere, or its paper has
 * the code of a sample, as others have.
 */
function withoutCause(places: Places, purchases: readonly Purchase[], copies: readonly Judged[]): Purchase[] {
  const parted = new Set(
    copies
      .filter(
        (c) => (c.hasPartner && ['held', 'apart'].includes(c.fate)) || c.copy.noise === 'code of a sample',
      )
      .map((c) => c.copy.invoice.id),
  )
  return purchases.filter((purchase) => {
    const invoices = [...(places.invoicesIn.get(purchase.id) ?? [])]
    return holding(purchase).length > 0 && invoices.length < 2 && !invoices.some((id) => parted.has(id))
  })
}
