import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { parseDay, parseMonth } from '../values/day.ts'
import { present } from '../values/present.ts'
import { namesOf } from '../values/tables.ts'
import type { Confidence } from './citation.ts'

/** The regulation of 15.10.2019 on the record, and its amendment that brought the markers and the third variant. */
const regulation = 'Dz.U. 2019 poz. 1988'
const amendment = 'Dz.U. 2025 poz. 1800'

/**
 * TABLE: the form of the record, by how the taxpayer settles, the months it speaks of, and the first day that it takes as
 * the issue of a document (type TDataT). Source: the schemas of 2025-12-19.
 */
export const jpkForm = {
  name: 'JPK_VAT',
  variant: 3,
  schemaVersion: '1-0E',
  monthly: { code: 'JPK_V7M (3)', namespace: 'http://crd.gov.pl/wzor/2025/12/19/14090/' },
  quarterly: { code: 'JPK_V7K (3)', namespace: 'http://crd.gov.pl/wzor/2025/12/19/14089/' },
  definitions: 'http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/09/13/eD/DefinicjeTypy/',
  months: { first: present(parseMonth('2026-02')), last: present(parseMonth('2050-12')) },
  firstIssueDay: present(parseDay('2006-01-01')),
  legalBasis: ['art. 109 ust. 3b', 'art. 109 ust. 3c', amendment],
  confidence: 'H',
} as const

/** TABLE: how many characters a text of the form may have. */
export const jpkLengths = {
  NazwaSystemu: 240,
  PelnaNazwa: 240,
  ImiePierwsze: 30,
  Nazwisko: 81,
  Telefon: 16,
  NrDostawcy: 50,
  NazwaDostawcy: 512,
  DowodZakupu: 256,
} as const

interface TaxFieldRow {
  what: Said
  /** It is a part of the input tax of the record (`PodatekNaliczony`). */
  inputTax: boolean
  /** Whether the tax of invoices stands there, or what the accountant corrects besides. */
  of: 'invoices' | 'adjustments'
  /** The only sign it may have: negative takes tax back, positive restores it; null where it may have either. */
  sign: { only: 'negative' | 'positive' } | null
  legalBasis: readonly string[]
  confidence: Confidence
}

/** TABLE: the amounts of a purchase, in the order of the file. */
export const taxFieldTable = {
  K_40: {
    what: say('jpk-field.K_40.what'),
    ...{ inputTax: false, of: 'invoices', sign: null },
    legalBasis: ['art. 109 ust. 3'],
    confidence: 'H',
  },
  K_41: {
    what: say('jpk-field.K_41.what'),
    ...{ inputTax: true, of: 'invoices', sign: null },
    legalBasis: ['art. 86 ust. 1', 'art. 109 ust. 3'],
    confidence: 'H',
  },
  K_42: {
    what: say('jpk-field.K_42.what'),
    ...{ inputTax: false, of: 'invoices', sign: null },
    legalBasis: ['art. 109 ust. 3'],
    confidence: 'H',
  },
  K_43: {
    what: say('jpk-field.K_43.what'),
    ...{ inputTax: true, of: 'invoices', sign: null },
    legalBasis: ['art. 86 ust. 1', 'art. 109 ust. 3'],
    confidence: 'H',
  },
  K_44: {
    what: say('jpk-field.K_44.what'),
    ...{ inputTax: true, of: 'adjustments', sign: null },
    legalBasis: ['art. 90a-90c', 'art. 91'],
    confidence: 'H',
  },
  K_45: {
    what: say('jpk-field.K_45.what'),
    ...{ inputTax: true, of: 'adjustments', sign: null },
    legalBasis: ['art. 90a-90c', 'art. 91'],
    confidence: 'H',
  },
  K_46: {
    what: say('jpk-field.K_46.what'),
    ...{ inputTax: true, of: 'adjustments', sign: { only: 'negative' } },
    legalBasis: ['art. 89b ust. 1'],
    confidence: 'H',
  },
  K_47: {
    what: say('jpk-field.K_47.what'),
    ...{ inputTax: true, of: 'adjustments', sign: { only: 'positive' } },
    legalBasis: ['art. 89b ust. 4'],
    confidence: 'H',
  },
  ZakupVAT_Marza: {
    what: say('jpk-field.ZakupVAT_Marza.what'),
    ...{ inputTax: false, of: 'invoices', sign: null },
    legalBasis: ['art. 120 ust. 15'],
    confidence: 'H',
  },
} as const satisfies Record<string, TaxFieldRow>

export type TaxField = keyof typeof taxFieldTable
/** Fields that an accountant states himself. */
export type AdjustmentField = {
  [F in TaxField]: (typeof taxFieldTable)[F]['of'] extends 'adjustments' ? F : never
}[TaxField]

/** The amounts of a purchase row, under their published names, in the order of the file. */
export const taxFields = namesOf(taxFieldTable)
/** The fields whose sum is the input tax of the record (`PodatekNaliczony`). */
export const inputVatFields = taxFields.filter((field) => taxFieldTable[field].inputTax)
export const adjustmentFields = taxFields.filter(
  (field): field is AdjustmentField => taxFieldTable[field].of === 'adjustments',
)

/** TABLE: where the net amount and the tax of an invoice stand. */
export const invoiceFields = {
  fixedAsset: { net: 'K_40', vat: 'K_41' },
  other: { net: 'K_42', vat: 'K_43' },
} as const satisfies Record<string, { net: TaxField; vat: TaxField }>
/** Amounts of which a row has both or none. */
export const pairedFields = Object.values(invoiceFields).map(({ net, vat }) => [net, vat] as const)
export const marginField = 'ZakupVAT_Marza' satisfies TaxField

/** Whether an amount has the sign that its field allows; nothing has either. */
export function hasAllowedSign(field: TaxField, amount: number): boolean {
  const { sign } = taxFieldTable[field]
  return sign === null || (sign.only === 'negative' ? amount <= 0 : amount >= 0)
}

/** What to do about an amount of the other sign; null where the field takes both. */
export function signAdvice(field: TaxField): Said | null {
  const { sign, legalBasis } = taxFieldTable[field]
  return sign === null ? null : say('field.sign', { field, only: sign.only, article: String(legalBasis[0]) })
}

/** TABLE: the elements of a purchase row in the order of the schema; `marker` stands for the one of the four it has. */
export const purchaseElements = [
  ...(['LpZakupu', 'KodKrajuNadaniaTIN', 'NrDostawcy', 'NazwaDostawcy', 'DowodZakupu'] as const),
  ...(['DataZakupu', 'DataWplywu', 'marker', 'DokumentZakupu', 'IMP'] as const),
  ...taxFields,
] as const

/** TABLE: the kind of document that a row names. The first that holds stands there; most rows have none. */
export const purchaseDocuments = [
  {
    code: 'VAT_RR',
    of: 'purchase from a flat-rate farmer, or a correction of one',
    legalBasis: [`${regulation} § 11 ust. 8`, 'art. 116 ust. 2'],
    confidence: 'M',
  },
  {
    code: 'WEW',
    of: 'internal document',
    legalBasis: [`${regulation} § 11 ust. 8`],
    confidence: 'M',
  },
  {
    code: 'MK',
    of: 'seller on the cash method',
    legalBasis: [`${regulation} § 11 ust. 8`, 'art. 21 ust. 1 pkt 1'],
    confidence: 'M',
  },
] as const
export type PurchaseDocument = (typeof purchaseDocuments)[number]['code']

/** TABLE: the marker of a row that is booked from a customs or internal document: for good, whatever invoice it belongs to. */
export const otherDocumentMarker = {
  withoutNumber: 'DI',
  whenNumberComes: 'none',
  legalBasis: [amendment],
  confidence: 'H',
} as const

/** What stands for a text that is not known. */
export const unknownText = 'BRAK'
