import { describe, expect, it } from 'vitest'
import { exchangeRateTable } from '../../src/law/exchange-rates.ts'
import {
  adjustmentFields,
  hasAllowedSign,
  inputVatFields,
  invoiceFields,
  jpkForm,
  jpkLengths,
  marginField,
  otherDocumentMarker,
  purchaseDocuments,
  purchaseElements,
  signAdvice,
  type TaxField,
  taxFields,
  taxFieldTable,
  unknownText,
} from '../../src/law/jpk.ts'
import { say } from '../../src/texts/say.ts'

/** What the schemas of 2025-12-19 and the regulation (Dz.U. 2019 poz. 1988, as amended) say of the record of purchases. */

const source = ({ legalBasis, confidence }: { legalBasis: readonly string[]; confidence: string }) =>
  `${confidence}: ${legalBasis.join('; ')}`

describe('the form', () => {
  it('is that of February 2026 and later, monthly and quarterly', () => {
    const crd = 'http://crd.gov.pl'
    expect(jpkForm).toEqual({
      ...{ name: 'JPK_VAT', variant: 3, schemaVersion: '1-0E' },
      monthly: { code: 'JPK_V7M (3)', namespace: `${crd}/wzor/2025/12/19/14090/` },
      quarterly: { code: 'JPK_V7K (3)', namespace: `${crd}/wzor/2025/12/19/14089/` },
      definitions: `${crd}/xml/schematy/dziedzinowe/mf/2022/09/13/eD/DefinicjeTypy/`,
      months: { first: '2026-02', last: '2050-12' },
      firstIssueDay: '2006-01-01',
      legalBasis: ['art. 109 ust. 3b', 'art. 109 ust. 3c', 'Dz.U. 2025 poz. 1800'],
      confidence: 'H',
    })
  })
  it('takes texts of a limited length, and a word for what is not known', () => {
    expect(jpkLengths).toEqual({
      ...{ NazwaSystemu: 240, PelnaNazwa: 240, ImiePierwsze: 30, Nazwisko: 81, Telefon: 16 },
      ...{ NrDostawcy: 50, NazwaDostawcy: 512, DowodZakupu: 256 },
    })
    expect(unknownText).toBe('BRAK')
  })
})

describe('the amounts of a purchase', () => {
  it.each<[TaxField, 'invoices' | 'adjustments', string]>([
    ['K_40', 'invoices', 'H: art. 109 ust. 3'],
    ['K_41', 'invoices', 'H: art. 86 ust. 1; art. 109 ust. 3'],
    ['K_42', 'invoices', 'H: art. 109 ust. 3'],
    ['K_43', 'invoices', 'H: art. 86 ust. 1; art. 109 ust. 3'],
    ['K_44', 'adjustments', 'H: art. 90a-90c; art. 91'],
    ['K_45', 'adjustments', 'H: art. 90a-90c; art. 91'],
    ['K_46', 'adjustments', 'H: art. 89b ust. 1'],
    ['K_47', 'adjustments', 'H: art. 89b ust. 4'],
    ['ZakupVAT_Marza', 'invoices', 'H: art. 120 ust. 15'],
  ])('%s is of %s (%s)', (field, of, basis) => {
    expect([taxFieldTable[field].of, source(taxFieldTable[field])]).toEqual([of, basis])
  })
  it('stand in the order of the schema, after supplier, document, marker', () => {
    expect(purchaseElements).toEqual([
      ...['LpZakupu', 'KodKrajuNadaniaTIN', 'NrDostawcy', 'NazwaDostawcy', 'DowodZakupu', 'DataZakupu'],
      ...['DataWplywu', 'marker', 'DokumentZakupu', 'IMP', 'K_40', 'K_41', 'K_42', 'K_43', 'K_44', 'K_45'],
      ...['K_46', 'K_47', 'ZakupVAT_Marza'],
    ])
    expect(taxFields).toEqual(purchaseElements.slice(-9))
  })
  it('of input tax are summed: P_49 is the sum of K_41 and K_43 to K_47', () => {
    expect(inputVatFields).toEqual(['K_41', 'K_43', 'K_44', 'K_45', 'K_46', 'K_47'])
  })
  it('of an invoice are net and tax, of fixed assets apart; of the margin scheme the whole', () => {
    expect(invoiceFields).toEqual({
      ...{ fixedAsset: { net: 'K_40', vat: 'K_41' }, other: { net: 'K_42', vat: 'K_43' } },
    })
    expect(marginField).toBe('ZakupVAT_Marza')
    expect(adjustmentFields).toEqual(['K_44', 'K_45', 'K_46', 'K_47'])
  })
  it('take tax back or restore it in the fields for bad debts (art. 89b), and have either sign elsewhere', () => {
    const allowed = taxFields.map((field) => [-1, 0, 1].filter((amount) => hasAllowedSign(field, amount)))
    const either = [-1, 0, 1]
    expect(allowed).toEqual([...Array(6).fill(either), [-1, 0], [0, 1], either])
    expect(taxFields.map(signAdvice).filter((advice) => advice !== null)).toEqual([
      say('field.sign', { field: 'K_46', only: 'negative', article: 'art. 89b ust. 1' }),
      say('field.sign', { field: 'K_47', only: 'positive', article: 'art. 89b ust. 4' }),
    ])
  })
})

describe('the kind of document', () => {
  it('is the first that holds (§ 11 ust. 8)', () => {
    const paragraph = 'Dz.U. 2019 poz. 1988 § 11 ust. 8'
    expect(purchaseDocuments.map((row) => [row.code, source(row)])).toEqual([
      ['VAT_RR', `M: ${paragraph}; art. 116 ust. 2`],
      ['WEW', `M: ${paragraph}`],
      ['MK', `M: ${paragraph}; art. 21 ust. 1 pkt 1`],
    ])
  })
  it('that is no invoice has its marker for good', () => {
    const { withoutNumber, whenNumberComes } = otherDocumentMarker
    expect([withoutNumber, whenNumberComes, source(otherDocumentMarker)]).toEqual([
      ...['DI', 'none', 'H: Dz.U. 2025 poz. 1800'],
    ])
  })
})

describe('the exchange rate', () => {
  it('is what the accountant states, else what is printed, else that of the original', () => {
    expect(exchangeRateTable.map((row) => [row.source, source(row)])).toEqual([
      ['accountant', 'H: art. 31a ust. 1-2'],
      ['invoice', 'M: art. 31a ust. 1-2; art. 106e ust. 11'],
      ['original', 'M: art. 31b ust. 1'],
    ])
  })
})
