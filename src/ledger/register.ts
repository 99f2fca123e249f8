import { verdictOn } from '../receipt/as-of.ts'
import type { Inputs } from '../receipt/facts.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { amountsOf, markerFields, type RowAmounts, supplierFields } from '../register/row.ts'
import { listPurchases } from '../store/lists.ts'
import type { PurchaseRow } from '../store/purchases.ts'
import { addPeriods, type Day, type Month } from '../values/day.ts'
import { addMoney, type Grosze, parseMoney } from '../values/money.ts'
import type { StoredIdentity } from './decide.ts'
import type { Ledger } from './ledger.ts'
import { moneyView } from './views.ts'

/** A row of the purchase register of a month, as filed on a day. */
export type RegisterRow = ReturnType<typeof rowOf> & object

const pageSize = 1000

/** All rows of a month in the order in which the purchases were first known, and their totals. */
export function registerOf(ledger: Ledger, month: Month, asOf: Day) {
  const rows: { seq: number; row: RegisterRow; amounts: RowAmounts }[] = []
  for (let after = 0; ; ) {
    const page = listPurchases(
      ledger.db,
      { registerMonth: month },
      { after, limit: pageSize, asOf, precedingMonth: addPeriods(month, -1) },
    )
    for (const purchase of page) {
      const row = rowOf(ledger, purchase, asOf)
      if (row !== null) rows.push({ seq: purchase.seq, row, amounts: row.amounts })
    }
    if (page.length < pageSize) break
    after = page.at(-1)?.seq ?? after
  }
  return { rows, totals: totalsOf(rows.map((r) => r.amounts)) }
}

/** Null where the purchase has no row on that day: not received by then, or nothing to deduct. */
function rowOf(ledger: Ledger, purchase: PurchaseRow, asOf: Day) {
  const verdict = JSON.parse(purchase.verdict) as Verdict
  const { marker, findings } = verdictOn(verdict, asOf)
  if (marker.value === null) return null
  const identity = JSON.parse(purchase.identity) as StoredIdentity
  const inputs = JSON.parse(purchase.inputs) as Inputs
  const inParts = (identity.cashSeller || ledger.cashMethod) && isPaidInParts(inputs, identity.grossGrosze)
  const found = amountsOf(
    {
      currency: identity.currency,
      netGrosze: identity.taxedNetGrosze,
      vatPlnGrosze: identity.deductibleVatPlnGrosze,
      inputs,
    },
    ledger.policy,
  )
  const amounts: RowAmounts = 'unknown' in found || inParts ? {} : found
  return {
    purchaseId: purchase.id,
    ...supplierFields(identity.seller),
    DowodZakupu: identity.number,
    DataZakupu: identity.issueDay,
    DataWplywu: verdict.receipt.date,
    marker: markerFields(marker.value, identity.ksefNumber ?? identity.printedNumber),
    ...documentField(identity, inputs),
    ...(inputs.importOfGoods ? { IMP: 1 as const } : {}),
    amounts,
    amountsUnknown: 'unknown' in found ? found.unknown : inParts ? partPayments : null,
    currency: identity.currency,
    net: moneyView(identity.netGrosze),
    vat: moneyView(identity.vatGrosze),
    gross: moneyView(identity.grossGrosze),
    receiptRule: verdict.receipt.rule,
    findings: findings.filter((f) => f.decision === null).map((f) => f.code),
  }
}

const partPayments = 'The tax is deducted part by part as it is paid: enter the parts by hand.'

/** The payments stated so far are not the whole price. */
function isPaidInParts({ payments = [] }: Inputs, gross: Grosze | null): boolean {
  const paid = addMoney(...payments.map((p) => parseMoney(p.amount)))
  return payments.length > 1 || paid !== gross
}

/** The kind of document that JPK asks for; most have none. */
function documentField(
  identity: StoredIdentity,
  inputs: Inputs,
): { DokumentZakupu?: 'VAT_RR' | 'WEW' | 'MK' } {
  if (identity.group === 'rr' || identity.kind === 'KOR_VAT_RR') return { DokumentZakupu: 'VAT_RR' }
  if (inputs.internalDocument) return { DokumentZakupu: 'WEW' }
  return identity.cashSeller ? { DokumentZakupu: 'MK' } : {}
}

const taxFields = ['K_40', 'K_41', 'K_42', 'K_43'] as const

/** Sums of a month may pass the safe integers that single amounts keep to. */
function totalsOf(amounts: readonly RowAmounts[]) {
  const total = (...fields: (typeof taxFields)[number][]): bigint =>
    amounts.reduce((sum, a) => fields.reduce((s, field) => s + BigInt(a[field] ?? 0), sum), 0n)
  const fields = Object.fromEntries(taxFields.map((field) => [field, formatTotal(total(field))]))
  return { rows: amounts.length, inputVat: formatTotal(total('K_41', 'K_43')), ...fields }
}

function formatTotal(grosze: bigint): string {
  const digits = String(grosze < 0n ? -grosze : grosze).padStart(3, '0')
  return `${grosze < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
