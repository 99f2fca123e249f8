import type { Month } from '../values/day.ts'
import { parseMonth } from '../values/day.ts'
import { present } from '../values/present.ts'
import type { Confidence } from './citation.ts'
import type { Settlement } from './deduction.ts'
import { jpkForm, type TaxField } from './jpk.ts'

interface FormRow {
  settlement: Settlement
  variant: 2 | 3
  namespace: string
  /** Rows say by which number of KSeF, or why without one, a document is recorded. */
  markers: boolean
  months: { first: Month; last: Month }
  confidence: Confidence
}

/**
 * TABLE: the forms of the record that are read, by the namespace of their root; the one in force is that of `jpkForm`.
 * Their purchase rows have the same elements, but that the second variant knows no marker. Source: the schemas of
 * 2021-12-27 and 2025-12-19.
 */
export const jpkForms: readonly FormRow[] = [
  form('monthly', 2, 'http://crd.gov.pl/wzor/2021/12/27/11148/'),
  form('quarterly', 2, 'http://crd.gov.pl/wzor/2021/12/27/11149/'),
  form('monthly', 3, jpkForm.monthly.namespace),
  form('quarterly', 3, jpkForm.quarterly.namespace),
]

function form(settlement: Settlement, variant: 2 | 3, namespace: string): FormRow {
  const second = { first: present(parseMonth('2022-01')), last: present(parseMonth('2026-01')) }
  const months = variant === 3 ? jpkForm.months : second
  return { settlement, variant, namespace, markers: variant === 3, months, confidence: 'H' }
}

/** TABLE: where the declaration repeats the sum of a field of the record, in whole zlotys (Ordynacja art. 63 § 1). */
export const declaredSums: Readonly<Record<string, TaxField>> = {
  P_40: 'K_40',
  P_41: 'K_41',
  P_42: 'K_42',
  P_43: 'K_43',
  P_44: 'K_44',
  P_45: 'K_45',
  P_46: 'K_46',
  P_47: 'K_47',
}

/** TABLE: the element that counts the purchase rows, and the one that sums their input tax. */
export const controlElements = { rows: 'LiczbaWierszyZakupow', tax: 'PodatekNaliczony' } as const
