import type { AwaitingNumber } from '../../../client/index.ts'
import { present } from '../../../values/present.ts'
import { Bars } from '../../parts/bars.tsx'
import { dayShown } from '../../parts/formats.ts'
import { Table } from '../../parts/table.tsx'
import { t } from '../../words.ts'

interface Span {
  name: string
  count: number
  isGrave: boolean
}

/** How many numbers are awaited by when: what is overdue, then each deadline, then what has none. One bar tells nothing. */
export const DeadlineChart = ({ items }: { items: readonly AwaitingNumber[] }) => {
  const spans = spansOf(items)
  if (spans.length < 2) return null
  return (
    <Bars
      title={t('awaited.chart')}
      parts={[t('awaited.chart')]}
      bars={spans.map(({ name, count, isGrave }) => ({
        name,
        values: [count],
        shown: String(count),
        isGrave,
      }))}
      table={
        <Table
          caption={t('awaited.chart')}
          rows={spans}
          rowKey={({ name }) => name}
          columns={[
            { head: t('awaited.deadline'), isName: true, cell: ({ name }) => name },
            { head: t('awaited.column.count'), align: 'end', cell: ({ count }) => count },
          ]}
        />
      }
    />
  )
}

/** At most ten: later deadlines count together. */
function spansOf(items: readonly AwaitingNumber[]): Span[] {
  const late = items.filter(({ overdue }) => overdue).length
  const none = items.filter(({ deadline }) => deadline === null).length
  const due = items.filter(({ overdue, deadline }) => !overdue && deadline !== null)
  const days = [...new Set(due.map(({ deadline }) => present(deadline)))].sort()
  const shown = days.slice(0, 8)
  const spans = shown.map((day) => ({
    name: dayShown(day),
    count: due.filter(({ deadline }) => deadline === day).length,
    isGrave: false,
  }))
  const later = due.filter(({ deadline }) => !shown.includes(present(deadline))).length
  return [
    { name: t('awaited.chart.overdue'), count: late, isGrave: true },
    ...spans,
    { name: t('awaited.chart.later'), count: later, isGrave: false },
    { name: t('awaited.chart.none'), count: none, isGrave: false },
  ].filter(({ count }) => count > 0)
}
