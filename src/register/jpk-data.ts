import { jpkForm, jpkLengths } from '../law/jpk.ts'
import { isTaxOffice } from '../law/jpk-codes.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
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
  message: Said
}

/** The characters of a telephone number that the form takes; null for none. */
export const jpkPhone = (phone: string | null | undefined): string | null =>
  phone?.replaceAll(/[^\d+]/g, '') || null

/** What the taxpayer's data lack for a file. */
export function contactProblems({ officeCode, email, phone }: JpkContact): JpkProblem[] {
  const missing = (field: keyof JpkContact, message: Said): JpkProblem[] => [
    { code: 'jpk-data-missing', field, message },
  ]
  return [
    ...(!officeCode
      ? missing('officeCode', say('jpk-data.office-missing'))
      : !isTaxOffice(officeCode)
        ? missing('officeCode', say('jpk-data.office-unknown', { officeCode }))
        : []),
    ...(email ? [] : missing('email', say('jpk-data.email-missing'))),
    ...((jpkPhone(phone)?.length ?? 0) > jpkLengths.Telefon
      ? missing('phone', say('jpk-data.phone-too-long', { most: jpkLengths.Telefon }))
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
          message: say('jpk-data.month', { ...months, month }),
        },
      ]
