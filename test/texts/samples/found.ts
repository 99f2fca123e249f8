import type { foundTexts } from '../../../src/texts/en/found.ts'
import type { SamplesOf } from './samples-of.ts'

const ksefNumber = '5265877635-20260615-0100A0B1C2D3-5E'
const [issued, later, link] = ['2026-06-10', '2026-06-12', 'https://qr.ksef/1']
const document = { said: 'found.document.fiscal-receipt' }

export const foundSamples: SamplesOf<typeof foundTexts> = {
  'found.INFO_DUPLICATE_COPY': [{ count: 2, first: issued }],
  'found.INFO_FUTURE_DATE': [{ received: later }],
  'found.RECEIVED_BEFORE_ISSUED': [{ received: issued, issued: later }],
  'found.INFO_NIP_CHECKSUM': [{ sellerId: '5265877636' }],
  'found.COPY_AMOUNT_DIFFERS': [
    { copy: '1234.56', copyCurrency: 'PLN', ksef: '1234.00', ksefCurrency: 'EUR' },
  ],
  'found.COPIES_DISAGREE': [
    {
      stated: [
        { amount: '1.00', currency: 'PLN' },
        { amount: '2.00', currency: 'PLN' },
      ],
    },
  ],
  'found.RECEIPT_WITH_NIP_AFTER_2026': [{ until: '2026-12-31', issued: '2027-01-02' }],
  'found.DOCUMENT_CONTRADICTS_CODES.offline': [{ document }],
  'found.DOCUMENT_CONTRADICTS_CODES.in-ksef': [{ document }],
  'found.code.unreadable': [{ link }],
  'found.code.hash': [{ link }],
  'found.code.day': [{ link, issued }],
  'found.code.seller': [{ link, sellerId: '5265877635' }],
  'found.code.environment': [{ link }],
  'found.code.several': [{ link }],
  'found.INFO_ONE_CODE_IN_FAILURE': [{ announced: issued, issued }],
  'found.INFO_SELLER_DUTY_UNKNOWN': [{ issued }],
  'found.DOUBLE_ISSUE.lawful': [{ ksefNumber }],
  'found.SELLER_SHOULD_USE_KSEF': [{ issued }],
  'found.GUIDANCE_2026_ONLY': [{ basis: 'Podręcznik KSeF 2.0 cz. II 1.7', until: '2026-12-31' }],
  'found.KSEF_AFTER_POSTING': [{ numbered: '2026-07-28', handedOver: issued }],
  'found.REVERSE_CHARGE_ENDED': [{ basis: 'art. 145e ust. 1', taxPoint: '2027-01-01', bill: null }],
  'found.ADVANCE_PAYMENT_UNKNOWN': [{ basis: 'art. 19a ust. 8', issued }],
  'found.INFO_COPY_AFTER_NUMBER': [{ numbered: later }],
  'found.OUTSIDE_COPY_BEFORE_NUMBER.numbered': [{ handedOver: issued, numbered: later }],
  'found.OUTSIDE_COPY_BEFORE_NUMBER.printed': [{ handedOver: issued, ksefNumber }],
  'found.OUTSIDE_COPY_BEFORE_NUMBER': [{ handedOver: issued }],
  'found.OVERTAKEN_BY_FAILURE': [{ announced: later }],
  'found.EMERGENCY_NOT_CONFIRMED': [{ issued }],
}
