import { expect } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { sumOfFields } from '../support/jpk-file.ts'
import { buyer } from './documents.ts'

/** What stands in a ledger, told without ids and without the order in which things came. */

const asOf = '2026-08-20'
const months = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09']

export interface Picture {
  purchases: { evidence: object[] }[]
  register: Record<string, object>
}

export async function pictureOf(api: Api): Promise<Picture> {
  const purchases = await api.purchases(buyer.nip, { asOf, limit: '1000' })
  const names = new Map(purchases.map((purchase) => [purchase.id, nameOf(purchase)]))
  const named = (id: string | null | undefined) =>
    id ? (names.get(id) ?? 'a purchase that is not listed') : null
  const register: Record<string, object> = {}
  const standing = new Set<string>()
  for (const month of months) {
    const { items, totals } = await api.register(buyer.nip, month, asOf)
    // The totals are kept by themselves: whatever happened, they are those of the rows.
    expect(totals).toMatchObject({ rows: items.length, ...sumsOf(items) })
    for (const { purchaseId } of items) {
      expect(standing.has(purchaseId), `${named(purchaseId)} stands in a second month`).toBe(false)
      standing.add(purchaseId)
    }
    const rows = items.map(
      ({ purchaseId, findings, ...row }: { purchaseId: string; findings: string[] }) => ({
        purchase: named(purchaseId),
        ...row,
        findings: findings.toSorted(),
      }),
    )
    if (rows.length > 0) register[month] = { rows: sorted(rows), totals }
  }
  return { purchases: sorted(purchases.map((purchase) => shown(purchase, named))), register }
}

const sumsOf = (rows: Record<string, unknown>[]): Record<string, string> =>
  Object.fromEntries(['K_40', 'K_41', 'K_42', 'K_43'].map((field) => [field, sumOfFields(rows, [field])]))

/** A purchase is named by what its documents say; two may bear one name. */
const nameOf = ({ seller, number, issueDate, kind, ksef, gross }: Purchase): string =>
  [seller.nip ?? `${seller.country}${seller.vatId}`, number, issueDate, kind, ksef?.number, gross].join(' | ')

function shown(purchase: Purchase, named: (id: string | null | undefined) => string | null) {
  const { status, mode, modeReason, receipt, resend, deduction, marker, ksef } = purchase
  const { seller, number, issueDate, kind, currency, net, vat, gross, vatPln } = purchase
  return {
    identity: { seller, number, issueDate, kind, currency, net, vat, gross, vatPln },
    ...{ status, mode, modeReason, ksef, receipt, resend, deduction, marker },
    findings: sorted(
      purchase.findings.map(({ id, code, severity, message, open }) => {
        const other = id.split('.')[2]
        return { code, ...(other === undefined ? {} : { other: named(other) }), severity, message, open }
      }),
    ),
    evidence: sorted(
      purchase.evidence.map(({ type, receivedOn, document, ksefNumber, hasXml }) => ({
        ...{ type, receivedOn, document, ksefNumber, hasXml },
      })),
    ),
    corrects: purchase.corrects.map(({ purchaseId, ...said }) => ({ ...said, purchase: named(purchaseId) })),
    correctedBy: sorted(
      purchase.correctedBy.map(({ purchaseId, ...said }) => ({ ...said, purchase: named(purchaseId) })),
    ),
  }
}

const sorted = <T>(values: T[]): T[] =>
  values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ value }) => value)
