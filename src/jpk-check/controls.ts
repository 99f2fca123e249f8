import { inputVatFields, type TaxField, taxFields } from '../law/jpk.ts'
import { controlElements, declaredSums } from '../law/jpk-forms.ts'
import { formatSum } from '../register/totals.ts'
import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { tableOver } from '../values/tables.ts'
import type { FileRow } from './file-row.ts'
import { type About, type CheckItem, item } from './item.ts'
import type { FileHeader, FileSums } from './read-file.ts'

/** Sums of rows in grosze, by field; a large file passes the safe integers. */
export type FieldSums = Record<TaxField, bigint>

export const emptySums = (): FieldSums => tableOver(taxFields, () => 0n)

export function addRow(sums: FieldSums, { amounts }: FileRow): void {
  for (const field of taxFields) {
    const amount = amounts[field]
    if (amount !== undefined) sums[field] += BigInt(amount)
  }
}

export const inputTaxOf = (sums: FieldSums): bigint =>
  inputVatFields.reduce((sum, field) => sum + sums[field], 0n)

const about: About = { row: null, purchase: null, document: null, weight: 0 }

/** Whether what the file says of its rows is what they add up to. */
export function controlItems(
  header: FileHeader,
  stated: FileSums,
  rows: number,
  sums: FieldSums,
): CheckItem[] {
  const tax = inputTaxOf(sums)
  const statedTax = stated.inputTax === null ? null : BigInt(stated.inputTax)
  return [
    ...(stated.rows === rows ? [] : [rowsItem(stated.rows, rows)]),
    ...(statedTax === tax ? [] : [taxItem(statedTax, tax)]),
    // The declaration of a quarter sums three records, of which this is one.
    ...(header.settlement === 'monthly' ? declaredItems(stated, sums) : []),
  ]
}

function rowsItem(stated: number | null, rows: number): CheckItem {
  const [is, shouldBe] = [stated === null ? null : String(stated), String(rows)]
  const params = { element: controlElements.rows, is, shouldBe }
  return item(about, 'control-rows', say('jpk-check.control-rows', params), { is, shouldBe })
}

function taxItem(stated: bigint | null, tax: bigint): CheckItem {
  const [is, shouldBe] = [stated === null ? null : formatSum(stated), formatSum(tax)]
  const params = { element: controlElements.tax, is, shouldBe }
  const weight = Number(tax - (stated ?? 0n))
  return item(about, 'control-tax', say('jpk-check.control-tax', params), { is, shouldBe, weight })
}

function declaredItems({ declared }: FileSums, sums: FieldSums): CheckItem[] {
  return Object.entries(declared).flatMap(([name, whole]) => {
    const rounded = wholeZlotys(sums[present(declaredSums[name])])
    if (BigInt(whole) === rounded) return []
    const [is, shouldBe] = [String(whole), String(rounded)]
    const weight = Number(rounded - BigInt(whole)) * 100
    const message = say('jpk-check.control-declared', { element: name, is, shouldBe })
    return [item(about, 'control-declared', message, { is, shouldBe, weight })]
  })
}

/** Below fifty grosze is dropped, fifty and more is rounded up. */
function wholeZlotys(grosze: bigint): bigint {
  const size = grosze < 0n ? -grosze : grosze
  const whole = (size + 50n) / 100n
  return grosze < 0n ? -whole : whole
}
