import type { Purchase, RegisterRow } from '../../../client/index.ts'
import { firstDayOf, lastDayOf, type Month, parseMonth } from '../../../values/day.ts'
import { present } from '../../../values/present.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Bars } from '../../parts/bars.tsx'
import { amountShown, dayShown } from '../../parts/formats.ts'
import { AmountCell, markerShown } from '../../parts/marks.tsx'
import { Table } from '../../parts/table.tsx'
import { nameIn, t } from '../../words.ts'
import { byDay, byMarker } from './counts.ts'
import { DayColumns } from './day-columns.tsx'

/** As many rows as are drawn; more say nothing in a drawing of a month, and take long to come. */
const most = 1000

/** The month in two drawings, each with its table: what was received on which day, and the tax by marker. */
export function MonthCharts({ nip, month: text }: { nip: string; month: string }) {
  const month = present(parseMonth(text))
  const purchases = useAnswer<readonly Purchase[] | null>(`received ${nip} ${month}`, async (signal) => {
    const span = { receivedFrom: firstDayOf(month), receivedTo: lastDayOf(month) }
    const { items, next } = await api.listPurchases({ nip, ...span, limit: most }, { signal })
    return next === null ? items : null
  })
  const rows = useAnswer<readonly RegisterRow[] | null>(`all rows ${nip} ${month}`, async (signal) => {
    const { items, next } = await api.getRegister({ nip, month, limit: most }, { signal })
    return next === null ? items : null
  })
  return (
    <div class="charts">
      {purchases.value != null && purchases.value.length > 0 && (
        <Days month={month} purchases={purchases.value} />
      )}
      {rows.value != null && rows.value.length > 0 && <Markers rows={rows.value} />}
    </div>
  )
}

const Days = ({ month, purchases }: { month: Month; purchases: readonly Purchase[] }) => {
  const { modes, days } = byDay(month, purchases)
  const names = modes.map((mode) => (mode === null ? t('month.chart.other') : nameIn('mode', mode)))
  return (
    <DayColumns
      title={t('month.chart.days')}
      days={days}
      parts={names}
      table={
        <Table
          caption={t('month.chart.days')}
          rows={days.filter(({ counts }) => counts.some((count) => count > 0))}
          rowKey={({ day }) => day}
          columns={[
            { head: t('month.chart.day'), isName: true, cell: ({ day }) => dayShown(day) },
            ...names.map((name, at) => ({
              head: name,
              align: 'end' as const,
              cell: ({ counts }: { counts: readonly number[] }) => counts[at],
            })),
          ]}
        />
      }
    />
  )
}

const Markers = ({ rows }: { rows: readonly RegisterRow[] }) => {
  const markers = byMarker(rows)
  if (markers.length < 2) return null
  return (
    <Bars
      title={t('month.chart.markers')}
      parts={[t('month.tax')]}
      bars={markers.map(({ marker, sum, length, isReduction }) => ({
        name: markerShown(marker),
        values: [length],
        shown: sum === null ? '' : amountShown(sum),
        isGrave: isReduction,
      }))}
      table={
        <Table
          caption={t('month.chart.markers')}
          rows={markers}
          rowKey={({ marker }) => marker}
          columns={[
            { head: t('month.marker'), isName: true, cell: ({ marker }) => markerShown(marker) },
            { head: t('month.rows'), align: 'end', cell: ({ count }) => count },
            { head: t('month.tax'), align: 'end', cell: ({ sum }) => <AmountCell amount={sum} /> },
          ]}
        />
      }
    />
  )
}
