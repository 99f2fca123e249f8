import { jpkForm, jpkLengths } from '../law/jpk.ts'
import { isTaxOffice } from '../law/jpk-codes.ts'
import type { Month } from '../values/day.ts'

/** What a taxpayer stated for the header of the file, as far as it is asked for. */
interface JpkContact {
  officeCode?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
}

/** Something that keeps the file of a month from being made; `field` of the taxpayer's `jpk`, if it is one of them. */
interface JpkProblem {
  code: 'jpk-data-missing' | 'jpk-month'
  field: keyof JpkContact | null
  message: string
}

/** The characters of a telephone number that the form takes; null for none. */
export const jpkPhone = (phone: string | null | undefined): string | null =>
  phone?.replaceAll(/[^\d+]/g, '') || null

/** What the taxpayer's data lack for a file. */
export function contactProblems({ officeCode, email, phone }: JpkContact): JpkProblem[] {
  const missing = (field: keyof JpkContact, message: string): JpkProblem[] => [
    { code: 'jpk-data-missing', field, message },
  ]
  return [
    ...(!officeCode
      ? missing('officeCode', 'Give the code of the tax office (four digits).')
      : !isTaxOffice(officeCode)
        ? missing('officeCode', `No tax office has the code ${officeCode}.`)
        : []),
    ...(email ? [] : missing('email', 'Give an e-mail address.')),
    ...((jpkPhone(phone)?.length ?? 0) > jpkLengths.Telefon
      ? missing('phone', `JPK takes a number of at most ${jpkLengths.Telefon} characters.`)
      : []),
  ]
}

const { months } = jpkForm

/** Why the form is not the one of a month. */
export const monthProblems = (month: Month): JpkProblem[] =>
  months.first <= month && month <= months.last
    ? []
    : [
        {
          ...{ code: 'jpk-month', field: null },
          message: `JPK_V7(3) is the form from ${months.first} to ${months.last}, not of ${month}. Read the register as JSON or CSV.`,
        },
      ]
