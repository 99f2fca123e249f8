import { adjustmentFields, invoiceFields, marginField, type TaxField, taxFields } from '../law/jpk.ts'
import { roundingGrosze } from '../law/jpk-check.ts'
import { say } from '../texts/say.ts'
import { formatMoney, type Grosze, noMoney, parseMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import type { FileRow } from './file-row.ts'
import { type About, type CheckItem, item } from './item.ts'
import { type CheckedFile, entryOf, type KnownPurchase } from './purchase.ts'

type Amounts = FileRow['amounts']
const kinds = [invoiceFields.fixedAsset, invoiceFields.other] as const
/** Fields that hold the amounts of the document itself. */
const ownFields: readonly TaxField[] = [...kinds.flatMap(({ net, vat }) => [net, vat]), marginField]

/** Unchecked, for it is done for every row: amounts of a file are far below what can be kept exactly. */
const plus = (amount: Grosze, more: Grosze = noMoney): Grosze => (amount + more) as Grosze
const sum = (amounts: Amounts, fields: readonly TaxField[]): Grosze =>
  fields.reduce<Grosze>((total, field) => plus(total, amounts[field]), noMoney)
export const netOfRow = (amounts: Amounts): Grosze =>
  sum(
    amounts,
    kinds.map(({ net }) => net),
  )
/** The input tax of a row without adjustments. */
export const taxOf = (amounts: Amounts): Grosze =>
  sum(
    amounts,
    kinds.map(({ vat }) => vat),
  )

/** A row that corrects tax that was deducted before, and deducts nothing itself. */
export const isAdjustment = (amounts: Amounts): boolean =>
  adjustmentFields.some((field) => amounts[field] !== undefined) &&
  ownFields.every((field) => amounts[field] === undefined)

/** Rows of one purchase as one. */
export function together(rows: readonly FileRow[]): Amounts {
  const all: Amounts = {}
  for (const { amounts } of rows)
    for (const field of taxFields) {
      const amount = amounts[field]
      if (amount !== undefined) all[field] = plus(amount, all[field])
    }
  return all
}

/** The amounts of a row of the register; null where they are not known. */
export function entryAmounts(row: KnownPurchase['entries'][number]['row']): Amounts | null {
  if (row.amountsUnknown !== null) return null
  const amounts: Amounts = {}
  for (const field of taxFields) {
    const amount = row[field]
    if (amount !== undefined) amounts[field] = present(parseMoney(amount))
  }
  return amounts
}

/** Do amounts differ in what a document states, apart from the field it stands in? */
export const sameAmounts = (a: Amounts, b: Amounts): boolean =>
  netOfRow(a) === netOfRow(b) && taxOf(a) === taxOf(b) && (a[marginField] ?? 0) === (b[marginField] ?? 0)

/**
 * Are rows of one purchase its parts, as by rates or by places where costs arise? They are where they add up to it, and
 * where each has amounts of its own and none has those of the whole: else it was booked more than once.
 */
export function arePartsOf(rows: readonly FileRow[], wanted: Amounts): boolean {
  const [first, ...more] = rows
  if (first === undefined || more.length === 0) return false
  if (sameAmounts(together(rows), wanted)) return true
  const isWhole = ({ amounts }: FileRow) =>
    netOfRow(amounts) === netOfRow(wanted) || taxOf(amounts) === taxOf(wanted)
  return !rows.some(isWhole) && more.some(({ amounts }) => !sameAmounts(amounts, first.amounts))
}

/**
 * Compares the amounts of rows of one purchase with those of the register, or, where these are not known, the tax with
 * that of the document. At most one item tells of the tax, one of adjustments.
 */
export function amountItems(
  about: About,
  stated: Amounts,
  known: KnownPurchase,
  file: CheckedFile,
): CheckItem[] {
  const entry = entryOf(known, file) ?? known.entries[0] ?? null
  const wanted = entry === null ? null : entryAmounts(entry.row)
  if (wanted === null) return withoutEntry(about, stated, known)
  if (isAdjustment(wanted)) return []
  const told = [taxItem(about, stated, wanted, known), adjustedItem(about, stated, wanted)]
  return told.flatMap((found) => found ?? [])
}

type Told = CheckItem | null

function taxItem(about: About, stated: Amounts, wanted: Amounts, known: KnownPurchase): Told {
  const [net, tax, wantedNet, wantedTax] = [netOfRow(stated), taxOf(stated), netOfRow(wanted), taxOf(wanted)]
  if (sameAmounts(stated, wanted)) return otherField(about, stated, wanted)
  const taxDiffers = tax !== wantedTax
  const isMargin = wanted[marginField] !== undefined
  const pair = kindOf(stated)
  const field = isMargin ? marginField : taxDiffers ? pair.vat : pair.net
  const [is, shouldBe] = isMargin
    ? [stated[marginField] ?? noMoney, wanted[marginField]]
    : taxDiffers
      ? [tax, wantedTax]
      : [net, wantedNet]
  const params = { field, is: formatMoney(present(is)), shouldBe: formatMoney(present(shouldBe)) }
  const values = { is: params.is, shouldBe: params.shouldBe, weight: tax - wantedTax }
  if (isOppositeSign(net, wantedNet) || isOppositeSign(tax, wantedTax))
    return item(about, 'sign', say('jpk-check.sign', params), values)
  if (known.currency !== 'PLN') {
    const isRounding =
      Math.abs(net - wantedNet) <= roundingGrosze && Math.abs(tax - wantedTax) <= roundingGrosze
    if (isRounding) return item(about, 'rounded', say('jpk-check.rounded', params), values)
    if (isSmaller(tax, wantedTax) && net === wantedNet)
      return item(about, 'smaller', say('jpk-check.smaller', params), values)
    return item(about, 'in-pln', say('jpk-check.in-pln', { ...params, currency: known.currency }), values)
  }
  const gross = wantedNet + wantedTax
  if (net === gross && wantedTax !== 0)
    return item(about, 'gross-for-net', say('jpk-check.gross-for-net', params), values)
  if (net + tax === wantedNet && tax !== 0 && wantedTax !== 0)
    return item(about, 'net-for-gross', say('jpk-check.net-for-gross', params), values)
  if (isSmaller(tax, wantedTax) && isPart(net, tax, wantedNet, wantedTax))
    return item(about, 'smaller', say('jpk-check.smaller', params), values)
  return item(about, 'amount', say('jpk-check.amount', params), values)
}

const isOppositeSign = (a: number, b: number): boolean => (a < 0 && b > 0) || (a > 0 && b < 0)
/** To deduct less is the taxpayer's right; to reduce less is not. */
const isSmaller = (tax: number, wanted: number): boolean => tax >= 0 && tax < wanted

/** A part is deducted: of the whole net amount, or of that part of it. */
const isPart = (net: number, tax: number, wantedNet: number, wantedTax: number): boolean =>
  net === wantedNet ||
  Math.abs(net * wantedTax - tax * wantedNet) <= Math.abs(wantedNet) + Math.abs(wantedTax)

const kindOf = (amounts: Amounts) =>
  kinds.find(({ vat }) => amounts[vat] !== undefined) ?? invoiceFields.other

function otherField(about: About, stated: Amounts, wanted: Amounts): Told {
  const differs = kinds.find(({ vat }) => (stated[vat] ?? 0) !== (wanted[vat] ?? 0))
  if (differs === undefined) return null
  const [is, shouldBe] = [kindOf(stated).vat, kindOf(wanted).vat]
  return item(about, 'other-field', say('jpk-check.other-field', { is, shouldBe }), {
    is,
    shouldBe,
    weight: 0,
  })
}

function adjustedItem(about: About, stated: Amounts, wanted: Amounts): Told {
  const field = adjustmentFields.find((name) => (stated[name] ?? 0) !== (wanted[name] ?? 0))
  if (field === undefined) return null
  const [is, shouldBe] = [stated[field] ?? noMoney, wanted[field] ?? noMoney]
  const params = { field, is: formatMoney(is), shouldBe: formatMoney(shouldBe) }
  return item(about, 'adjusted', say('jpk-check.adjusted', params), { ...params, weight: is - shouldBe })
}

/** Nothing is deductible, or the register has no amounts: then the tax is held against that of the document. */
function withoutEntry(about: About, stated: Amounts, known: KnownPurchase): CheckItem[] {
  const tax = taxOf(stated)
  const told = (name: 'nothing-deductible' | 'amount' | 'sign', shouldBe: Grosze) => {
    const params = { field: kindOf(stated).vat, is: formatMoney(tax), shouldBe: formatMoney(shouldBe) }
    const message = say(`jpk-check.${name}`, params)
    return [item(about, name, message, { is: params.is, shouldBe: params.shouldBe, weight: tax - shouldBe })]
  }
  if (known.nowhere === 'nothing-to-deduct') return tax === 0 ? [] : told('nothing-deductible', noMoney)
  const { vatGrosze, vatPlnGrosze, currency } = known
  const wanted = currency === 'PLN' ? (vatPlnGrosze ?? vatGrosze) : vatPlnGrosze
  if (wanted === null) return []
  if (isOppositeSign(tax, wanted)) return told('sign', wanted)
  if (currency !== 'PLN') return foreignTax(about, tax, wanted, currency, kindOf(stated).vat)
  return Math.abs(tax) > Math.abs(wanted) ? told('amount', wanted) : []
}

/** Tax in zlotys without a net amount beside it: half of it may be the half that is deductible, anything else is converted wrong. */
function foreignTax(
  about: About,
  tax: Grosze,
  wanted: Grosze,
  currency: string,
  field: TaxField,
): CheckItem[] {
  const params = { field, is: formatMoney(tax), shouldBe: formatMoney(wanted) }
  const values = { is: params.is, shouldBe: params.shouldBe, weight: tax - wanted }
  if (tax === wanted) return []
  if (Math.abs(tax - wanted) <= roundingGrosze)
    return [item(about, 'rounded', say('jpk-check.rounded', params), values)]
  return wanted > 0 && Math.abs(tax * 2 - wanted) <= 1
    ? [item(about, 'smaller', say('jpk-check.smaller', params), values)]
    : [item(about, 'in-pln', say('jpk-check.in-pln', { ...params, currency }), values)]
}
