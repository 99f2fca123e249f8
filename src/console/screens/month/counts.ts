import type { Mode, Purchase, RegisterRow } from '../../../client/index.ts'
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '../../../values/day.ts'
import { amountOfRow, markerOfRow, sumOfAmounts } from './amounts.ts'

/** So many ways of issue have a colour of their own; the rarer ones are counted together. */
const mostModes = 4

/** What was received on each day of a month, by way of issue, the most frequent first; `null` are the rarer ones. */
export function byDay(
  month: Month,
  purchases: readonly Pick<Purchase, 'receipt' | 'mode'>[],
): { modes: (Mode | null)[]; days: { day: Day; counts: number[] }[] } {
  const frequent = [...new Set(purchases.map(({ mode }) => mode))]
    .map((mode) => ({ mode, count: purchases.filter((p) => p.mode === mode).length }))
    .sort((a, b) => b.count - a.count || (a.mode < b.mode ? -1 : 1))
    .map(({ mode }) => mode)
  const shown = frequent.length > mostModes + 1 ? frequent.slice(0, mostModes) : frequent
  const modes: (Mode | null)[] = frequent.length > shown.length ? [...shown, null] : shown
  const days: { day: Day; counts: number[] }[] = []
  for (let day = firstDayOf(month); day <= lastDayOf(month); day = addDays(day, 1)) {
    const received = purchases.filter(({ receipt }) => receipt.date === day)
    days.push({
      day,
      counts: modes.map(
        (mode) => received.filter((p) => (mode === null ? !shown.includes(p.mode) : p.mode === mode)).length,
      ),
    })
  }
  return { modes, days }
}

/** The tax of rows by their marker, the largest first; `length` is that of its bar. */
export function byMarker(rows: readonly RegisterRow[]): {
  marker: string
  count: number
  sum: string | null
  length: number
  isReduction: boolean
}[] {
  const markers = [...new Set(rows.map(markerOfRow))]
  return markers
    .map((marker) => {
      const those = rows.filter((row) => markerOfRow(row) === marker)
      const sum = sumOfAmounts(those.flatMap((row) => amountOfRow(row, 'tax') ?? []))
      return {
        marker,
        count: those.length,
        sum,
        length: Math.abs(Number(sum ?? 0)),
        isReduction: sum?.startsWith('-') ?? false,
      }
    })
    .sort((a, b) => b.length - a.length)
}
