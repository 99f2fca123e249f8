import { describe, expect, it } from 'vitest'
import { type BuyerCategory, buyerCategories, buyerTable } from '../../src/law/buyer.ts'
import { looksLikeNewTotal } from '../../src/law/corrections.ts'
import { countsAs, documentTable } from '../../src/law/documents.ts'
import { type FindingCode, findingTable, identityFindings } from '../../src/law/findings.ts'
import { isTaxOffice, jpkCountry } from '../../src/law/jpk-codes.ts'
import { completePolicy } from '../../src/law/policy.ts'
import { rateTable, standardRate } from '../../src/law/rates.ts'
import {
  correctionRow,
  correctionTermDays,
  numberTable,
  recordCorrectionTable,
} from '../../src/law/record-corrections.ts'
import { failureTerm } from '../../src/law/resend.ts'
import type { Day } from '../../src/values/day.ts'

describe('the buyer (art. 106gb ust. 4)', () => {
  it.each([
    ['domestic', false, true, 'a taxpayer with a Polish NIP'],
    ['106gb-4-1', true, false, 'the place of supply is abroad: no Polish tax'],
    ['106gb-4-2', true, true, 'without seat, registered for Polish VAT'],
    ['106gb-4-3', true, true, 'whose establishment takes no part'],
    ['106gb-4-4', true, false, 'exempt in the EU scheme for small enterprises (art. 113a)'],
    ['106gb-4-5', true, true, 'a taxpayer who does not use the number'],
    ['106gb-4-6', true, false, 'a private person'],
  ])('%s: listed %s, deducts %s: %s', (category, listed, deducts) => {
    expect(buyerTable[category as BuyerCategory]).toMatchObject({ listed, deducts })
  })
  it('is of one of seven categories', () => {
    expect(buyerCategories).toHaveLength(7)
  })
})

describe('a document from outside KSeF', () => {
  type Document = Parameters<typeof countsAs>[0]
  const counts = (document: string, day = '2026-06-10', gross = 12_300, currency = 'PLN') =>
    countsAs(document as Document, day as Day, gross, currency)
  it.each([
    ['invoice', 'invoice'],
    ['offline-invoice', 'invoice'],
    ['numbered-visualisation', 'delivery'],
    ['transaction-confirmation', 'nothing'],
    ['not-an-invoice', 'nothing'],
  ])('%s counts as %s, whatever its day and amount', (document, expected) => {
    expect([counts(document), counts(document, '2027-06-10', 100_000_00)]).toEqual([expected, expected])
  })
  it.each([
    ['450.00 PLN', '2026-12-31', 45_000, 'PLN', 'invoice'],
    ['450.01 PLN', '2026-12-31', 45_001, 'PLN', 'nothing'],
    ['100.00 EUR', '2026-12-31', 10_000, 'EUR', 'invoice'],
    ['100.01 EUR', '2026-12-31', 10_001, 'EUR', 'nothing'],
    ['1.00 USD', '2026-12-31', 100, 'USD', 'nothing'],
    ['1.00 PLN in 2027', '2027-01-01', 100, 'PLN', 'nothing'],
  ])(
    'a receipt with the NIP over %s (art. 106e ust. 5 pkt 3, art. 145n)',
    (_what, day, gross, currency, expected) => {
      expect(counts('fiscal-receipt', day, gross, currency)).toBe(expected)
    },
  )
})

describe('codes on a document', () => {
  it.each([
    ['invoice', ['II']],
    ['offline-invoice', []],
    ['numbered-visualisation', ['II']],
    ['transaction-confirmation', []],
    ['fiscal-receipt', ['I', 'II']],
    ['not-an-invoice', ['I', 'II']],
  ] as const)('prove that it is no %s: %j (art. 106gb ust. 5, art. 106nda ust. 6)', (document, neverWith) => {
    expect(documentTable[document].neverWith).toEqual(neverWith)
  })
})

describe('the severity of findings', () => {
  const severity = (code: string) => findingTable[code as FindingCode]?.severity
  it.each([
    ['AMOUNT_MISMATCH'],
    ['POSSIBLE_DUPLICATE'],
    ['AMBIGUOUS_MATCH'],
    ['DOUBLE_POSTED'],
    ['TOO_MANY_ALIKE'],
    ['UNKNOWN_SUPPLY'],
    ['KOR_ORIGINAL_WITHOUT_NUMBER'],
    ['AGREED_DELIVERY_MISSING'],
    ['NOT_OUR_INVOICE'],
    ['KSEF_METADATA_CONFLICT'],
    ['COPIES_DISAGREE'],
  ])('%s holds a posting: the same tax might be deducted twice, or wrongly', (code) => {
    expect(severity(code)).toBe('blocking')
  })
  it.each([
    ...['OUTSIDE_COPY_BEFORE_NUMBER', 'PERIOD_DIFFERS', 'WINDOWS_APART', 'CREDIT_NOTE_PERIOD'],
    ...['AGREEMENT_WITHOUT_GB4_STATUS', 'GB4_DUAL_DELIVERY', 'AGREEMENT_UNKNOWN', 'AGREEMENT_MISSING'],
    ...['SELLER_LATE', 'SELLER_NEVER_SENT', 'OVERTAKEN_BY_FAILURE', 'TOTAL_FAILURE_NO_NUMBER'],
    ...['MARKER_UNSETTLED', 'EMERGENCY_NOT_CONFIRMED', 'RECEIVED_BEFORE_ISSUED', 'THIRD_PARTY_BUYER'],
    ...['SELLER_SHOULD_USE_KSEF', 'KSEF_AFTER_POSTING', 'GUIDANCE_2026_ONLY', 'RECEIPT_WITH_NIP_AFTER_2026'],
    ...['WINDOW_EXPIRED', 'EU_EARLY_DEDUCTION', 'COPY_AMOUNT_DIFFERS', 'EXCHANGE_RATE_MISSING'],
    ...['VAT_PLN_COMPUTED', 'AMOUNTS_INCOMPLETE', 'PARTIAL_NET_UNDECIDED', 'PAYMENTS_EXCEED_GROSS'],
    'CHOSEN_MONTH_OUTSIDE_WINDOW',
  ])('%s is looked at, and holds nothing', (code) => {
    expect(severity(code)).toBe('review')
  })
  it('asks of four findings whether two purchases are one', () => {
    expect([...identityFindings].sort()).toEqual([
      ...['AMBIGUOUS_MATCH', 'AMOUNT_MISMATCH', 'DOUBLE_ISSUE', 'POSSIBLE_DUPLICATE'],
    ])
  })
})

describe('the totals of an invoice by rate', () => {
  it.each([
    ['P_13_1', 'P_14_1', 'deducted'],
    ['P_13_2', 'P_14_2', 'deducted'],
    ['P_13_3', 'P_14_3', 'deducted'],
    ['P_13_4', 'P_14_4', 'deducted'],
    ['P_11_1', 'P_11_2', 'deducted'],
    ['P_13_5', 'P_14_5', 'none'],
    ['P_13_6_1', null, 'none'],
    ['P_13_6_2', null, 'none'],
    ['P_13_6_3', null, 'none'],
    ['P_13_7', null, 'none'],
    ['P_13_8', null, 'taxed-by-buyer-if-stated'],
    ['P_13_9', null, 'taxed-by-buyer-if-stated'],
    ['P_13_10', null, 'taxed-by-buyer'],
    ['P_13_11', null, 'none'],
  ])('%s with tax in %s: %s', (name, tax, treatment) => {
    expect(rateTable[name]).toMatchObject({ tax, treatment })
  })
  it.each([
    ['P_13_1', ['art. 86 ust. 2 pkt 1']],
    ['P_11_1', ['art. 116 ust. 6']],
    ['P_13_7', ['art. 88 ust. 3a pkt 2']],
    ['P_13_9', ['art. 17 ust. 1 pkt 4', 'art. 86 ust. 2 pkt 4']],
    ['P_13_10', ['art. 17 ust. 1', 'art. 86 ust. 2 pkt 4']],
    ['P_13_11', ['art. 120 ust. 19']],
  ])('%s by %j', (name, legalBasis) => {
    expect(rateTable[name]).toMatchObject({ legalBasis, confidence: 'H' })
  })
  it('take 23 % where the buyer owes the tax (art. 41 ust. 1, art. 146ef)', () => {
    expect(standardRate).toEqual({
      ...{ rate: '0.23', legalBasis: ['art. 41 ust. 1', 'art. 146ef ust. 1 pkt 1'], confidence: 'H' },
    })
  })
})

describe('corrections of a filed record (art. 109 ust. 3e)', () => {
  it('have fourteen days, and a failure gives seven', () => {
    expect([correctionTermDays, failureTerm]).toEqual([14, 7])
  })
  it.each([
    ['not-in-month', 'required'],
    ['same-invoice-twice', 'required'],
    ['amounts', 'required'],
    ['receipt-date', 'required'],
    ['document', 'required'],
    ['number-left-out', 'required'],
    ['number-arrived', 'by-marker'],
    ['marker', 'review'],
    ['reduction-not-filed', 'required'],
    ['not-filed', 'optional'],
  ] as const)('%s: %s', (reason, duty) => {
    expect(correctionRow(reason)).toMatchObject({ reason, duty })
  })
  it('are sure but for the day of receipt, a number that came and another marker', () => {
    const sure = recordCorrectionTable.map(({ reason, confidence }) => [reason, confidence])
    expect(Object.fromEntries(sure)).toEqual({
      ...{ 'not-in-month': 'H', 'same-invoice-twice': 'H', amounts: 'H', document: 'H' },
      'number-left-out': 'H',
      ...{ 'receipt-date': 'M', 'number-arrived': 'M', marker: 'L' },
      ...{ 'reduction-not-filed': 'H', 'not-filed': 'H' },
    })
    const numbers = Object.entries(numberTable).map(([marker, { confidence }]) => [marker, confidence])
    expect(Object.fromEntries(numbers)).toEqual({ NrKSeF: 'H', internal: 'H', DI: 'M', OFF: 'M', BFK: 'M' })
  })
  it('are of ten kinds', () => {
    expect(recordCorrectionTable).toHaveLength(10)
  })
  it('follow a number by the marker that was filed', () => {
    const duties = Object.entries(numberTable).map(([marker, { duty }]) => [marker, duty])
    expect(Object.fromEntries(duties)).toEqual({
      ...{ NrKSeF: 'required', internal: 'none', DI: 'required', OFF: 'none', BFK: 'policy' },
    })
  })
})

/** The values of TKodKraju (KodyKrajow v13-0E) in the order of the schema; JPK writes EL for GR. */
const countries = [
  'AF AX AL DZ AD AO AI AQ AG AN SA AR AM AW AU AT AZ BS BH BD BB BE BZ BJ BM BT BY BO BQ BA BW BR BN IO',
  'BG BF BI XC CL CN HR CW CY TD ME DK DM DO DJ EG EC ER EE ET FK FJ PH FI FR TF GA GM GH GI EL GD GL GE',
  'GU GG GY GF GP GT GN GQ GW HT ES HN HK IN ID IQ IR IE IS IL JM JP YE JE JO KY KH CM CA QA KZ KE KG KI',
  'CO KM CG CD KP XK CR CU KW LA LS LB LR LY LI LT LV LU MK MG YT MO MW MV MY ML MT MP MA MQ MR MU MX XL',
  'FM UM MD MC MN MS MZ MM NA NR NP NL DE NE NG NI NU NF NO NC NZ PS OM PK PW PA PG PY PE PN PF PL GS PT',
  'PR CF CZ KR ZA RE RU RO RW EH BL KN LC MF VC SV WS AS SM SN RS SC SL SG SK SI SO LK PM US SZ SD SS SR',
  'SJ SH SY CH SE TJ TH TW TZ TG TK TO TT TN TR TM TV UG UA UY UZ VU WF VA HU VE GB VN IT TL CI BV CX IM',
  'SX CK VI VG HM CC MH FO SB ST TC ZM CV ZW AE XI XU',
].flatMap((line) => line.split(' '))

describe('codes of JPK', () => {
  // KodyUrzedowSkarbowych v8-0E: offices are numbered by voivodeship, ordinary ones from 02, specialised ones from 71.
  it.each([
    ['02', 34, 71],
    ['04', 23, 71],
    ['06', 22, 71],
    ['08', 14, 71],
    ['10', 29, 71],
    ['12', 28, 71],
    ['14', 49, 73],
    ['16', 13, 71],
    ['18', 23, 71],
    ['20', 15, 71],
    ['22', 21, 71],
    ['24', 36, 72],
    ['26', 15, 71],
    ['28', 16, 71],
    ['30', 39, 72],
    ['32', 20, 71],
  ])('offices of %s go from 02 to %s and from 71 to %s', (voivodeship, last, special) => {
    const numbers = Array.from({ length: 100 }, (_, n) => n).filter((n) =>
      isTaxOffice(`${voivodeship}${String(n).padStart(2, '0')}`),
    )
    const all = Array.from({ length: 100 }, (_, n) => n)
    expect(numbers).toEqual(
      all.filter(
        (n) => ((n >= 2 && n <= last) || (n >= 71 && n <= special)) && `${voivodeship}${n}` !== '3024',
      ),
    )
  })
  it('knows no office of a voivodeship that there is none of', () => {
    expect(['0102', '0302', '3402', '1', '', '147', '14711'].filter(isTaxOffice)).toEqual([])
  })
  it('knows every country of the schema, and no other two letters', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const pairs = letters.flatMap((a) => letters.map((b) => `${a}${b}`)).filter((code) => code !== 'GR')
    expect(pairs.filter((code) => jpkCountry(code) === code)).toEqual([...countries].sort())
  })
  it('writes Greece as EL, and knows countries by both letters', () => {
    const asked = ['GR', 'EL', 'PL', 'DE', 'US', 'XI', 'AA', 'DEU', 'D', '', 'de']
    expect(asked.map(jpkCountry)).toEqual([
      ...['EL', 'EL', 'PL', 'DE', 'US', 'XI', null, null, null, null, null],
    ])
  })
})

describe('a correction that states new totals instead of the difference (art. 106j ust. 2 pkt 5)', () => {
  it.each([
    ['half of the original', 5_000, 10_000, false],
    ['a grosz more', 5_001, 10_000, true],
    ['all of it', 10_000, 10_000, true],
    ['as much with the other sign', -10_000, 10_000, false],
    ['of an original in minus', -5_001, -10_000, true],
    ['nothing', 0, 10_000, false],
  ])('is suspected by its size: %s', (_what, stated, original, expected) => {
    expect(looksLikeNewTotal(stated, original)).toBe(expected)
  })
})

describe('a policy that the taxpayer left open', () => {
  it('is filled with the defaults, and keeps what was chosen', () => {
    expect(completePolicy({ overtakenMarker: 'OFF' })).toMatchObject({
      ...{ overtakenMarker: 'OFF', breachReceipt: 'kis-actual', euEarlyDeduction: 'off' },
    })
    expect(completePolicy({ earlyCopy: undefined }).earlyCopy).toBe('statute-number')
  })
})
