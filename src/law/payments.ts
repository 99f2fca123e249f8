import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { parseDay } from '../values/day.ts'
import { present } from '../values/present.ts'
import { isOneOf, namesOf } from '../values/tables.ts'
import { type Confidence, type InForce, isInForce } from './citation.ts'
import type { Mode } from './mode-names.ts'

interface PaymentRow extends InForce {
  rule: string
  what: Said
  /** Ways of issuing whose invoices are concerned; none where there is no duty. */
  modes: readonly Mode[]
  legalBasis: readonly string[]
  confidence: Confidence
}

/** Whether a payment for an invoice of each way of issuing is concerned: of a new one it must be said here. */
const isConcerned: Readonly<Record<Mode, boolean>> = {
  online: true,
  'online-late': true,
  'early-copy': true,
  offline24: true,
  'offline24-overtaken-by-failure': true,
  maintenance: true,
  'offline24-overtaken-by-total-failure': false,
  emergency: false,
  'total-failure': false,
  'outside-lawful': false,
  'outside-breach': false,
  foreign: false,
  'not-an-invoice': false,
}

/**
 * TABLE: whether a payment for an invoice must name its KSeF number, by the day of the payment. Both parties are
 * active VAT payers; the seller is so on the white list on that day. An invoice of a failure (art. 106nf) or one outside KSeF
 * is not concerned. No sanction was found.
 */
export const paymentTable: readonly PaymentRow[] = [
  {
    rule: 'no-number-in-payments',
    from: '0001-01-01',
    to: '2026-12-31',
    what: say('payment.no-number-in-payments.what'),
    modes: [],
    legalBasis: ['art. 108g'],
    confidence: 'H',
  },
  {
    rule: 'number-in-payments',
    from: '2027-01-01',
    to: null,
    what: say('payment.number-in-payments.what'),
    modes: namesOf(isConcerned).filter((mode) => isConcerned[mode]),
    legalBasis: ['art. 108g', 'art. 108a ust. 3 pkt 3'],
    confidence: 'H',
  },
]

/** An invoice issued offline that failure notices kept from KSeF is exempt while it has no number. */
export const paymentExemption = {
  modes: ['offline24-overtaken-by-failure'],
  legalBasis: ['art. 108g ust. 4'],
  confidence: 'H',
} as const satisfies Pick<PaymentRow, 'modes' | 'legalBasis' | 'confidence'>

/** What a payment for an invoice must name, from which day on. */
interface PaymentDuty {
  /** The first day on which a payment is concerned. */
  from: Day
  /** The number to be named; null while it is not known. */
  ksefNumber: string | null
  /** Failure notices kept the invoice from KSeF: it may be paid without a number. */
  exempt: boolean
  what: Said
  legalBasis: readonly string[]
}

/** The duty of whoever pays an invoice from now on; null where no payment of it is concerned. */
export function paymentDutyOf(invoice: {
  mode: Mode
  ksefNumber: string | null
  /** The last day on which it was paid, where it was paid whole; null while it may still be paid. */
  paidDay: Day | null
}): PaymentDuty | null {
  const row = paymentTable.find(
    ({ modes, ...inForce }) =>
      modes.includes(invoice.mode) && (invoice.paidDay === null || isInForce(inForce, invoice.paidDay)),
  )
  if (row === undefined) return null
  const { from, what, legalBasis } = row
  const exempt = invoice.ksefNumber === null && isOneOf(paymentExemption.modes, invoice.mode)
  return {
    from: present(parseDay(from)),
    ksefNumber: invoice.ksefNumber,
    exempt,
    what,
    legalBasis: exempt ? [...legalBasis, ...paymentExemption.legalBasis] : legalBasis,
  }
}
