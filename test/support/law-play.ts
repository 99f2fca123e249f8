import { expect } from 'vitest'
import type { Api, Purchase } from './api.ts'
import { packageOf } from './ksef.ts'
import type { Step } from './law-case.ts'
import { buyer, numberOf } from './law-documents.ts'
import type { LawRow } from './law-rows.ts'

/** The purchase of the row; of two kept apart by their amounts, the one that is in KSeF. */
export async function purchaseOf(api: Api, row: LawRow): Promise<Purchase> {
  const same = (await api.purchases(buyer.nip)).filter(({ number }) => number === numberOf(row))
  const found = same.find(({ ksef }) => ksef !== null) ?? same[0]
  if (!found) throw new Error(`${row.case_id}: no purchase ${numberOf(row)}`)
  return found
}

/** Does one step of a worked case. */
export async function play(api: Api, row: LawRow, step: Step): Promise<void> {
  if (step.phase === 'taxpayer') await api.putTaxpayer(buyer.nip, step.body)
  else if (step.phase === 'supplier') await api.putSupplier(buyer.nip, step.sellerId, step.body)
  else if (step.phase === 'outage') await api.postOutage(step.body)
  else if (step.phase === 'patch')
    await api.patchPurchase(buyer.nip, (await purchaseOf(api, row)).id, step.body)
  else if (step.send === 'copy') await api.postCopy(buyer.nip, step.body)
  else if (step.send === 'copy-xml') await api.postCopyXml(buyer.nip, step.xml, step.facts)
  else {
    const { received, problems } = await api.importPackage(buyer.nip, packageOf(step.documents))
    expect({ received, problems }).toEqual({ received: step.documents.length, problems: [] })
  }
}
