import type { Settlement } from '../law/deduction.ts'
import type { MarkerDays } from '../receipt/marker.ts'
import type { UndatedRow } from '../register/row.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Day, Month } from '../values/day.ts'
import type { Grosze } from '../values/money.ts'

/** What is known here of a purchase with which rows are compared. */
export interface KnownPurchase {
  seq: number
  id: string
  sellerId: string
  number: string
  numberKey: string
  nearKey: string
  issueDay: Day
  /** KSeF's own, or one printed on a copy. */
  ksefNumber: string | null
  currency: string
  netGrosze: Grosze | null
  vatGrosze: Grosze | null
  /** The tax in zlotys, as the document states it. */
  vatPlnGrosze: Grosze | null
  grossGrosze: Grosze | null
  receivedDay: Day | null
  /** No invoice for this taxpayer. */
  quarantined: boolean
  /** First and last month in which it may be deducted; null while there is none, and why. */
  window: { from: Month; until: Month } | null
  noWindow: Sentence
  /** Why it stands in no month of the register. */
  nowhere: string | null
  marker: MarkerDays
  /** The law does not settle its marker while it has no number. */
  markerUnsettled: boolean
  /** Codes of its open blocking findings. */
  blocking: readonly string[]
  /** Its rows of the register, by month. */
  entries: readonly { month: Month; since: Day; row: UndatedRow['row'] }[]
  /** Other months in whose file it stands, or of which it was filed. */
  elsewhere: readonly Month[]
}

/** The file that is checked, as far as a row is judged by it. */
export interface CheckedFile {
  month: Month
  settlement: Settlement
  /** The day on which it is, or was, filed. */
  filedOn: Day
  /** Its rows have a marker. */
  markers: boolean
}

/** The entry of a purchase for the month of the file that can be filed by its day; null where there is none. */
export const entryOf = (known: KnownPurchase, { month, filedOn }: CheckedFile) =>
  known.entries.find((e) => e.month === month && e.since <= filedOn) ?? null
