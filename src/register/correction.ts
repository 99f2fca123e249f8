import { invoiceFields, taxFields } from '../law/jpk.ts'
import {
  type CorrectionReason,
  correctionRow,
  correctionTermDays,
  numberTable,
  type RecordDuty,
} from '../law/record-corrections.ts'
import { movedOffDaysOff } from '../law/workdays.ts'
import { type CorrectionDuty, type MarkerFacts, numberKnownOn } from '../receipt/marker.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { addDays, type Day, endOfDays } from '../values/day.ts'
import { numberKey } from '../values/invoice-number.ts'
import { present } from '../values/present.ts'
import { namesOf } from '../values/tables.ts'
import { type FiledRow, rowOn, type UndatedRow } from './row.ts'

/** A row as it was filed on a day. */
interface RowAsFiled {
  row: FiledRow
  filedOn: Day
}

/** The row as everything known now would have it, with what decides about a number that came. */
export interface CurrentRow {
  row: FiledRow
  /** From which day its KSeF number belongs into it. */
  numberedDay: Day | null
  /** Duty under the taxpayer's policy when a row of this mode gets its number. */
  whenNumberComes: CorrectionDuty
}

/** What has to be, or may be, corrected in a filed month. */
export interface Correction {
  reason: CorrectionReason
  /** Fields of the row that differ. */
  changed: string[]
  duty: RecordDuty
  mandatory: boolean
  legalBasis: readonly string[]
  dueBy: Day | null
}

/** What is due, with the row as it was filed and as it is now; null where there is none. */
export interface DueCorrection extends Correction {
  filed: FiledRow | null
  now: FiledRow | null
}

/** Everything known counts, whatever its day; null where that is no row. */
export function currentRow(undated: UndatedRow, marker: MarkerFacts): CurrentRow | null {
  const row = rowOn(undated, endOfDays)
  const { whenNumberComes } = marker
  return row && { row, numberedDay: numberKnownOn(marker), whenNumberComes }
}

/** When it was found out that a filed row is wrong, by what is wrong with it. */
export type KnownSince = (reason: CorrectionReason) => Day

/** Compares a filed row with the one of now; null where nothing has to be told. */
export function correctionOf(
  filed: RowAsFiled | null,
  now: CurrentRow | null,
  knownSince: KnownSince,
): Correction | null {
  if (filed === null) return now === null ? null : correction(isReduction(now.row), [], knownSince)
  if (now === null) return correction('not-in-month', [], knownSince)
  const changed = differences(filed.row, now.row)
  const reasons = reasonsOf(changed, filed, now)
  const [first] = reasons
    .map((reason) => told(reason, changed, filed.row, now, knownSince))
    .flatMap((found) => found ?? [])
    .sort((a, b) => rank(a) - rank(b))
  return first ?? null
}

/** What a correction is about, in one sentence. */
export function explanationOf({ reason, dueBy, duty }: Correction): Said {
  const { when, legalBasis } = correctionRow(reason)
  const due = { reason: when, articles: legalBasis }
  return duty === 'required' ? say('correction.required', { ...due, dueBy }) : say(`correction.${duty}`, due)
}

/** A filed row whose invoice stands under another purchase, filed too. */
export const filedTwice = (knownSince: KnownSince): Correction =>
  correction('same-invoice-twice', [], knownSince)

const isReduction = (row: FiledRow): CorrectionReason =>
  Object.values(invoiceFields).some(({ vat }) => row[vat]?.startsWith('-'))
    ? 'reduction-not-filed'
    : 'not-filed'

const fieldsOf: readonly [CorrectionReason, readonly (keyof FiledRow)[]][] = [
  ['amounts', taxFields],
  ['receipt-date', ['DataWplywu']],
  ['document', ['KodKrajuNadaniaTIN', 'NrDostawcy', 'DowodZakupu', 'DataZakupu', 'DokumentZakupu', 'IMP']],
  ['marker', ['marker']],
]

function differences(filed: FiledRow, now: FiledRow): string[] {
  const text = (row: FiledRow, field: keyof FiledRow): string =>
    field === 'DowodZakupu' ? numberKey(row.DowodZakupu) : JSON.stringify(row[field] ?? null)
  // A file that was made elsewhere need not say when a document came; our own rows always do.
  const isStated = (field: keyof FiledRow): boolean => field !== 'DataWplywu' || filed.DataWplywu !== null
  return fieldsOf.flatMap(([, fields]) =>
    fields.filter((field) => isStated(field) && text(filed, field) !== text(now, field)),
  )
}

const reasonsOf = (changed: readonly string[], filed: RowAsFiled, now: CurrentRow): CorrectionReason[] =>
  fieldsOf
    .filter(([, fields]) => fields.some((field) => changed.includes(field)))
    .map(([reason]) => (reason === 'marker' ? markerReason(filed, now) : reason))

function markerReason({ row, filedOn }: RowAsFiled, { row: now, numberedDay }: CurrentRow): CorrectionReason {
  if (!('NrKSeF' in now.marker)) return 'marker'
  const wasThere = numberedDay !== null && numberedDay <= filedOn
  return wasThere && !isInternal(row) ? 'number-left-out' : 'number-arrived'
}

/** A customs or internal document. */
const isInternal = ({ marker, IMP, DokumentZakupu }: FiledRow): boolean =>
  'DI' in marker && (IMP !== undefined || DokumentZakupu === 'WEW')

function told(
  reason: CorrectionReason,
  changed: string[],
  filed: FiledRow,
  now: CurrentRow,
  knownSince: KnownSince,
): Correction | null {
  if (reason !== 'number-arrived') return correction(reason, changed, knownSince)
  const duty = numberDuty(filed, now)
  const from = now.numberedDay ?? knownSince(reason)
  return duty === 'none' ? null : correction(reason, changed, () => from, duty)
}

/** What a number does to a filed row. */
function numberDuty(filed: FiledRow, now: CurrentRow): CorrectionDuty {
  const marker = present(namesOf(numberTable).find((name) => name in filed.marker))
  const { duty } = numberTable[isInternal(filed) ? 'internal' : marker]
  return duty === 'policy' ? now.whenNumberComes : duty
}

/** `from`: the day from which the fourteen days run, by the reason. */
function correction(
  reason: CorrectionReason,
  changed: string[],
  from: KnownSince,
  numbered: CorrectionDuty = 'review',
): Correction {
  const row = correctionRow(reason)
  const duty = row.duty === 'by-marker' ? (numbered === 'required' ? 'required' : 'review') : row.duty
  return {
    reason,
    changed,
    duty,
    mandatory: duty === 'required',
    legalBasis: row.legalBasis,
    dueBy: duty === 'required' ? movedOffDaysOff(addDays(from(reason), correctionTermDays)) : null,
  }
}

const duties: readonly RecordDuty[] = ['required', 'review', 'optional']
const rank = ({ duty, dueBy }: Correction): number =>
  duties.indexOf(duty) * 1e9 + (dueBy === null ? 0 : Number(dueBy.replaceAll('-', '')))
