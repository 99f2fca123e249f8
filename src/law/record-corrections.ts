import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { present } from '../values/present.ts'
import type { Confidence } from './citation.ts'

/** Why a filed row is no longer what the taxpayer knows. */
export type CorrectionReason =
  | 'not-in-month'
  | 'same-invoice-twice'
  | 'amounts'
  | 'receipt-date'
  | 'document'
  | 'number-left-out'
  | 'number-arrived'
  | 'marker'
  | 'reduction-not-filed'
  | 'not-filed'

/** `required`: the record must be corrected; `review`: a human decides; `optional`: a right of the taxpayer. */
export type RecordDuty = 'required' | 'review' | 'optional'

interface CorrectionRow {
  reason: CorrectionReason
  when: Said
  duty: RecordDuty | 'by-marker'
  legalBasis: readonly string[]
  confidence: Confidence
}

/** Days within which a record must be corrected (art. 109 ust. 3e); their end moves off days off (Ordynacja art. 12 § 5). */
export const correctionTermDays = 14

/**
 * TABLE: what a filed month must be corrected for, the gravest first. `by-marker`: what was filed decides, see
 * `numberTable`. Spelling of a number or of a name that does not change whose invoice it is corrects nothing.
 */
export const recordCorrectionTable: readonly CorrectionRow[] = [
  {
    reason: 'not-in-month',
    when: say('record-correction.not-in-month.when'),
    duty: 'required',
    legalBasis: ['art. 109 ust. 3e pkt 1', 'art. 86 ust. 10'],
    confidence: 'H',
  },
  {
    reason: 'same-invoice-twice',
    when: say('record-correction.same-invoice-twice.when'),
    duty: 'required',
    legalBasis: ['art. 109 ust. 3e pkt 1'],
    confidence: 'H',
  },
  {
    reason: 'amounts',
    when: say('record-correction.amounts.when'),
    duty: 'required',
    legalBasis: ['art. 109 ust. 3e pkt 1'],
    confidence: 'H',
  },
  {
    reason: 'receipt-date',
    when: say('record-correction.receipt-date.when'),
    duty: 'required',
    legalBasis: ['art. 109 ust. 3e pkt 1'],
    confidence: 'M',
  },
  {
    reason: 'document',
    when: say('record-correction.document.when'),
    duty: 'required',
    legalBasis: ['art. 109 ust. 3e pkt 1'],
    confidence: 'H',
  },
  {
    reason: 'number-left-out',
    when: say('record-correction.number-left-out.when'),
    duty: 'required',
    legalBasis: ['art. 109 ust. 3e pkt 1', 'Dz.U. 2025 poz. 1800'],
    confidence: 'H',
  },
  {
    reason: 'number-arrived',
    when: say('record-correction.number-arrived.when'),
    duty: 'by-marker',
    legalBasis: ['art. 109 ust. 3e pkt 2'],
    confidence: 'M',
  },
  {
    reason: 'marker',
    when: say('record-correction.marker.when'),
    duty: 'review',
    legalBasis: ['Dz.U. 2025 poz. 1800'],
    confidence: 'L',
  },
  {
    reason: 'reduction-not-filed',
    when: say('record-correction.reduction-not-filed.when'),
    duty: 'required',
    legalBasis: ['art. 86 ust. 19a', 'art. 109 ust. 3e pkt 2'],
    confidence: 'H',
  },
  {
    reason: 'not-filed',
    when: say('record-correction.not-filed.when'),
    duty: 'optional',
    legalBasis: ['art. 86 ust. 13'],
    confidence: 'H',
  },
]

/**
 * TABLE: the duty when a filed row gets its number after the filing, by the marker that was filed. `policy`:
 * breachNumberAfterFiling. `internal`: a customs or internal document, which is DI for good. `NrKSeF`: the number that was
 * filed is another one. A number assigned by the day of filing belonged into the row whatever the marker: `number-left-out`.
 */
export const numberTable = {
  NrKSeF: { duty: 'required', confidence: 'H' },
  internal: { duty: 'none', confidence: 'H' },
  DI: { duty: 'required', confidence: 'M' },
  OFF: { duty: 'none', confidence: 'M' },
  BFK: { duty: 'policy', confidence: 'M' },
} as const

export const correctionRow = (reason: CorrectionReason): CorrectionRow =>
  present(recordCorrectionTable.find((row) => row.reason === reason))
