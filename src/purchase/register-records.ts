import { firstRowDay } from '../receipt/marker.ts'
import { type RowSource, undatedRow } from '../register/row.ts'
import type { RegisterRecord } from '../store/register.ts'

/** What is stored of the rows of a purchase, so that a month can be read, and summed, without its verdicts. */
export function registerRecords(purchase: number, source: RowSource): RegisterRecord[] {
  const { marker, record } = source.verdict
  const since = firstRowDay(marker)
  if (since === null) return []
  return record.entries.map((entry) => ({
    ...{ purchase, since, month: entry.month },
    row: undatedRow(source, entry),
  }))
}
