import type { Evidence, InvoiceIdentity } from '../ingest/evidence.ts'
import type { FaFacts } from '../ingest/fa.ts'
import { isAdvance, type TaxPointRow, type TaxPointSource, taxPointRows } from '../law/tax-point.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Day, earlierOf } from '../values/day.ts'
import { type Grosze, grosze, noMoney, parseMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import type { CopyFacts } from './copy-facts.ts'
import type { Inputs } from './inputs.ts'

/** A form that states net amounts but no tax at Polish rates carries none; without such statements it is not known. */
export function polishVat(identity: InvoiceIdentity, fa: Evidence['fa']): Grosze | null {
  if (fa && Object.keys(fa.rates).length > 0) return fa.deductibleVatGrosze ?? noMoney
  // A simplified invoice may leave the tax out: then it is not known, not zero.
  if (identity.kind === 'UPR' && !identity.vatPlnGrosze) return null
  return identity.vatPlnGrosze ?? identity.vatGrosze
}

/** The seller's tax obligation as far as anybody states it. */
export interface TaxPoint {
  taxPointDay: Day
  /** Where the day is from. */
  taxPointFrom: Said
  /** Nothing tells the day: P_1 was taken for it. */
  taxPointAssumed: boolean
  /** It is the payment of an advance (`advances` of the law), or should be. */
  taxPointIsPayment: boolean
  /** Gross amounts of which each has a tax point of its own; null where there is one for the whole invoice. */
  taxPointParts: readonly TaxPointPart[] | null
}

interface TaxPointPart {
  day: Day
  grosze: Grosze
}

interface Told {
  inputs: Inputs
  copies: readonly CopyFacts[]
  fas: readonly FaFacts[]
  identity: InvoiceIdentity
}

/**
 * The tax point: what the first row of the law's table tells that tells anything (`law/tax-point.ts`). The day of issue is
 * always told, and taken for it where nothing else is.
 */
export function taxPoint(told: Told): TaxPoint {
  const { identity } = told
  for (const row of taxPointRows(identity.kind, identity.issueDay)) {
    const found = pointBy[row.source](told, row)
    if (found !== null) return found
  }
  throw new Error('The table of tax points ends with P_1, which every invoice has.')
}

type PointBy = (told: Told, row: TaxPointRow) => TaxPoint | null

const onDay = (day: Day | null | undefined, { identity }: Told, row: TaxPointRow): TaxPoint | null =>
  day ? ofWhole(day, row.told, isAdvance(identity.kind)) : null

const inPayments = (paid: readonly TaxPointPart[], { identity }: Told, row: TaxPointRow): TaxPoint | null =>
  paid.length === 0 ? null : inParts(paid, row.told, identity.grossGrosze)

/** The field of the first XML that tells a day of supply; of advances of the first whose P_6 tells the payment. */
const printed: PointBy = (told, row) => {
  const fa = told.fas.find((f) =>
    row.of === 'advances' ? f.taxPointFrom === row.source : f.taxPointDay !== null,
  )
  return fa?.taxPointFrom === row.source ? onDay(fa.taxPointDay, told, row) : null
}

const pointBy: Record<TaxPointSource, PointBy> = {
  accountant: (told, row) => onDay(told.inputs.taxPointDate, told, row),
  copy: (told, row) =>
    onDay(told.copies.find((c) => c.copy.taxPointDay !== null)?.copy.taxPointDay, told, row),
  P_6Z: (told, row) =>
    inPayments(
      told.fas.flatMap((fa) => fa.partPayments ?? []),
      told,
      row,
    ),
  payments: (told, row) => inPayments(paymentsOf(told.inputs), told, row),
  'payments-before-supply': paidBeforeSupply,
  P_6: printed,
  OkresFa: printed,
  P_6A: printed,
  P_4A: printed,
  P_1: ({ identity }, row) => ({
    ...ofWhole(identity.issueDay, row.told, isAdvance(identity.kind)),
    taxPointAssumed: true,
  }),
}

/** Of an invoice issued before the supply, with a day of it and not a period: the parts paid before, and the rest. */
function paidBeforeSupply({ inputs, fas, identity }: Told): TaxPoint | null {
  const { taxPointDay = null, taxPointFrom = null } = fas.find((f) => f.taxPointDay !== null) ?? {}
  const gross = identity.grossGrosze
  if (taxPointDay === null || taxPointFrom === null || gross === null) return null
  if (taxPointFrom === 'OkresFa' || identity.issueDay >= taxPointDay) return null
  const before = paymentsOf(inputs).filter(({ day }) => day < taxPointDay)
  if (before.length === 0) return null
  const open = before.reduce((rest, { grosze }) => rest - grosze, Number(gross))
  const rest = open > 0 ? [{ day: taxPointDay, grosze: grosze(open) }] : []
  const from = say('tax-point.payments-before', { field: taxPointFrom })
  return inParts([...before, ...rest], from, gross)
}

const paymentsOf = ({ payments = [] }: Inputs): TaxPointPart[] =>
  payments.map(({ date, amount }) => ({ day: date, grosze: present(parseMoney(amount)) }))

const ofWhole = (taxPointDay: Day, taxPointFrom: Said, taxPointIsPayment: boolean): TaxPoint => ({
  taxPointDay,
  taxPointFrom,
  taxPointIsPayment,
  taxPointAssumed: false,
  taxPointParts: null,
})

/** One payment of the whole price is no part. */
function inParts(parts: readonly TaxPointPart[], taxPointFrom: Said, gross: Grosze | null): TaxPoint {
  const first = present(earlierOf(...parts.map(({ day }) => day)))
  const isWhole = gross === null || (parts.length === 1 && (parts[0]?.grosze ?? 0) >= gross)
  return { ...ofWhole(first, taxPointFrom, true), taxPointParts: isWhole ? null : parts }
}
